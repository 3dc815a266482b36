"""Somebody is held, exploited or in despair: the number first, then one question, then everything they add.

Each answer stands alone: if it is the only one they can read, it held a number.
"""

from handlers.contract import Contact, Decision, Desk, Message, Outcome, Reply
from handlers.routing import Situation, contacts_for
from handlers.slots import country_of, mission_of, place_is_news, where_in_words


def plea(_message: Message, decision: Decision, desk: Desk) -> Outcome:
    """A plea, or what somebody adds to one: whom to call; where are you, unless they said; then that we hear them."""
    contacts = _contacts(decision, desk)
    if country_of(decision) and (place_is_news(decision) or not decision.said_before):
        where = where_in_words(desk.content, country_of(decision), decision.slots.get("place"))
        return _quiet(Reply("distress.placed", {"where": where}, contacts))
    if decision.slots.get("country") == "unknown" and place_is_news(decision):
        return _quiet(Reply("distress.unplaced", contacts=contacts))
    if decision.said_before:
        return _quiet(Reply("distress.listening", contacts=contacts[:2]))
    question = (Reply("distress.where"),) if decision.ask == "country" else ()
    return _quiet(Reply("distress.first", contacts=contacts), *question)


def despair(_message: Message, decision: Decision, desk: Desk) -> Outcome:
    """Somebody speaks of dying: somebody who listens, and a line that works from where they are."""
    situation = Situation("self_harm", country_of(decision), mission_of(decision))
    question = (Reply("self_harm.where"),) if decision.ask == "country" else ()
    return _quiet(Reply("self_harm.first", contacts=contacts_for(desk.content, situation)), *question)


def _contacts(decision: Decision, desk: Desk) -> tuple[Contact, ...]:
    return contacts_for(desk.content, Situation("distress", country_of(decision), mission_of(decision)))


def _quiet(*replies: Reply) -> Outcome:
    return Outcome(replies, quiet=True)
