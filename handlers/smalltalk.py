"""Hello, thanks, goodbye, who are you, and what is not ours to answer."""

from handlers.contract import Decision, Desk, Handler, Message, Outcome, Reply
from handlers.reach import lifeline
from handlers.routing import contacts_for
from handlers.situation import Situation


def says(key: str) -> Handler:
    """A handler that always says the same."""

    def handle(_message: Message, _decision: Decision, _desk: Desk) -> Outcome:
        return Outcome((Reply(key),))

    return handle


def with_lifeline(key: str) -> Handler:
    """A handler that always says the same, with the 24-hour line beside it."""

    def handle(_message: Message, _decision: Decision, desk: Desk) -> Outcome:
        return Outcome((Reply(key, contacts=lifeline(desk.content)),))

    return handle


STUCK = 2
"""After so many messages in a row that we did not understand, a person and the menu, not the same question again."""


def unsure(_message: Message, decision: Decision, desk: Desk) -> Outcome:
    """Not understood: which matter is it? Twice in a row: somebody to call."""
    contacts = contacts_for(desk.content, Situation("distress"))
    return Outcome((Reply("hello.stuck" if decision.unsure >= STUCK else "hello.unsure", contacts=contacts),))


def abuse(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """Insults and gibberish: an open door; the second time somebody to call."""
    return unsure(message, decision, desk) if decision.unsure >= STUCK else Outcome((Reply("hello.abuse"),))


def out_of_scope(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """Not ours; but somebody in danger at home still gets the numbers for that."""
    danger = decision.understanding.danger if decision.understanding else 0
    if danger >= 2:
        return _emergency(decision, desk)
    if decision.unsure >= STUCK:
        return unsure(message, decision, desk)
    return with_lifeline("hello.out_of_scope")(message, decision, desk)


def _emergency(decision: Decision, desk: Desk) -> Outcome:
    """Thai emergency numbers, and the 24-hour line in case it is not at home; abroad, the numbers that work there."""
    country = decision.understanding.country if decision.understanding else None
    if country not in (None, "TH"):
        return Outcome((Reply("distress.first", contacts=contacts_for(desk.content, Situation("distress", country))),))
    at_home = contacts_for(desk.content, Situation("emergency_at_home", "TH"))
    contacts = at_home if country else (*at_home, *lifeline(desk.content))
    return Outcome((Reply("hello.emergency_at_home", contacts=contacts),))


def unreadable(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """A picture, voice, film or file, or a sticker without words."""
    if message.kind in ("image", "sticker"):
        return Outcome((Reply(f"media.{message.kind}"),))
    return with_lifeline("media.unreadable")(message, decision, desk)


def group(message: Message, _decision: Decision, _desk: Desk) -> Outcome:
    """In a group: once that we talk one to one; the same, shorter, when somebody mentions us."""
    return Outcome((Reply("hello.group" if message.kind == "join" else "hello.group_mentioned"),))
