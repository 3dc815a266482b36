"""The bars of understanding, on messages the model has never seen, through the Rasa that serves."""

from collections.abc import Callable

import pytest

from bot.rasa import Rasa
from tests.house import House
from tests.nlu import held_out, measures
from tests.nlu.evaluate import understand
from tests.nlu.held_out import Labels
from tests.nlu.measures import Pair


@pytest.fixture(scope="module")
def pairs(house: House) -> list[Pair]:
    rasa = Rasa(house.settings.rasa_url, house.settings.rasa_token)
    meanings = understand(rasa, [held.text for held in held_out.load()])
    return [(held.labels, Labels.of(meaning)) for held, meaning in zip(held_out.load(), meanings, strict=True)]


@pytest.mark.parametrize(
    ("figure", "bar"),
    [
        (lambda pairs: measures.distress_recall(pairs).value, 0.97),
        (lambda pairs: measures.distress_recall(pairs, danger=3).value, 0.98),
        (lambda pairs: 1 - measures.false_alarms(pairs).value, 0.97),
        (lambda pairs: measures.accuracy(pairs).value, 0.92),
        (measures.macro_f1, 0.92),
        (lambda pairs: measures.danger_within_one(pairs).value, 0.97),
        (lambda pairs: measures.named_country(pairs).value, 0.94),
        (measures.flags_micro_f1, 0.80),
    ],
    ids=["recall", "recall-3", "no-false-alarm", "accuracy", "macro-f1", "danger", "country", "flags"],
)
def test_bar(pairs: list[Pair], figure: Callable[[list[Pair]], float], bar: float) -> None:
    assert figure(pairs) >= bar
