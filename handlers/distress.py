"""Somebody is held, exploited or in despair: the number first, then one piece of advice, then one question.

Each answer stands alone: if it is the only one they can read, it held a number.
"""

from dataclasses import replace

from handlers import advice, whisper
from handlers.contract import Contact, Decision, Desk, Message, Outcome, Reply, Report
from handlers.routing import contacts_for
from handlers.situation import Need
from handlers.slots import (
    country_of,
    facts_told,
    is_held,
    is_watched,
    place_is_news,
    situation_of,
    told,
    where_in_words,
)

LISTENING_CONTACTS = 2


def plea(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """A plea, or what somebody adds to one: whom to call, one thing that helps, the next question."""
    report = Report("victim", facts_told(decision), message.text)
    contacts = contacts_for(desk.content, situation_of(decision, "distress", desk.now))
    if is_watched(decision):
        return Outcome(whisper.replies(decision, desk, contacts), quiet=True, plain=True, report=report)
    asked_for = advice.asked_for(message, "safety", desk.content) if decision.said_before else None
    fitting = asked_for or advice.on_news(decision, desk.content)
    helps = (Reply("distress.advice", {"advice": "\n".join(fitting.lines)}),) if fitting else ()
    if asked_for and not place_is_news(decision):
        numbers = Reply("distress.meanwhile", contacts=contacts[:1])
    else:
        numbers = _numbers(decision, desk, contacts)
    return Outcome((numbers, *helps, *question(decision)), quiet=True, report=report)


def question(decision: Decision) -> tuple[Reply, ...]:
    """The one question to ask now, if any."""
    return (Reply(f"distress.ask_{decision.ask}"),) if decision.ask else ()


def despair(_message: Message, decision: Decision, desk: Desk) -> Outcome:
    """Somebody speaks of dying: somebody who listens, and a line that works from where they are."""
    need: Need = "distress" if is_held(decision) else "self_harm"
    contacts = contacts_for(desk.content, replace(situation_of(decision, need, desk.now), suicidal=True))
    key = "self_harm.again" if decision.said_before else "self_harm.first"
    where = (Reply("self_harm.ask_country"),) if decision.ask == "country" else ()
    return Outcome((Reply(key, contacts=contacts), *where), quiet=True, plain=is_watched(decision))


def _numbers(decision: Decision, desk: Desk, contacts: tuple[Contact, ...]) -> Reply:
    """The numbers, with the words that fit what was just told."""
    country = country_of(decision)
    if decision.slots.get("quiet") == "no" and "quiet" in decision.learned:
        return Reply("quiet.off", contacts=contacts)
    if country and (place_is_news(decision) or not decision.said_before):
        where = where_in_words(desk.content, country, decision.slots.get("place"))
        return Reply("distress.placed", {"where": where}, contacts)
    if place_is_news(decision):
        return Reply("distress.unplaced", contacts=contacts)
    if not decision.said_before:
        return Reply("distress.first", contacts=contacts)
    return Reply(_acknowledgement(decision), contacts=contacts[:LISTENING_CONTACTS])


def _acknowledgement(decision: Decision) -> str:
    news = {slot for slot in decision.learned if told(decision, slot) not in (None, "no")}
    if told(decision, "can_talk") == "no":
        return "distress.noted_silent" if "can_talk" in decision.learned else "distress.noted_typing"
    if news & {"in_danger_now", "deadline"}:
        return "distress.urgent"
    return "distress.noted" if decision.ask else "distress.listening"
