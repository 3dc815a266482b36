"""How dangerous an offer looks: a pure, explainable function. The same offer always gets the same answer.

Every level can be traced to its reasons, and every reason to the words that showed it and to a source.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from content import Content
from content.base import Source
from content.offers import Level, Pattern, Question
from handlers.pay import compare_pay
from nlu.signals.offer import Offer

RANK: dict[Level, int] = {"none_seen": 0, "check": 1, "high": 2, "extreme": 3}

FACTS = ("employer", "place", "visa", "fee", "contract")
"""What a genuine offer of work abroad tells."""

FACTS_AT_HOME = ("employer", "place")
"""What a genuine offer of work in Thailand tells."""


@dataclass(frozen=True)
class Reason:
    """One thing that speaks against an offer. `words` are the offer's own; empty if it is something left out."""

    kind: Literal["pattern", "flag", "pay", "warning"]
    name: str
    says: str
    why: str
    words: str
    weight: int  # 2: enough by itself for "high"; 1: needs company
    sources: tuple[Source, ...]
    ilo: int | None = None


@dataclass(frozen=True)
class Assessment:
    """The level, the reasons that made it (heaviest first), what was not told, and what to ask next."""

    level: Level
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    pattern: Pattern | None = None
    next_question: Question | None = None


def assess(
    offer: Offer,
    flags: Mapping[str, str],
    works: Mapping[str, str],
    told: Collection[str],
    content: Content,
    today: date,
) -> Assessment:
    """The assessment of an offer.

    `flags` are its red flags and `works` its kinds of work, each with the words that showed it; `told` the facts it
    names. Two heavy reasons, or a heavy one with two others, are extreme; one heavy or two light ones high; a known
    pattern lifts to its own level. Less, or anything untold, must be checked.
    """
    fitting = _fitting(offer, flags, works, content.patterns.values())
    reasons = _sorted(
        (
            *(_of_pattern(pattern, works) for pattern in fitting[:1]),
            *_of_flags(flags, content),
            *_of_pay(offer, flags, works, content),
            *_of_warnings(offer, works, content, today),
        )
    )
    missing = _missing(offer, told)
    level = _level(reasons, fitting, missing)
    question = _next_question(level, reasons, flags, told, offer, content)
    return Assessment(level, reasons, missing, fitting[0] if fitting else None, question)


def _fitting(
    offer: Offer, flags: Mapping[str, str], works: Mapping[str, str], patterns: Iterable[Pattern]
) -> list[Pattern]:
    """The patterns an offer fits, the gravest first, then in the order of patterns.yml."""
    abroad = offer.country not in (None, "TH")
    found = [
        pattern
        for pattern in patterns
        if any(work in works for work in pattern.works)
        and (not pattern.flags or any(flag in flags for flag in pattern.flags))
        and (not pattern.countries or offer.country in pattern.countries)
        and (abroad or not pattern.abroad)
    ]
    return sorted(found, key=lambda pattern: -RANK[pattern.level])


def _of_pattern(pattern: Pattern, works: Mapping[str, str]) -> Reason:
    words = next(works[work] for work in pattern.works if work in works)
    return Reason("pattern", pattern.key, pattern.says, pattern.why, words, 2, pattern.sources, pattern.ilo)


def _of_flags(flags: Mapping[str, str], content: Content) -> list[Reason]:
    known = ((content.red_flags[name], words) for name, words in flags.items() if name in content.red_flags)
    return [
        Reason("flag", flag.flag, flag.says, flag.why, words, flag.weight, flag.sources, flag.ilo)
        for flag, words in known
    ]


def _of_pay(offer: Offer, flags: Mapping[str, str], works: Mapping[str, str], content: Content) -> list[Reason]:
    found = compare_pay(offer, works, content.pay.values())
    if found is None or (found.direction == "above" and "high_pay_low_skill" in flags):
        return []
    says = content.phrase(f"pay.{found.direction}", reference=found.reference.says)
    why = content.phrase("pay.why", reference=found.reference.says, year=str(found.reference.year + 543))
    return [Reason("pay", found.reference.key, says, why, found.words, 1, found.reference.sources, 2)]


def _of_warnings(offer: Offer, works: Mapping[str, str], content: Content, today: date) -> list[Reason]:
    return [
        Reason("warning", key, warning.headline, warning.description, works[work], 1, warning.sources, 2)
        for key, warning in content.warnings.items()
        if offer.country in warning.countries and warning.effective <= today < warning.expires
        for work in [next((work for work in warning.works if work in works), "")]
        if work
    ]


def _sorted(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    kinds = ("pattern", "flag", "pay", "warning")
    return tuple(sorted(reasons, key=lambda reason: (-reason.weight, kinds.index(reason.kind), reason.name)))


def _missing(offer: Offer, told: Collection[str]) -> tuple[str, ...]:
    at_home = offer.country == "TH"
    return tuple(fact for fact in (FACTS_AT_HOME if at_home else FACTS) if fact not in told)


def _level(reasons: Iterable[Reason], fitting: Iterable[Pattern], missing: Collection[str]) -> Level:
    weights = [reason.weight for reason in reasons if reason.kind != "pattern"]
    heavy, light = sum(weight == 2 for weight in weights), sum(weight == 1 for weight in weights)
    level: Level
    if heavy >= 2 or (heavy and light >= 2):
        level = "extreme"
    elif heavy or light >= 2:
        level = "high"
    else:
        level = "check" if light or missing else "none_seen"
    return max((level, *(pattern.level for pattern in fitting)), key=RANK.__getitem__)


def _next_question(
    level: Level,
    reasons: tuple[Reason, ...],
    flags: Mapping[str, str],
    told: Collection[str],
    offer: Offer,
    content: Content,
) -> Question | None:
    """The question whose answer is expected to lift the level most; None if no answer can."""
    abroad = offer.country != "TH"
    open_questions = [
        question
        for question in content.questions.values()
        if question.fact not in told and question.flag not in flags and (abroad or question.where == "anywhere")
    ]

    def worth(question: Question) -> float:
        worse = (*reasons, *_of_flags({question.flag: ""}, content))
        return question.chance * (RANK[max(level, _level(worse, (), ()), key=RANK.__getitem__)] - RANK[level])

    best = max(open_questions, key=worth, default=None)
    return best if best and worth(best) > 0 else None
