"""The facts of a conversation, read from a decision's slots."""

from content import Content
from handlers.contract import Decision
from nlu.signals import places


def country_of(decision: Decision) -> str | None:
    """ISO 3166-1 alpha-2 of the country the person in trouble is in; None if unknown or not asked yet."""
    country = decision.slots.get("country")
    return country if isinstance(country, str) and len(country) == 2 else None


def place_is_news(decision: Decision) -> bool:
    """Whether this very message told where they are, or that they do not know."""
    return "country" in decision.learned


def mission_of(decision: Decision) -> str | None:
    """The id of the mission responsible for the exact place, where it is not the country's first."""
    return places.mission_of(decision.slots.get("place"))


def where_in_words(decision: Decision, content: Content) -> str:
    """The place as one says it: the town with its country, or the country."""
    country = content.directory.country_name(country_of(decision)) or content.phrase("where.abroad")
    place = decision.slots.get("place")
    return f"{place} {country}" if place and place != country else country
