"""The trained half of understanding, in plain scikit-learn: texts in, probabilities of needs and danger out.

Kept apart from Rasa so that experiments and cross-validation run in seconds (nlu/README.md has the figures).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from nlu.signals import Reading
from nlu.signals.cues import cues
from nlu.signals.normalise import loosen


@dataclass
class Example:
    """One message as the model sees it: its words, its reading, its sentence vector (None if not used)."""

    words: list[str]
    reading: Reading
    vector: np.ndarray | None


class NeedModel:
    """Character and word n-grams, sentence vector and signals into two logistic regressions: need and danger."""

    VECTOR_WEIGHT = 3.0
    """Sentence vectors have length 1; n-gram rows too. The vectors deserve more say (measured)."""

    def __init__(self, strength: float = 10.0) -> None:
        self._characters = TfidfVectorizer(analyzer="char", ngram_range=(1, 5), min_df=2, sublinear_tf=True)
        self._words = TfidfVectorizer(analyzer=_WordPairs(), min_df=2, sublinear_tf=True)
        self._need = _regression(strength)
        self._danger = _regression(strength)
        self._centre: np.ndarray | None = None

    @property
    def needs(self) -> list[str]:
        """The needs, in the order of the probabilities."""
        return list(self._need.classes_)

    def fit(self, examples: Sequence[Example], needs: Sequence[str], dangers: Sequence[int]) -> "NeedModel":
        """Learns from examples with their needs and danger levels (0-3)."""
        self._characters.fit(self._texts(examples))
        self._words.fit([example.words for example in examples])
        if examples[0].vector is not None:
            self._centre = np.mean([example.vector for example in examples], axis=0)
        features = self._features(examples)
        self._need.fit(features, needs)
        self._danger.fit(features, dangers)
        return self

    def predict(self, examples: Sequence[Example]) -> "tuple[np.ndarray, np.ndarray]":
        """(probability of each need, expected danger 0-3) for each example."""
        features = self._features(examples)
        danger = self._danger.predict_proba(features) @ self._danger.classes_.astype(float)
        return self._need.predict_proba(features), danger

    def save(self, path: Path) -> None:
        """Writes the model to a file."""
        joblib.dump(self, path, compress=3)

    @staticmethod
    def load(path: Path) -> "NeedModel":
        """Reads a model that `save` wrote."""
        model: NeedModel = joblib.load(path)
        return model

    @staticmethod
    def _texts(examples: Sequence[Example]) -> list[str]:
        return [loosen(example.reading.text) for example in examples]

    def _features(self, examples: Sequence[Example]) -> csr_matrix:
        blocks: list[Any] = [
            self._characters.transform(self._texts(examples)),
            self._words.transform([example.words for example in examples]),
            csr_matrix([_signal_features(example.reading) for example in examples]),
        ]
        if self._centre is not None:
            vectors = np.array([example.vector for example in examples]) - self._centre
            blocks.append(csr_matrix(vectors * self.VECTOR_WEIGHT))
        return hstack(blocks).tocsr()


def _regression(strength: float) -> LogisticRegression:
    """One against the rest, solved in the dual: far more features than examples, so ten times faster than lbfgs."""
    return LogisticRegression(
        C=strength,
        solver="liblinear",
        dual=True,
        class_weight="balanced",
        tol=0.01,
        max_iter=300,
        random_state=1,
    )


class _WordPairs:
    """Single words and pairs of neighbours; a class, for a saved model must find it again."""

    def __call__(self, words: list[str]) -> list[str]:
        return [*words, *(f"{one} {two}" for one, two in pairwise(words))]


def _signal_features(reading: Reading) -> list[float]:
    """Which cues stand, which are softened and how, who it is about, how many red flags, what kind of text."""
    standing = {seen.cue.id for seen in reading.standing}
    softened = {(seen.softened_by, seen.cue.need) for seen in reading.sightings if seen.softened_by}
    text = reading.text
    return [
        *(1.0 if cue.id in standing else 0.0 for cue in cues()),
        *(
            1.0 if any(by == name for by, _ in softened) else 0.0
            for name in ("negated", "hypothetical", "story", "over")
        ),
        1.0 if reading.another else 0.0,
        min(len(reading.flags), 5) / 2.0,
        1.0 if reading.country else 0.0,
        1.0 if any(mention.place.hotspot for mention in reading.mentions) else 0.0,
        min(len(text), 400) / 200.0,
        1.0 if "\n" in text else 0.0,
        1.0 if "?" in text else 0.0,
        min(sum(character.isdigit() for character in text), 12) / 6.0,
    ]
