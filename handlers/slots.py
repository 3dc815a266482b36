"""The facts of a conversation, read from a decision's slots."""

from dataclasses import replace

from content import Content
from handlers.assessment import Told
from handlers.contract import Decision, Message
from nlu.signals import places
from nlu.signals.offer import Offer
from nlu.signals.offer_facts import salary_of
from nlu.signals.offer_reader import read_offer


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
    return "country" in decision.learned


def mission_of(decision: Decision, slot: str = "place") -> str | None:
    """The id of the mission responsible for the exact place, where it is not the country's first."""
    return places.mission_of(decision.slots.get(slot))


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
