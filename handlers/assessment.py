"""How dangerous an offer looks: a pure, explainable function. The same offer always gets the same answer.

Every level can be traced to its reasons, and every reason to the words that showed it and to a source.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from content import Content
from content.base import Source
from content.offers import Level, Pattern, Question
from handlers.pay import compare_pay, is_ordinary
from nlu.signals.offer import Offer

RANK: dict[Level, int] = {"none_seen": 0, "check": 1, "high": 2, "extreme": 3}

FACTS = ("employer", "place", "visa", "fee", "contract")
"""What a genuine offer of work abroad tells."""

FACTS_AT_HOME = ("employer", "place")
"""What a genuine offer of work in Thailand tells."""


BUDDHIST_ERA = 543


@dataclass(frozen=True)
class Told:
    """An offer as it was told.

    `flags` are its red flags and `works` its kinds of work, each with the words that showed it; `facts` names what it
    says anything about (content/signals/told.yml).
    """

    offer: Offer
    flags: Mapping[str, str] = field(default_factory=dict)
    works: Mapping[str, str] = field(default_factory=dict)
    facts: Collection[str] = ()


@dataclass(frozen=True)
class Reason:
    """One thing that speaks against an offer. `words` are the offer's own; empty if it is something left out."""

    kind: Literal["pattern", "flag", "pay", "alert"]
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


def assess(told: Told, content: Content, today: date) -> Assessment:
    """The assessment of an offer.

    Two heavy reasons, or a heavy one with two others, are extreme; one heavy or two light ones high; a known pattern
    lifts to its own level. Less, or anything untold, must be checked. An offer that tells all it should, and names an
    employer at home or a licence abroad, can be held to its word: there it takes three light ones.
    """
    fitting = _fitting(told, content.patterns.values())
    reasons = _sorted(
        (
            *(_of_pattern(pattern, told) for pattern in fitting[:1]),
            *_of_flags(_held_against(told, content), content),
            *_of_pay(told, content),
            *_of_alerts(told, content, today),
        )
    )
    money = bool(fitting) and fitting[0].money
    abroad = told.offer.country not in (("TH", None) if money else ("TH",))  # unsaid, it may well be
    missing = tuple(fact for fact in (FACTS if abroad else FACTS_AT_HOME) if fact not in told.facts)
    accountable = not missing and (not abroad or told.offer.licence_number is not None)
    level = _level(reasons, fitting, missing or told.works, accountable=accountable)
    question = _next_question(level, reasons, {*told.flags, *told.facts}, content, abroad=abroad)
    return Assessment(level, reasons, missing, fitting[0] if fitting else None, question)


def _fitting(told: Told, patterns: Iterable[Pattern]) -> list[Pattern]:
    """The patterns an offer fits, the gravest first, then in the order of patterns.yml.

    An employer whom nobody named counts as a vague one.
    """
    shown = {*told.flags} | (set() if "employer" in told.facts else {"vague_employer"})
    if told.offer.licence_number or told.offer.recruiter:
        shown -= {"fee_upfront"}  # a licensed agency may lawfully charge: a sign to check, not a pattern
    abroad = told.offer.country not in (None, "TH")
    found = [
        pattern
        for pattern in patterns
        if any(work in told.works for work in pattern.works)
        and (not pattern.flags or any(flag in shown for flag in pattern.flags))
        and (not pattern.countries or told.offer.country in pattern.countries)
        and (abroad or not pattern.abroad)
    ]
    return sorted(found, key=lambda pattern: -RANK[pattern.level])


def _held_against(told: Told, content: Content) -> Mapping[str, str]:
    """The flags without those that a published pay or a named employer speaks against."""
    refuted = set()
    if is_ordinary(told.offer, told.works, content.pay.values()):
        refuted.add("high_pay_low_skill")
    if "employer" in told.facts and not told.flags.get("vague_employer"):  # no words say that it is hidden
        refuted.add("vague_employer")
    return {flag: words for flag, words in told.flags.items() if flag not in refuted}


def _of_pattern(pattern: Pattern, told: Told) -> Reason:
    words = next(told.works[work] for work in pattern.works if work in told.works)
    return Reason("pattern", pattern.key, pattern.says, pattern.why, words, 2, pattern.sources, pattern.ilo)


def _of_flags(flags: Mapping[str, str], content: Content) -> list[Reason]:
    known = ((content.red_flags[name], words) for name, words in flags.items() if name in content.red_flags)
    return [
        Reason("flag", flag.flag, flag.says, flag.why, words, flag.weight, flag.sources, flag.ilo)
        for flag, words in known
    ]


def _of_pay(told: Told, content: Content) -> list[Reason]:
    found = compare_pay(told.offer, told.works, content.pay.values())
    if found is None or (found.direction == "above" and "high_pay_low_skill" in told.flags):
        return []
    reference = found.reference
    says = content.phrase(f"pay.{found.direction}", reference=reference.says)
    why = content.phrase("pay.why", year=str(reference.year + BUDDHIST_ERA))
    return [Reason("pay", reference.key, says, why, found.words, 1, reference.sources, 2)]


def _of_alerts(told: Told, content: Content, today: date) -> list[Reason]:
    return [
        Reason("alert", key, alert.headline, alert.description, told.works[work], 1, alert.sources, 2)
        for key, alert in content.alerts.items()
        if told.offer.country in alert.countries and alert.effective <= today < alert.expires
        for work in [work for work in alert.works if work in told.works][:1]
    ]


def _sorted(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    kinds = ("pattern", "flag", "pay", "alert")
    return tuple(sorted(reasons, key=lambda reason: (-reason.weight, kinds.index(reason.kind), reason.name)))


def _level(
    reasons: Iterable[Reason], fitting: Iterable[Pattern], unclear: Collection[str], *, accountable: bool = False
) -> Level:
    """`unclear`: what was not told, or a kind of work known for deception; either must be checked."""
    weights = [reason.weight for reason in reasons if reason.kind != "pattern"]
    heavy, light = sum(weight == 2 for weight in weights), sum(weight == 1 for weight in weights)
    level: Level
    if heavy >= 2 or (heavy and light >= 2):
        level = "extreme"
    elif heavy or light >= (3 if accountable else 2):
        level = "high"
    else:
        level = "check" if light or unclear else "none_seen"
    return max((level, *(pattern.level for pattern in fitting)), key=RANK.__getitem__)


def _next_question(
    level: Level, reasons: tuple[Reason, ...], known: Collection[str], content: Content, *, abroad: bool
) -> Question | None:
    """The question whose answer is expected to lift the level most; None if no answer can.

    `known` holds the facts told and the flags shown: neither is asked about again.
    """

    def worth(question: Question) -> float:
        worse = _level((*reasons, *_of_flags({question.flag: ""}, content)), (), ())
        return question.chance * max(0, RANK[worse] - RANK[level])

    fitting = (one for one in content.questions.values() if abroad or one.where == "anywhere")
    best = max((one for one in fitting if not {one.fact, one.flag} & set(known)), key=worth, default=None)
    return best if best and worth(best) > 0 else None
