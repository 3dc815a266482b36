"""Which red flags an offer shows: one logistic regression a flag, over the features all models share."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from nlu.components.features import FLAGS

FOLDS = 3
THRESHOLDS = np.linspace(0.25, 0.7, 19)
"""A flag is worth telling from here on; lower ones caught a few more and wronged many honest offers (measured)."""


class FlagModel:
    """Learns from offers only, for only theirs are labelled completely."""

    def __init__(self, strength: float = 10.0) -> None:
        self._models = {flag: _regression(strength) for flag in FLAGS}
        self._thresholds: dict[str, float] = {}

    def fit(self, features: csr_matrix, shown: Sequence[Sequence[str]]) -> "FlagModel":
        """Learns from offers and the flags each shows. A flag's threshold is the best for F1 in cross-validation."""
        for flag, model in self._models.items():
            truth = np.array([flag in flags for flags in shown])
            chances = cross_val_predict(model, features, truth, cv=FOLDS, method="predict_proba")[:, 1]
            self._thresholds[flag] = float(max(THRESHOLDS, key=lambda least: _f1(truth, chances >= least)))
            model.fit(features, truth)
            model.coef_ = model.coef_.astype(np.float32)  # half the memory, the same decisions
        return self

    def predict(self, row: csr_matrix) -> tuple[str, ...]:
        """The flags of one offer, in the order of labels.md."""
        chances = {flag: model.predict_proba(row)[0, 1] for flag, model in self._models.items()}
        return tuple(flag for flag in FLAGS if chances[flag] >= self._thresholds[flag])

    def strongest(self, flag: str, features: csr_matrix) -> int:
        """Which of the rows (the clauses of one text) shows a flag most."""
        return int(np.argmax(self._models[flag].decision_function(features)))


def _f1(truth: np.ndarray, said: np.ndarray) -> float:
    return float(2 * (truth & said).sum() / max(1, truth.sum() + said.sum()))


def _regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, solver="liblinear", dual=True, tol=0.01, max_iter=300, random_state=1)
