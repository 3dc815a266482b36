"""The facts of a conversation, read from a decision's slots."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from content import Content
from handlers.assessment import Told
from handlers.contract import Decision, Message
from handlers.situation import Need, Situation
from nlu.signals.offer import Offer
from nlu.signals.offer_facts import salary_of
from nlu.signals.offer_reader import read_offer

NOT_TOLD = (None, "", "unknown", "skipped")
"""Values of a slot that is not known: never asked, they do not know, or they spoke of something else."""

OF_THE_CASE = (
    *("country", "place", "danger", "injured", "in_danger_now", "can_talk", "people", "papers_taken", "held_by"),
    *("deadline", "watched", "child", "at_sea", "irregular", "relation", "last_contact", "demand", "held", "suicidal"),
)
"""The slots that belong to a case; the others are about offers and look-ups."""


def told(decision: Decision, slot: str) -> Any:
    """A slot's value; None if it is not known."""
    value = decision.slots.get(slot)
    return None if value in NOT_TOLD else value


def facts_told(decision: Decision) -> Mapping[str, Any]:
    """All that is known of somebody's situation, by slot name; `people` as a number."""
    facts = {slot: value for slot in OF_THE_CASE if (value := told(decision, slot)) is not None}
    if "people" in facts:
        facts["people"] = int(facts["people"])
    return facts


def country_of(decision: Decision) -> str | None:
    """ISO 3166-1 alpha-2 of the country the person in trouble is in; None if unknown or not asked yet."""
    country = decision.slots.get("country")
    return country if isinstance(country, str) and len(country) == 2 else None


def asked_country_of(decision: Decision) -> str | None:
    """ISO 3166-1 alpha-2 of the country whose offices are looked up; where the person is, if none was named."""
    country = decision.slots.get("asked_country")
    return country if isinstance(country, str) and len(country) == 2 else country_of(decision)


def place_is_news(decision: Decision) -> bool:
    """Whether this very message told where they are, or that they do not know."""
    return "country" in decision.learned and decision.slots.get("country") != "skipped"


def something_is_news(decision: Decision) -> bool:
    """Whether this message told anything of the case."""
    return any(
        told(decision, slot) is not None for slot in decision.learned if slot in OF_THE_CASE and slot != "danger"
    )


def danger_of(decision: Decision) -> int:
    """0-3, as in labels.md; 2 where nothing is known, for a plea is never nothing."""
    danger = decision.slots.get("danger")
    return danger if isinstance(danger, int) else 2


def is_watched(decision: Decision) -> bool:
    """Whether the quiet mode is on."""
    return decision.slots.get("quiet") == "yes"


def is_held(decision: Decision) -> bool:
    """Whether something told shows that somebody holds or controls them."""
    shown = ("papers_taken", "held_by", "deadline", "watched", "in_danger_now")
    return any(told(decision, slot) not in (None, "no") for slot in shown)


def situation_of(decision: Decision, need: Need, now: datetime | None = None) -> Situation:
    """What routing must know to choose whom to call. `now`: aware, for opening hours."""
    return Situation(
        need,
        country_of(decision),
        place=decision.slots.get("place"),
        danger=danger_of(decision),
        can_call=need == "family" or told(decision, "can_talk") != "no",
        irregular=told(decision, "irregular") == "yes",
        child=told(decision, "child") == "yes",
        suicidal=told(decision, "suicidal") == "yes",
        at_sea=told(decision, "at_sea") == "yes",
        now=now,
    )


def where_in_words(content: Content, iso2: str | None, place: str | None) -> str:
    """A place as one says it: the town with its country, or the country."""
    country = content.directory.country_name(iso2) or content.phrase("where.abroad")
    return f"{place} {country}" if place and place != country else country


def told_of(message: Message, decision: Decision) -> Told:
    """The offer as it was told over the conversation; its contacts are those of this message only."""
    slots = decision.slots
    here = read_offer(message.text) if message.text else Offer()
    offer = replace(
        here,
        country=slots.get("offer_country") or here.country,
        place=slots.get("offer_place") or here.place,
        salary=salary_of(slots.get("salary")) or here.salary,
    )
    facts = frozenset(slots.get("told") or ()) | ({"place"} if offer.country else set())
    return Told(offer, dict(slots.get("flags") or {}), dict(slots.get("works") or {}), facts)
