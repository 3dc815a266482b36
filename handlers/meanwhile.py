"""A question in between: it is answered, and the plea goes on, with a number and the next question."""

from dataclasses import replace

from handlers import advice, distress, family, reach, whisper
from handlers.contract import Decision, Desk, Message, Outcome, Reply
from handlers.routing import contacts_for
from handlers.slots import is_watched, situation_of

DANGEROUS = 2
"""From this danger on (labels.md) somebody may be held; below it is money or a bad offer."""

OF_WORK = ("offer.check", "agency.check", "guidance.answer")
"""Who asks about work abroad may be there already, however calmly they ask."""

FAREWELLS = ("hello.goodbye",)
"""Who takes leave is not asked any more."""


def belongs_to_the_plea(message: Message, decision: Decision, desk: Desk) -> bool:
    """Whether a message, whatever it looks like, asks for something that the plea has advice for."""
    kind: advice.Kind = "family" if _of_family(decision) else "safety"
    return advice.asked_for(message, kind, desk.content) is not None


def never_without_a_number(outcome: Outcome, decision: Decision, desk: Desk) -> Outcome:
    """Whatever a message was taken for, if there is danger in it the 24-hour line stands first.

    Who may be abroad already, or told of no offer at all, finds it right after the first answer of a kind.
    """
    lifeline = desk.content.directory.lifeline.id
    shown = [contact.service for reply in outcome.replies for contact in reply.contacts]
    if outcome.forget or lifeline in shown[:2]:
        return outcome
    danger = decision.understanding.danger if decision.understanding else 0
    if danger >= DANGEROUS and not shown:
        contacts = contacts_for(desk.content, situation_of(decision, "distress", desk.now))
        return replace(outcome, replies=(Reply("hello.in_danger", contacts=contacts[:1]), *outcome.replies))
    if decision.handler not in OF_WORK or decision.said_before or not _may_be_abroad(outcome, decision):
        return outcome
    first, *others = outcome.replies
    there = Reply("hello.there", contacts=reach.lifeline(desk.content))
    together = (there, first) if first.contacts[1:] else (first, there)  # it is to stand first or second
    return replace(outcome, replies=(*together, *others))


def _may_be_abroad(outcome: Outcome, decision: Decision) -> bool:
    if decision.understanding is None:  # a tap, not words
        return False
    told_nothing = any(reply.key == "offer.start" for reply in outcome.replies)
    return told_nothing or decision.understanding.country not in (None, "TH")


def go_on(outcome: Outcome, decision: Decision, desk: Desk) -> Outcome:
    """The outcome of another handler within a plea, so that it too holds a number, and is quiet if it must be."""
    if outcome.forget:
        return outcome
    of_family = _of_family(decision)
    watched = is_watched(decision)
    number: tuple[Reply, ...] = ()
    if not any(reply.contacts for reply in outcome.replies):
        contacts = contacts_for(desk.content, situation_of(decision, "family" if of_family else "distress", desk.now))
        key = "quiet.more" if watched else "family.meanwhile" if of_family else "distress.meanwhile"
        number = (Reply(key, contacts=contacts[:1]),)
    asks = family.question if of_family else whisper.question if watched else distress.question
    asked = () if decision.handler in FAREWELLS else asks(decision)
    quiet = outcome.quiet or watched or not of_family
    return replace(outcome, replies=(*number, *outcome.replies, *asked), quiet=quiet, plain=outcome.plain or watched)


def _of_family(decision: Decision) -> bool:
    return (decision.serving or "").startswith("family.")
