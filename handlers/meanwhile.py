"""A question in between: it is answered, and the plea goes on, with a number and the next question."""

from dataclasses import replace

from handlers import distress, family, whisper
from handlers.contract import Decision, Desk, Outcome, Reply
from handlers.routing import contacts_for
from handlers.slots import is_watched, situation_of

FAREWELLS = ("hello.goodbye",)
"""Who takes leave is not asked any more."""


def go_on(outcome: Outcome, decision: Decision, desk: Desk) -> Outcome:
    """The outcome of another handler within a plea, so that it too holds a number, and is quiet if it must be."""
    if outcome.forget:
        return outcome
    of_family = (decision.serving or "").startswith("family.")
    watched = is_watched(decision)
    added: tuple[Reply, ...] = ()
    if not any(reply.contacts for reply in outcome.replies):
        contacts = contacts_for(desk.content, situation_of(decision, "family" if of_family else "distress"))
        key = "quiet.more" if watched else "family.meanwhile" if of_family else "distress.meanwhile"
        added = (Reply(key, contacts=contacts[:1]),)
    if decision.handler not in FAREWELLS:
        asks = family.question if of_family else whisper.question if watched else distress.question
        added += asks(decision)
    quiet = outcome.quiet or watched or not of_family
    return replace(outcome, replies=(*outcome.replies, *added), quiet=quiet, plain=outcome.plain or watched)
