"""Which red flags an offer shows: for each flag, what the whole offer says and what its clearest clause says.

A long ad that shows a flag shows it in one clause, which the whole text drowns out; a clause alone does not know what
the offer leaves unsaid. Two logistic regressions a flag, weighed by cross-validation (figures: nlu/README.md). Nobody
labelled the clauses: of an offer that shows a flag, the clause the first regression thinks clearest is taken for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from nlu.components.features import FLAGS

FOLDS = 2
CANDIDATES = np.linspace(0.5, 0.999, 300)
"""Thresholds are looked for among these quantiles of the scores: no flag is shown by half of all offers."""

CARE = 0.7
"""A flag told of an honest offer costs more than one not seen among several: the same F1, fewer honest ones wronged."""


@dataclass(frozen=True)
class Offers:
    """Offers in numbers: a row each, and a row for each of their clauses, whose offer is `owners` (a row number)."""

    rows: csr_matrix
    clauses: csr_matrix
    owners: np.ndarray

    def take(self, numbers: np.ndarray) -> "Offers":
        """Some of the offers, with their clauses."""
        place = np.full(self.rows.shape[0], -1)
        place[numbers] = np.arange(len(numbers))
        kept = place[self.owners] >= 0
        return Offers(self.rows[numbers], self.clauses[kept], place[self.owners[kept]])


class FlagModel:
    """Learns from offers only, for only theirs are labelled completely."""

    def __init__(self, strength: float = 10.0, cores: int = 1) -> None:
        self._strength, self._cores = strength, cores
        self._models: dict[str, _OneFlag] = {}

    def fit(self, offers: Offers, shown: Sequence[Sequence[str]]) -> "FlagModel":
        """Learns from offers and the flags each shows."""
        learnt = Parallel(self._cores, prefer="threads")(
            delayed(_OneFlag(self._strength).fit)(offers, np.array([flag in flags for flags in shown]))
            for flag in FLAGS
        )
        self._models = dict(zip(FLAGS, learnt, strict=True))
        return self

    def predict(self, offer: Offers) -> dict[str, int]:
        """The flags of one offer, in the order of labels.md, each with the number of its clearest clause."""
        return {flag: model.clearest(offer) for flag, model in self._models.items() if model.shown(offer)[0]}


class _OneFlag:
    """One flag: the two regressions, how far to trust each, and from which score on it is told."""

    def __init__(self, strength: float) -> None:
        self._strength = strength
        self._whole, self._clause = _regression(strength), _regression(strength)
        self._both = LogisticRegression()
        self._threshold = 0.0

    def fit(self, offers: Offers, truth: np.ndarray) -> "_OneFlag":
        """Learns; the weights and the threshold are those that do best on offers not learned from."""
        scores = np.zeros((len(truth), 2))
        for known, new in KFold(FOLDS, shuffle=True, random_state=1).split(truth):
            scores[new] = _OneFlag(self._strength).learn(offers.take(known), truth[known]).scores(offers.take(new))
        self._both.fit(scores, truth)
        together = self._both.decision_function(scores)
        self._threshold = max(np.quantile(together, CANDIDATES), key=lambda least: _f(truth, together >= least))
        return self.learn(offers, truth)

    def shown(self, offers: Offers) -> np.ndarray:
        """Whether each offer shows the flag."""
        told: np.ndarray = self._both.decision_function(self.scores(offers)) >= self._threshold
        return told

    def clearest(self, offer: Offers) -> int:
        """Which clause of one offer speaks for the flag most."""
        return int(np.argmax(self._clause.decision_function(offer.clauses)))

    def learn(self, offers: Offers, truth: np.ndarray) -> "_OneFlag":
        """Fits the two regressions."""
        self._whole.fit(offers.rows, truth)
        likely = self._whole.decision_function(offers.clauses)
        clear = truth[offers.owners] & (likely >= _highest(likely, offers)[offers.owners])
        sure = clear | ~truth[offers.owners]  # the other clauses of such an offer may show it too, or not
        self._clause.fit(offers.clauses[sure], clear[sure])
        for model in (self._whole, self._clause):
            model.coef_ = model.coef_.astype(np.float32)  # half the memory, the same decisions
        return self

    def scores(self, offers: Offers) -> np.ndarray:
        """What the whole and the clearest clause of each offer say for the flag, two columns."""
        clearest = _highest(self._clause.decision_function(offers.clauses), offers)
        return np.column_stack([self._whole.decision_function(offers.rows), clearest])


def _highest(scores: np.ndarray, offers: Offers) -> np.ndarray:
    """The highest score among each offer's clauses."""
    highest = np.full(offers.rows.shape[0], -np.inf)
    np.maximum.at(highest, offers.owners, scores)
    return highest


def _f(truth: np.ndarray, said: np.ndarray) -> float:
    """F-measure, recall counting CARE times as much as precision."""
    return float((1 + CARE**2) * (truth & said).sum() / max(1, CARE**2 * truth.sum() + said.sum()))


def _regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, solver="liblinear", dual=True, tol=0.01, max_iter=300, random_state=1)
