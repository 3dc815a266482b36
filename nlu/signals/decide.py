"""Signals and model together: what a message means. Signals come first; the model may raise danger, never lower it."""

from collections.abc import Mapping
from dataclasses import dataclass

from nlu.signals.contradicted import standing
from nlu.signals.job import read_job
from nlu.signals.job_place import names_thailand
from nlu.signals.normalise import loosen
from nlu.signals.places import not_over, went_over
from nlu.signals.reading import ALARM_NEEDS, Reading

UNSURE_BELOW = 0.30
"""A need less likely than this is not acted on; the person is asked."""


SURE_ALARM, GRAVE_ALARM, LIKELY_ALARM = 0.4, 0.2, 0.35
"""How much alarm the model must see, together, to follow a sure cue, a sure cue of danger 3, or no cue at all.

Measured on held-out messages (nlu/README.md): lower lets jokes and news through, higher misses pleas.
"""


OFFER_NEEDS = ("offer_check", "offer_details")

DISTRESS = ("distress_immediate", "distress_non_immediate")
FAMILY = ("family_missing", "family_held_or_ransom")

ABOUT_WORK_ABROAD = frozenset(
    {
        "agency_license_check",
        "legal_ways_abroad",
        "how_scams_work",
        "rights_and_documents",
        "repatriation_or_fine",
    }
)
"""A Thai town in these is where the agency, the office or the way home is, not where the job or the person is."""


@dataclass(frozen=True)
class Meaning:
    """What one message means by labels.md.

    `confidence` 0-1 is that of `need`; `sure` says a signal decided; `flags`: each red flag with the words that
    show it (empty where the flag is shown by what is missing).
    """

    need: str
    danger: int
    country: "str | None"
    place: "str | None"
    red_flags: "tuple[str, ...]"
    confidence: float
    sure: bool
    flags: "Mapping[str, str]"


def decide(
    reading: Reading,
    chances: Mapping[str, float],
    model_danger: float,
    model_flags: "Mapping[str, str] | None" = None,
) -> Meaning:
    """The meaning of a message, from its signals, the model's chances per need, expected danger and flags (offers).

    A sure alarm cue outvotes a model that leans elsewhere, unless the model sees hardly any alarm.
    """
    likely = max(chances, key=lambda need: chances[need])
    alarm = sum(chances.get(need, 0.0) for need in ALARM_NEEDS)
    need, sure = likely, False
    if likely not in ALARM_NEEDS:
        sure = bool(reading.alarm) and alarm > (GRAVE_ALARM if reading.danger >= 3 else SURE_ALARM)
    if likely in ALARM_NEEDS or sure or alarm > LIKELY_ALARM:
        need = _kind_of_alarm(chances)
    danger = _danger(need, reading, model_danger)
    flags: Mapping[str, str] = _by_signals(reading) if model_flags is None else model_flags
    where = _where(need, reading)
    if need in OFFER_NEEDS:
        job = read_job(reading.text)
        where, flags = (job.country, job.place), standing(flags, job, reading.text)
    confidence = max(chances[need], 0.9 if sure else 0.0)
    return Meaning(need, danger, *where, tuple(flags), confidence, sure, flags)


def _kind_of_alarm(chances: Mapping[str, float]) -> str:
    """The likeliest alarm; despair only if it is likelier than all that others may have done to somebody."""
    despair = chances.get("self_harm", 0.0)
    others = [need for need in ALARM_NEEDS if need != "self_harm"]
    if despair > sum(chances.get(need, 0.0) for need in others):
        return "self_harm"
    return max(others, key=lambda need: chances.get(need, 0.0))


def decide_alone(reading: Reading) -> Meaning:
    """The same without a model: only a sure alarm is recognised, everything else is out of scope, unsure."""
    flags = _by_signals(reading)
    where = (reading.country, reading.place)
    if reading.alarm:
        return Meaning(reading.alarm, max(2, reading.danger), *where, tuple(flags), 0.9, True, flags)
    return Meaning("out_of_scope", reading.danger, *where, tuple(flags), 0.0, False, flags)


def _where(need: str, reading: Reading) -> "tuple[str | None, str | None]":
    """(country, place), as far as the need tells what a named place is to it."""
    where: tuple[str | None, str | None] = (reading.country, reading.place)
    mentions = reading.mentions
    if need == "self_harm" and all(mention.left for mention in mentions):
        where = (None, None)  # "since he came back from Israel"
    elif need == "out_of_scope" and all(mention.whose for mention in mentions):
        where = ("TH" if names_thailand(reading.text) else None, None)  # not that of a Chinese shop, a German husband
    elif need in ABOUT_WORK_ABROAD and reading.country == "TH":
        where = (None, None)
    elif need in DISTRESS + FAMILY and reading.country == "TH":
        home = all(mention.left for mention in mentions if mention.place.country == "TH")
        facing = _other_side(need, reading)
        where = (facing, None) if facing or home else where
    return where


def _other_side(need: str, reading: Reading) -> "str | None":
    """The country across the border: of somebody missing since they went over, of somebody hiding at the river."""
    loosened = loosen(reading.text)
    if not_over(loosened) or (need in FAMILY and not went_over(loosened)):
        return None
    meant = (mention.place for mention in reading.mentions if need in FAMILY or mention.place.kind == "river")
    return next((place.facing for place in meant if place.facing), None)


def _by_signals(reading: Reading) -> dict[str, str]:
    return {flag.name: flag.words for flag in reading.flags}


def _danger(need: str, reading: Reading, model_danger: float) -> int:
    expected = round(model_danger)
    if need not in ALARM_NEEDS:
        return min(expected, 3)
    return max(expected, reading.danger, 1)
