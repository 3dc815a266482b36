"""Figures of understanding, as pure functions over (expected, understood) pairs."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scipy.stats import binomtest
from sklearn.metrics import precision_recall_fscore_support

from tests.nlu.held_out import DISTRESS_OR_FAMILY, OFFERS, Labels

Pair = tuple[Labels, Labels]


@dataclass(frozen=True)
class Share:
    """`hits` of `total`, with its 95 % Wilson interval."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share, 0-1; 1 of nothing."""
        return self.hits / self.total if self.total else 1.0

    def __str__(self) -> str:
        if not self.total:
            return "none"
        interval = binomtest(self.hits, self.total).proportion_ci(method="wilson")
        return f"{self.value:.3f} ({self.hits}/{self.total}, 95 % {interval.low:.3f} to {interval.high:.3f})"


def share(pairs: Sequence[Pair], hit: Callable[[Labels, Labels], bool]) -> Share:
    """How many of the pairs are hits."""
    return Share(sum(hit(expected, understood) for expected, understood in pairs), len(pairs))


def distress_recall(pairs: Sequence[Pair], danger: int = 0) -> Share:
    """People in distress and families of such, of at least this danger, who get the distress or family path."""
    meant = [pair for pair in pairs if pair[0].need in DISTRESS_OR_FAMILY and pair[0].danger >= danger]
    return share(meant, lambda _, understood: understood.need in DISTRESS_OR_FAMILY)


def false_alarms(pairs: Sequence[Pair]) -> Share:
    """Messages that are neither distress, family nor self-harm, wrongly sent to the distress or family path."""
    others = [pair for pair in pairs if pair[0].need not in DISTRESS_OR_FAMILY | {"self_harm"}]
    return share(others, lambda _, understood: understood.need in DISTRESS_OR_FAMILY)


def accuracy(pairs: Sequence[Pair]) -> Share:
    """Needs understood exactly."""
    return share(pairs, lambda expected, understood: expected.need == understood.need)


def danger_within_one(pairs: Sequence[Pair]) -> Share:
    """Danger levels at most one step off."""
    return share(pairs, lambda expected, understood: abs(expected.danger - understood.danger) <= 1)


def country(pairs: Sequence[Pair]) -> Share:
    """Countries understood, "none" included."""
    return share(pairs, lambda expected, understood: expected.country == understood.country)


def named_country(pairs: Sequence[Pair]) -> Share:
    """Countries understood where one is named or implied."""
    return country([pair for pair in pairs if pair[0].country])


@dataclass(frozen=True)
class NeedScore:
    """Precision, recall and F1 of one need, over `support` messages."""

    need: str
    precision: float
    recall: float
    f1: float
    support: int


def by_need(pairs: Sequence[Pair]) -> list[NeedScore]:
    """The score of each need that occurs."""
    needs = sorted({expected.need for expected, _ in pairs})
    figures = precision_recall_fscore_support(
        [expected.need for expected, _ in pairs],
        [understood.need for _, understood in pairs],
        labels=needs,
        zero_division=0,
    )
    return [
        NeedScore(need, float(precision), float(recall), float(f1), int(support))
        for need, precision, recall, f1, support in zip(needs, *figures, strict=True)
    ]


def macro_f1(pairs: Sequence[Pair]) -> float:
    """The mean F1 of the needs."""
    scores = by_need(pairs)
    return sum(score.f1 for score in scores) / len(scores)


@dataclass(frozen=True)
class FlagScore:
    """Counts of one red flag over offers."""

    flag: str
    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """0-1."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def by_flag(pairs: Sequence[Pair]) -> list[FlagScore]:
    """The counts of each red flag, on offers only."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for expected, understood in pairs:
        if expected.need in OFFERS:
            right.update(expected.red_flags & understood.red_flags)
            wrong.update(understood.red_flags - expected.red_flags)
            missed.update(expected.red_flags - understood.red_flags)
    return [FlagScore(flag, right[flag], wrong[flag], missed[flag]) for flag in sorted({*right, *wrong, *missed})]


def flags_micro_f1(pairs: Sequence[Pair]) -> float:
    """Micro-F1 of red flags on offers."""
    scores = by_flag(pairs)
    total = FlagScore("all", sum(s.right for s in scores), sum(s.wrong for s in scores), sum(s.missed for s in scores))
    return total.f1
