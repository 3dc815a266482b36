"""The durable turn: one event from the inbox to its answer, resumable after a crash at any point.

The event's row is the only checkpoint: received, or done. A turn that died is done again from the start, for every
part may run twice: Rasa answers the same message id the same, handlers are pure, a reply token works once, a push
carries its retry key.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.line.api import LineApi
from bot.line.render import render
from bot.log import log
from bot.rasa import Rasa, RasaSilentError
from bot.store.inbox import Inbox, Pending
from bot.turn.burst import Burst, gather
from bot.turn.deliver import Answer, UndeliverableError, Wait, backoff, deliver
from bot.turn.desk import Desk
from bot.turn.hear import Heard, hear
from bot.turn.loading import Loading
from bot.turn.picture import with_words
from bot.turn.understand import understand
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


def run_turn(house: House, id_: int, *, wait: Wait, tried_before: Callable[[], bool]) -> None:
    """Takes one stored event from wherever it stands to its end."""
    pending = house.inbox.open(id_)
    if pending is None:
        return
    started = time.monotonic()
    heard = hear(pending.event)
    burst = gather(house.inbox, pending, heard.message, tried_before) if heard.message else None
    answer = _decided(house, pending, heard, burst, wait)
    if answer is not None:
        _send(house, pending, answer, wait, tried_before)
    house.inbox.done(id_, *(burst.ids if burst else ()))
    log.info("turn", lane=pending.lane, milliseconds=int((time.monotonic() - started) * 1000))


def _send(house: House, pending: Pending, answer: Answer, wait: Wait, tried_before: Callable[[], bool]) -> None:
    try:
        sent = deliver(house.line, answer, turn_id=pending.webhook_event_id, wait=wait, tried_before=tried_before)
        if sent != "reply":
            log.info("answered", lane=pending.lane, kind=sent)
    except UndeliverableError:
        log.error("undeliverable", lane=pending.lane, event_id=pending.webhook_event_id)


def _decided(house: House, pending: Pending, heard: Heard, burst: Burst | None, wait: Wait) -> Answer | None:
    """What to say to an event, if anything; what it asks us to forget is forgotten first."""
    if burst is None or (heard.in_group and not _speaks_in_group(house.inbox, pending.lane, burst.message)):
        _take_back(house, pending, heard, wait)
        return None
    with house.loading.while_thinking(None if heard.in_group else heard.chat_id):
        burst = replace(burst, message=with_words(heard, burst.message, house.line))
        if burst.message.kind == "image" and house.inbox.open(pending.id) is None:
            return None  # taken back, or all forgotten, while it was read
        messages, outcome = _worded(house, pending, burst)
    if outcome.forget:
        house.inbox.forget(pending.lane, before=pending.id)
        _insist(lambda: house.rasa.forget(pending.lane), wait)
    return Answer(messages, outcome.quiet, heard.chat_id, heard.reply_token, pending.received_at)


def _worded(house: House, pending: Pending, burst: Burst) -> tuple[list[dict[str, Any]], Outcome]:
    """Understand, act, say. Whatever goes wrong, the person gets an honest line and the number."""
    desk = Desk(house.content)
    message = burst.message
    message_id = " ".join((pending.webhook_event_id, *burst.event_ids))
    try:
        decision = understand(message, house.rasa, sender=pending.lane, message_id=message_id)
        _note(pending.lane, decision)
        outcome = act(message, decision, desk)
        return render(outcome, house.content), outcome
    except Exception as error:  # noqa: BLE001 - nobody may be left without an answer because of our mistake
        log.error("turn failed", exc_info=error, lane=pending.lane)
        outcome = act(message, Decision("fallback.silent", decided_by="signals"), desk)
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
    """What events without an answer ask: forget a message, a person who blocked us, a group we left."""
    if heard.event_type == "unsend" and heard.message_id:
        for event_id in house.inbox.unsend(heard.message_id):
            _insist(lambda event_id=event_id: house.rasa.unsay(pending.lane, event_id), wait)  # type: ignore[misc]
    elif heard.event_type == "unfollow":
        house.inbox.forget(pending.lane, before=pending.id)
        _insist(lambda: house.rasa.forget(pending.lane), wait)
    elif heard.event_type == "leave":
        house.inbox.leave(pending.lane)


def _insist(call: Callable[[], None], wait: Wait) -> None:
    """Until it succeeds: a deletion is a promise."""
    pauses = backoff(first=1.0, most=60.0)
    while True:
        try:
            return call()
        except RasaSilentError:
            wait(next(pauses))
