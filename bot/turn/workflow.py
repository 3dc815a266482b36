"""The durable turn: one event from the inbox to its answer, resumable after a crash at any point.

The event's row is the only checkpoint: received, or done. A turn that died is done again from the start, for every
part may run twice: Rasa answers the same message id the same, handlers are pure, a case takes an event once, a reply
token works once, a push carries its retry key.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.line.api import LineApi
from bot.line.render import render
from bot.log import log
from bot.rasa import Rasa, RasaSilentError
from bot.store.inbox import Inbox, Pending
from bot.store.offers import OfferBook
from bot.turn.burst import Burst, gather
from bot.turn.casework import Casework
from bot.turn.deliver import Answer, UndeliverableError, Wait, backoff, deliver
from bot.turn.desk import Desk
from bot.turn.hear import Heard, hear
from bot.turn.loading import Loading
from bot.turn.picture import with_words
from bot.turn.understand import take_back_unasked, understand
from content import Content
from handlers import act
from handlers.contract import Decision, Message, Outcome


@dataclass(frozen=True)
class House:
    """All that a turn needs of the outside."""

    inbox: Inbox
    rasa: Rasa
    line: LineApi
    loading: Loading
    content: Content
    casework: Casework
    offers: OfferBook


def run_turn(house: House, id_: int, *, wait: Wait, tried_before: Callable[[], bool]) -> None:
    """Takes one stored event from wherever it stands to its end."""
    pending = house.inbox.open(id_)
    if pending is None:
        return
    started = time.monotonic()
    heard = hear(pending.event)
    burst = gather(house.inbox, pending, heard.message, tried_before) if heard.message else None
    answer, forgotten = _decided(house, pending, heard, burst, wait)
    if answer is not None:
        _send(house, pending, answer, wait, tried_before)
    if forgotten:
        house.casework.keeper.bury(pending.lane)
    house.inbox.done(id_, *(burst.ids if burst else ()))
    log.info("turn", lane=pending.lane, milliseconds=int((time.monotonic() - started) * 1000))


def _send(house: House, pending: Pending, answer: Answer, wait: Wait, tried_before: Callable[[], bool]) -> None:
    try:
        sent = deliver(house.line, answer, turn_id=pending.webhook_event_id, wait=wait, tried_before=tried_before)
        if sent != "reply":
            log.info("answered", lane=pending.lane, kind=sent)
    except UndeliverableError:
        log.error("undeliverable", lane=pending.lane, event_id=pending.webhook_event_id)


def _decided(
    house: House, pending: Pending, heard: Heard, burst: Burst | None, wait: Wait
) -> tuple[Answer | None, bool]:
    """What to say to an event, if anything; what it asks us to forget is forgotten first (True then)."""
    if burst is None or (heard.in_group and not _speaks_in_group(house.inbox, pending.lane, burst.message)):
        _take_back(house, pending, heard, wait)
        return None, False
    with house.loading.while_thinking(None if heard.in_group else heard.chat_id):
        burst = replace(burst, message=with_words(heard, burst.message, house.line))
        if burst.message.kind == "image" and house.inbox.open(pending.id) is None:
            return None, False  # taken back, or all forgotten, while it was read
        messages, outcome = _worded(house, pending, burst, heard.chat_id)
    _record(house, pending, outcome)
    if outcome.forget:
        house.casework.keeper.erase(pending.lane)
        _forget(house, pending, wait)
    answer = Answer(messages, outcome.quiet, heard.chat_id, heard.reply_token, pending.received_at)
    return answer, outcome.forget


def _worded(house: House, pending: Pending, burst: Burst, chat_id: str | None) -> tuple[list[dict[str, Any]], Outcome]:
    """Understand, act, keep, say. Whatever goes wrong, the person gets an honest line and the number."""
    desk = Desk(house.content, offers=house.offers, person=pending.lane)
    message = burst.message
    message_id = " ".join((pending.webhook_event_id, *burst.event_ids))
    try:
        turn = house.casework.begin(pending, chat_id, message)
        desk, message = replace(desk, case=turn.view), turn.message()
        decision = turn.by_number() or understand(message, house.rasa, sender=pending.lane, message_id=message_id)
        _note(pending.lane, decision)
        outcome = act(message, decision, desk)
        outcome = turn.keep(message, decision, outcome)
        take_back_unasked(house.rasa, pending.lane, decision, outcome)
        return render(outcome, house.content), outcome
    except Exception as error:  # noqa: BLE001 - nobody may be left without an answer because of our mistake
        log.error("turn failed", exc_info=error, lane=pending.lane)
        outcome = act(message, Decision("fallback.silent", decided_by="signals"), Desk(house.content))
        return render(outcome, house.content), outcome


def _note(lane: str, decision: Decision) -> None:
    meaning = decision.understanding
    log.info(
        "decided",
        lane=lane,
        handler=decision.handler,
        decided_by=decision.decided_by,
        need=meaning.need if meaning else None,
        danger=meaning.danger if meaning else None,
    )


def _speaks_in_group(inbox: Inbox, lane: str, message: Message) -> bool:
    """Once, when we have just come; afterwards only to those who call us by name."""
    first_time = inbox.introduce(lane)
    return message.kind == "text" or first_time


def _take_back(house: House, pending: Pending, heard: Heard, wait: Wait) -> None:
    """What events without an answer ask: forget a message, a person who blocked us, a group we left.

    A case outlives a block: a phone may be in other hands, and who holds it must not undo a plea.
    """
    if heard.event_type == "unsend" and heard.message_id:
        house.offers.unsay(pending.lane, _day_of(pending))
        event_ids = house.inbox.unsend(heard.message_id)
        house.casework.keeper.unsay(event_ids)
        for event_id in event_ids:
            _insist(lambda event_id=event_id: house.rasa.unsay(pending.lane, event_id), wait)  # type: ignore[misc]
    elif heard.event_type == "unfollow":
        _forget(house, pending, wait)
    elif heard.event_type == "leave":
        house.inbox.leave(pending.lane)


def _record(house: House, pending: Pending, outcome: Outcome) -> None:
    """Writes down what the offer showed. If that fails the person is answered all the same."""
    try:
        house.offers.record(outcome, pending.lane, pending.webhook_event_id, _day_of(pending))
    except SQLAlchemyError as error:
        log.error("offer not recorded", lane=pending.lane, reason=type(error).__name__)


def _day_of(pending: Pending) -> date:
    return datetime.fromtimestamp(pending.received_at / 1000, UTC).date()


def _forget(house: House, pending: Pending, wait: Wait) -> None:
    house.inbox.forget(pending.lane, before=pending.id)
    house.offers.forget(pending.lane)
    _insist(lambda: house.rasa.forget(pending.lane), wait)


def _insist(call: Callable[[], None], wait: Wait) -> None:
    """Until it succeeds: a deletion is a promise."""
    pauses = backoff(first=1.0, most=60.0)
    while True:
        try:
            return call()
        except RasaSilentError:
            wait(next(pauses))
