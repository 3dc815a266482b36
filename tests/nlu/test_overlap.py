"""Training sentences are never test sentences, not even nearly."""

from collections import defaultdict

import pytest

from nlu.signals.normalise import loosen, normalise
from tests.nlu import held_out
from tests.offers.evaluate import ads

GRAM = 4
NEAR = 0.7
"""Two texts that share this much of their character 4-grams (Jaccard) are one text with small changes."""

TOO_SHORT_TO_BE_OURS = 14
"""Below this many letters people really do write the same ("สวัสดีค่ะ", "ช่วยด้วย"); that is language, not a leak."""


def _key(text: str) -> str:
    return loosen(normalise(text)).replace(" ", "")


def _grams(key: str) -> frozenset[str]:
    return frozenset(key[start : start + GRAM] for start in range(max(1, len(key) - GRAM + 1)))


@pytest.fixture(scope="module")
def index() -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, (_, text) in enumerate(held_out.training_texts()):
        for gram in _grams(_key(text)):
            found[gram].add(number)
    return found


def nearest(text: str, index: dict[str, set[int]]) -> tuple[float, str]:
    """The training text most like this one, and how alike (0-1)."""
    grams = _grams(_key(text))
    shared: dict[int, int] = defaultdict(int)
    for gram in grams:
        for number in index.get(gram, ()):
            shared[number] += 1
    training = held_out.training_texts()
    best = (0.0, "")
    for number, count in sorted(shared.items(), key=lambda pair: -pair[1])[:20]:
        other = training[number][1]
        best = max(best, (count / len(grams | _grams(_key(other))), other))
    return best


def test_no_held_out_message_is_in_the_training_data(index: dict[str, set[int]]) -> None:
    long = [held for held in held_out.load() if len(_key(held.text)) >= TOO_SHORT_TO_BE_OURS]
    assert len(long) > 400
    found = [(held.id, *nearest(held.text, index)) for held in long]
    assert [leak for leak in found if leak[1] >= NEAR] == []


def test_no_unseen_offer_is_in_the_training_data(index: dict[str, set[int]]) -> None:
    found = [(ad["id"], *nearest(ad["text"], index)) for ad in ads("unseen")]
    assert [leak for leak in found if leak[1] >= NEAR] == []


def test_no_training_message_stands_twice() -> None:
    needs: dict[str, str] = {}
    twice = []
    for need, text in held_out.training_texts():
        key = _key(text)
        if key in needs:
            twice.append((need, needs[key], text))
        needs[key] = need
    assert twice == []


def test_the_check_would_find_a_leak(index: dict[str, set[int]]) -> None:
    long = next(text for _, text in held_out.training_texts() if len(_key(text)) > 60)
    likeness, _ = nearest(long.replace(" ", "") + " ค่ะ", index)
    assert likeness >= NEAR
