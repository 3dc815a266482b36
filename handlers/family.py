"""Somebody's relative or friend is missing, held, or money is demanded for them: what to do today, whom to call."""

from handlers.contract import Decision, Desk, Message, Outcome, Reply
from handlers.routing import Situation, contacts_for
from handlers.slots import country_of, mission_of, place_is_news, where_in_words


def missing(_message: Message, decision: Decision, desk: Desk) -> Outcome:
    """Cannot reach somebody: the line to call, what to prepare, where they went."""
    return _plea("missing", decision, desk)


def held(_message: Message, decision: Decision, desk: Desk) -> Outcome:
    """Somebody is held or a ransom is asked: the line to call first, what not to do, where they are."""
    return _plea("held", decision, desk)


def _plea(what: str, decision: Decision, desk: Desk) -> Outcome:
    contacts = contacts_for(desk.content, Situation("family", country_of(decision), mission_of(decision)))
    if not decision.said_before:
        steps = desk.content.answers[f"family-{what}"].lines
        question = (Reply("family.where"),) if decision.ask == "country" else ()
        return Outcome((Reply(f"family.{what}", {"steps": steps}, contacts), *question))
    if not place_is_news(decision):
        return Outcome((Reply("family.listening", contacts=contacts[:2]),))
    if country_of(decision) is None:
        return Outcome((Reply("family.unplaced", contacts=contacts),))
    return Outcome(
        (
            Reply(
                "family.placed",
                {"where": where_in_words(desk.content, country_of(decision), decision.slots.get("place"))},
                contacts,
            ),
        )
    )
