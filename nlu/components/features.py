"""A message in numbers: letters, words, sounds and signals (figures: nlu/README.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from nlu.signals import Reading
from nlu.signals.cues import cues
from nlu.signals.flags import names
from nlu.signals.normalise import loosen
from nlu.signals.sounds import sounds

FLAGS = names()
"""The red flags, in the order of labels.md."""

WORD_WEIGHT, SIGNAL_WEIGHT = 1.5, 0.5
"""What each block counts for; letters and sounds count 1 (measured)."""

LEAST_MESSAGES = 4
"""An n-gram of fewer messages is not learned: they are many, and teach next to nothing (measured)."""


@dataclass
class Example:
    """One message as the models see it: its words and its reading."""

    words: list[str]
    reading: Reading


class Features:
    """Learns the n-grams of the training messages; then turns any message into a row of numbers."""

    def __init__(self) -> None:
        self._letters = TfidfVectorizer(analyzer="char", ngram_range=(1, 5), min_df=LEAST_MESSAGES, sublinear_tf=True)
        self._words = TfidfVectorizer(analyzer=_WordPairs(), min_df=LEAST_MESSAGES, sublinear_tf=True)
        self._sounds = TfidfVectorizer(
            analyzer="char", ngram_range=(2, 6), min_df=LEAST_MESSAGES, sublinear_tf=True, lowercase=False
        )

    def fit_transform(self, examples: Sequence[Example]) -> csr_matrix:
        """Learns which n-grams there are, and how rare; a row for each example."""
        return _rows(examples, *(ngrams.fit_transform(parts) for ngrams, parts in self._parts(examples)))

    def transform(self, examples: Sequence[Example]) -> csr_matrix:
        """A row for each example."""
        return _rows(examples, *(ngrams.transform(parts) for ngrams, parts in self._parts(examples)))

    def _parts(self, examples: Sequence[Example]) -> "list[tuple[TfidfVectorizer, list[Any]]]":
        """Each counter of n-grams with what it counts of the examples."""
        return [
            (self._letters, _texts(examples)),
            (self._words, [example.words for example in examples]),
            (self._sounds, [sounds(example.words) for example in examples]),
        ]


def _rows(examples: Sequence[Example], letters: Any, words: Any, heard: Any) -> csr_matrix:
    signals = csr_matrix([_signals(example.reading) for example in examples])
    blocks: list[Any] = [letters, words * WORD_WEIGHT, heard, signals * SIGNAL_WEIGHT]
    return hstack(blocks).tocsr().astype(np.float32)  # as the coefficients are, or each answer would copy them


def _texts(examples: Sequence[Example]) -> list[str]:
    return [loosen(example.reading.text) for example in examples]


class _WordPairs:
    """Single words and pairs of neighbours; a class, for a saved model must find it again."""

    def __call__(self, words: list[str]) -> list[str]:
        return [*words, *(f"{one} {two}" for one, two in pairwise(words))]


def _signals(reading: Reading) -> list[float]:
    """Which cues stand, which are softened and how, who it is about, which red flags, what kind of text."""
    standing = {seen.cue.id for seen in reading.standing}
    softened = {seen.softened_by for seen in reading.sightings}
    flags = {flag.name for flag in reading.flags}
    text = reading.text
    return [
        *(float(cue.id in standing) for cue in cues()),
        *(float(name in softened) for name in ("negated", "hypothetical", "story", "over")),
        float(reading.another),
        *(2.0 * (name in flags) for name in FLAGS),
        float(bool(reading.country)),
        float(any(mention.place.hotspot for mention in reading.mentions)),
        min(len(text), 400) / 200.0,
        float("\n" in text),
        float("?" in text),
        min(sum(character.isdigit() for character in text), 12) / 6.0,
    ]
