"""Several text bubbles that are one ad, sent on within a second or so, are answered once.

Nobody types two bubbles within a second and a half: they were forwarded. The first one's turn takes the waiting
others of its lane with it. A text that shows danger is never waited for, kept waiting, or taken along.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.store.inbox import Inbox, Pending
from bot.turn.hear import hear
from handlers.contract import Message
from nlu.signals.bubbles import ad_state, must_not_wait

APART_SECONDS = 1.5
"""Bubbles further apart were sent by hand."""

QUIET_SECONDS = 0.6
"""An ad that lacks pay or a contact is waited for so long after its last bubble."""

LOOK_EVERY_SECONDS = 0.1
MOST_BUBBLES = 8
LONGEST = 5000


@dataclass(frozen=True)
class Burst:
    """A message, with the rows and event ids of the later bubbles it holds too (none as a rule)."""

    message: Message
    ids: tuple[int, ...] = ()
    event_ids: tuple[str, ...] = ()


def gather(inbox: Inbox, pending: Pending, message: Message, tried_before: Callable[[], bool]) -> Burst:
    """The bubbles that are one offer with this one.

    A turn done again after a crash gathers nothing: its first answer may have held fewer bubbles than wait now, and
    none may be passed over. Each is then answered by its own turn.
    """
    alone = Burst(message)
    if message.kind != "text" or message.in_group:
        return alone
    started = time.monotonic()
    parts, ended = _waiting_parts(inbox, pending)
    if (not parts and ad_state(message.text) != "open") or must_not_wait(message.text):
        return alone
    while not ended and ad_state(_joined(message, parts)) == "open" and not _quiet(pending, parts, started):
        time.sleep(LOOK_EVERY_SECONDS)
        parts, ended = _waiting_parts(inbox, pending)
    if not parts or ad_state(_joined(message, parts)) == "none" or tried_before():
        return alone
    return Burst(
        replace(message, text=_joined(message, parts)),
        tuple(one.id for one, _ in parts),
        tuple(one.webhook_event_id for one, _ in parts),
    )


def _waiting_parts(inbox: Inbox, pending: Pending) -> tuple[list[tuple[Pending, str]], bool]:
    """The waiting texts that came right after, and whether something came that is none."""
    parts: list[tuple[Pending, str]] = []
    last, length = pending.received_at, 0
    for one in inbox.waiting(pending.lane, after=pending.id):
        heard = hear(one.event)
        message = heard.message
        if heard.event_type == "unsend":
            return [], True  # one of them may be taken back: each by itself
        apart = one.received_at - last > APART_SECONDS * 1000
        if message is None or message.kind != "text" or message.in_group or apart or must_not_wait(message.text):
            return parts, True
        last, length = one.received_at, length + len(message.text)
        if len(parts) + 1 >= MOST_BUBBLES or length > LONGEST:
            return parts, True
        parts.append((one, message.text))
    return parts, False


def _joined(message: Message, parts: list[tuple[Pending, str]]) -> str:
    return "\n".join((message.text, *(text for _, text in parts)))


def _quiet(pending: Pending, parts: list[tuple[Pending, str]], started: float) -> bool:
    """Whether nothing has come for a while, by the clock that stamped the bubbles; in any case after a few seconds."""
    last = parts[-1][0].received_at if parts else pending.received_at
    since = time.time() - last / 1000
    return since >= QUIET_SECONDS or time.monotonic() - started > MOST_BUBBLES * QUIET_SECONDS
