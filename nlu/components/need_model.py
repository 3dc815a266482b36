"""The trained half of understanding, in plain scikit-learn: features in, chances of needs and danger out.

Kept apart from Rasa so that experiments and cross-validation run in seconds.
"""

from collections.abc import Sequence

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

SHARPNESS = 1.5
"""Chances from one-against-the-rest are too modest; raised to this power they say what they are worth (measured)."""


class NeedModel:
    """Two logistic regressions over the same features: need and danger."""

    def __init__(self, strength: float = 10.0) -> None:
        self._need = _regression(strength)
        self._danger = _regression(strength)

    @property
    def needs(self) -> list[str]:
        """The needs, in the order of the chances."""
        return list(self._need.classes_)

    def fit(self, features: csr_matrix, needs: Sequence[str], dangers: Sequence[int]) -> "NeedModel":
        """Learns from examples with their needs and danger levels (0-3), both at once."""
        learn = ((self._need, needs), (self._danger, dangers))
        Parallel(len(learn), prefer="threads")(delayed(model.fit)(features, labels) for model, labels in learn)
        for model, _ in learn:
            model.coef_ = model.coef_.astype(np.float32)  # half the memory, the same decisions
        return self

    def predict(self, features: csr_matrix) -> "tuple[np.ndarray, np.ndarray]":
        """(chance of each need, expected danger 0-3) for each row."""
        danger = self._danger.predict_proba(features) @ self._danger.classes_.astype(float)
        sharp = self._need.predict_proba(features) ** SHARPNESS
        return sharp / sharp.sum(axis=1, keepdims=True), danger


def _regression(strength: float) -> LogisticRegression:
    """One against the rest, solved in the dual: far more features than examples, so ten times faster than lbfgs."""
    return LogisticRegression(
        C=strength, solver="liblinear", dual=True, class_weight="balanced", tol=0.01, max_iter=300, random_state=1
    )
