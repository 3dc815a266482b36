"""Somebody's relative is missing, held, or money is demanded for them: whom to call, one step, one question."""

from content.answers import Answer
from content.replies import Value
from handlers import advice
from handlers.contract import Contact, Decision, Desk, Message, Outcome, Reply, Report
from handlers.reach import hotline
from handlers.routing import contacts_for
from handlers.slots import (
    country_of,
    facts_told,
    is_watched,
    place_is_news,
    situation_of,
    something_is_news,
    told,
    where_in_words,
)

NOTED_CONTACTS = 2


def missing(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """Cannot reach somebody, or what is added to that."""
    known_held = told(decision, "held") or told(decision, "demand") == "yes"
    return _plea("held" if known_held else "missing", message, decision, desk)


def held(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """Somebody is held or a ransom is asked."""
    return _plea("held", message, decision, desk)


def question(decision: Decision) -> tuple[Reply, ...]:
    """The one question to ask now, if any."""
    return (Reply(f"family.ask_{decision.ask}"),) if decision.ask else ()


def _plea(what: str, message: Message, decision: Decision, desk: Desk) -> Outcome:
    contacts = contacts_for(desk.content, situation_of(decision, "family", desk.now))
    report = Report("family", facts_told(decision), message.text)
    asked_for = _asked_for(message, decision, desk)
    first = _advice(asked_for, contacts, desk) if asked_for else _numbers(what, decision, desk, contacts)
    return Outcome((first, *question(decision)), plain=is_watched(decision), quiet=is_watched(decision), report=report)


def _asked_for(message: Message, decision: Decision, desk: Desk) -> Answer | None:
    """The topic they tapped or ask about; not ransom when they say that nobody asks for one."""
    asked_for = advice.asked_for(message, "family", desk.content) if decision.said_before or message.choice else None
    denied = "demand" in decision.learned and told(decision, "demand") == "no"
    return None if denied else asked_for


def _advice(asked_for: Answer, contacts: tuple[Contact, ...], desk: Desk) -> Reply:
    """What was asked, with the desks it names, or the first to call."""
    lines = (hotline(desk.content, id_, "reason.line", calls_from="TH", now=desk.now) for id_ in asked_for.services)
    named = tuple(line for line in lines if line)
    data: dict[str, Value] = {"question": asked_for.question, "steps": asked_for.lines}
    return Reply("family.advice", data, named or contacts[:1])


def _numbers(what: str, decision: Decision, desk: Desk, contacts: tuple[Contact, ...]) -> Reply:
    if not decision.said_before:
        return Reply(f"family.{what}", {"steps": desk.content.answers[f"family-now-{what}"].lines}, contacts)
    if place_is_news(decision):
        country = country_of(decision)
        if country is None:
            return Reply("family.unplaced", contacts=contacts)
        where = where_in_words(desk.content, country, decision.slots.get("place"))
        return Reply("family.placed", {"where": where}, contacts)
    key = "family.noted" if something_is_news(decision) or decision.ask else "family.listening"
    return Reply(key, contacts=contacts[:NOTED_CONTACTS])
