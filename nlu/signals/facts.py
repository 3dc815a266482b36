"""The facts a message adds to its conversation; they become Rasa's entities and fill slots of the same names."""

from collections.abc import Mapping
from functools import cache
from re import Pattern
from typing import Any

from nlu.signals import data
from nlu.signals.decide import OFFER_NEEDS, Meaning
from nlu.signals.normalise import loosen
from nlu.signals.offer_facts import offer_facts
from nlu.signals.reading import ALARM_NEEDS, Reading
from nlu.signals.situation import situation_of
from nlu.signals.stay import HOME, now_at
from nlu.signals.talk import LOOK_UPS, NEED_OF_LOOP, Talk, interrupts

NEW_OFFER_CHARACTERS = 80
"""A text this long that asks for a verdict is a new offer; a shorter one adds to the offer already told."""


def place_names(need: str, loop: str | None) -> tuple[str, str]:
    """The slots that a country and a place fill: of the person in trouble, of a job, or of what is looked up."""
    serving = need if interrupts(need, loop) else NEED_OF_LOOP.get(loop or "", need)
    if serving in OFFER_NEEDS:
        return "offer_country", "offer_place"
    if serving in ALARM_NEEDS or serving == "repatriation_or_fine":
        return "country", "place"
    return "asked_country", "asked_place"


def facts_of(meaning: Meaning, intent: str, reading: Reading, talk: Talk) -> dict[str, Any]:
    """Where it is (see `place_names`), `danger`, the situation of a plea, all that is known of an offer."""
    facts: dict[str, Any] = {}
    country, place = _place_slots(intent, talk)
    in_plea = intent in ALARM_NEEDS or talk.in_plea
    found = _where(intent, reading, talk) if country == "country" else (meaning.country, meaning.place)
    if found[0]:
        facts[country] = found[0]
        facts[place] = found[1] or ""
    if in_plea:
        facts |= situation_of(intent, reading, talk)
    if talk.asked and talk.asked not in facts and _does_not_know(loosen(reading.text)):
        facts[talk.asked] = "unknown"
    if meaning.danger:
        facts["danger"] = _highest(meaning.danger, facts, talk) if in_plea else meaning.danger
    if intent in OFFER_NEEDS:
        fresh = intent == "offer_check" and len(reading.text) >= NEW_OFFER_CHARACTERS
        facts |= offer_facts(reading, talk, flags=meaning.flags, fresh=fresh)
    return facts


def _where(intent: str, reading: Reading, talk: Talk) -> tuple[str | None, str | None]:
    """Where the person in trouble is, by this message; else where they said they were before it became a plea."""
    known = talk.known.get("country") if talk.knows("country") else None
    found = now_at(reading, known, of_relative=talk.serves(intent) == "family")
    looked_up = (talk.last or "").startswith("contacts.")
    nothing_named = all(mention.whose for mention in reading.mentions)
    kind = "offer" if _named_no_more_than_a_place(talk) else "asked"
    earlier = talk.known.get(f"{kind}_country")
    if nothing_named and known is None and not talk.asked and earlier and not looked_up:
        return earlier, talk.known.get(f"{kind}_place")
    return found


def _named_no_more_than_a_place(talk: Talk) -> bool:
    """Whether what was taken for an offer was only where somebody is: no job, no pay, nobody who asks them there."""
    offered = {*(talk.flags or ())} - {"border_casino_town"} or talk.works or talk.known.get("salary")
    country = talk.known.get("offer_country")
    return not offered and set(talk.told) <= {"place"} and country not in (None, HOME)


def _highest(danger: int, facts: Mapping[str, Any], talk: Talk) -> int:
    """The danger that still stands: the highest so far, until they say that they are out of it."""
    before = talk.known.get("danger")
    out = facts.get("in_danger_now") == "no" and not facts.get("injured")
    return max(danger, before) if isinstance(before, int) and not out else danger


def _place_slots(intent: str, talk: Talk) -> tuple[str, str]:
    """In a plea a place is where they are; but in a look-up in the middle of it only while that is not known."""
    if talk.in_plea and intent not in OFFER_NEEDS and (intent not in LOOK_UPS or not talk.knows("country")):
        return "country", "place"
    return place_names(intent, None if talk.in_plea else talk.loop)


@cache
def _does_not_know_pattern() -> Pattern[str]:
    return data.compile_pattern(data.read("told")["does_not_know"], "told.yml, does_not_know")


def _does_not_know(loosened: str) -> bool:
    return bool(_does_not_know_pattern().search(loosened))
