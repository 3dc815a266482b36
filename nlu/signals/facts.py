"""The facts a message adds to its conversation; they become Rasa's entities and fill slots of the same names."""

from functools import cache
from re import Pattern
from typing import Any

from nlu.signals import data
from nlu.signals.decide import Meaning
from nlu.signals.normalise import loosen
from nlu.signals.offer_facts import offer_facts
from nlu.signals.reading import ALARM_NEEDS, Reading
from nlu.signals.talk import NEED_OF_LOOP, Talk

OFFER_NEEDS = ("offer_check", "offer_details")
NEW_OFFER_CHARACTERS = 80
"""A text this long that asks for a verdict is a new offer; a shorter one adds to the offer already told."""


def place_names(need: str, loop: str | None) -> tuple[str, str]:
    """The slots that a country and a place fill: of the person in trouble, of a job, or of what is looked up."""
    serving = NEED_OF_LOOP.get(loop or "", need)
    if serving in OFFER_NEEDS:
        return "offer_country", "offer_place"
    if serving in ALARM_NEEDS or serving == "repatriation_or_fine":
        return "country", "place"
    return "asked_country", "asked_place"


def facts_of(meaning: Meaning, intent: str, reading: Reading, talk: Talk) -> dict[str, Any]:
    """Where it is (see `place_names`), `danger`, and all that is known of an offer (nlu.signals.offer_facts)."""
    facts: dict[str, Any] = {}
    country, place = place_names(intent, talk.loop)
    if meaning.country:
        facts[country] = meaning.country
        facts[place] = meaning.place or ""
    elif talk.asked == country and _does_not_know(loosen(reading.text)):
        facts[country] = "unknown"
    if meaning.danger:
        facts["danger"] = meaning.danger
    if intent in OFFER_NEEDS:
        fresh = intent == "offer_check" and len(reading.text) >= NEW_OFFER_CHARACTERS
        facts |= offer_facts(reading, talk, flags=meaning.flags, fresh=fresh)
    return facts


@cache
def _does_not_know_pattern() -> Pattern[str]:
    return data.compile_pattern(data.read("told")["does_not_know"], "told.yml, does_not_know")


def _does_not_know(loosened: str) -> bool:
    return bool(_does_not_know_pattern().search(loosened))
