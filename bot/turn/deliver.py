"""Getting an answer to the person: by the reply token while it lives, else by push; never lost, never twice."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from bot.line.api import LineApi, LineError, Messages, NotAuthorisedError, RefusedError, TryAgainError
from bot.line.limits import REPLY_TOKEN_SECONDS
from bot.log import log

Wait = Callable[[float], None]

SAFE_TOKEN_SECONDS = REPLY_TOKEN_SECONDS - 5
"""An older token is not tried any more: the call itself takes time."""

GIVE_UP_SECONDS = 86_000
"""A retry key is honoured for 24 hours; later the same push might arrive twice."""


@dataclass(frozen=True)
class Answer:
    """Messages on their way. `received_at`: milliseconds since 1970 when the webhook brought the event."""

    messages: Messages
    quiet: bool
    chat_id: str | None
    reply_token: str | None
    received_at: int


class UndeliverableError(Exception):
    """LINE will not take this answer, by no way we have."""


def deliver(line: LineApi, answer: Answer, *, turn_id: str, wait: Wait, tried_before: Callable[[], bool]) -> str:
    """Sends an answer and returns how: "reply", "push", or "reply earlier".

    `tried_before` tells whether an earlier run of this turn may have sent it already (asked only when it matters).
    Raises UndeliverableError.
    """
    by_reply = _reply(line, answer, wait, tried_before) if answer.reply_token else None
    if by_reply:
        return by_reply
    if not answer.chat_id:
        raise UndeliverableError("no reply token that works, and no chat to push to")
    _push(line, answer.chat_id, answer, uuid5(NAMESPACE_URL, f"chek:turn:{turn_id}"), wait)
    return "push"


def _reply(line: LineApi, answer: Answer, wait: Wait, tried_before: Callable[[], bool]) -> str | None:
    """Replies while the token lives. None if the token is used up or too old.

    A young token that LINE calls invalid has been used. If a call of ours may have got through unheard (it timed
    out, or an earlier run of this turn died), it was ours, and the answer has arrived.
    """
    unheard = False
    pauses = backoff(first=0.5, most=4.0)
    while _age(answer) < SAFE_TOKEN_SECONDS:
        try:
            line.reply(answer.reply_token or "", answer.messages, quiet=answer.quiet)
        except RefusedError as error:
            if error.status == 400 and (unheard or tried_before()):
                return "reply earlier"
            return None
        except TryAgainError as error:
            unheard = unheard or error.status is None or error.status >= 500
            wait(next(pauses))
        except NotAuthorisedError:
            log.error("line rejects our access token", endpoint="reply")
            wait(next(pauses))
        else:
            return "reply"
    return None


def _push(line: LineApi, chat_id: str, answer: Answer, retry_key: UUID, wait: Wait) -> None:
    started = time.monotonic()
    pauses = backoff(first=1.0, most=300.0)
    while True:
        try:
            line.push(chat_id, answer.messages, quiet=answer.quiet, retry_key=retry_key)
        except RefusedError as error:
            raise UndeliverableError(str(error)) from None
        except LineError as error:
            if isinstance(error, NotAuthorisedError):
                log.error("line rejects our access token", endpoint="push")
            if time.monotonic() - started > GIVE_UP_SECONDS:
                raise UndeliverableError(str(error)) from None
            wait(next(pauses))
        else:
            return


class backoff:  # noqa: N801 - reads as a verb
    """Ever longer pauses in seconds: first, twice that, … up to `most`."""

    def __init__(self, *, first: float, most: float) -> None:
        self._next, self._most = first, most

    def __next__(self) -> float:
        """The next pause."""
        pause = self._next
        self._next = min(self._next * 2, self._most)
        return pause


def _age(answer: Answer) -> float:
    return time.time() - answer.received_at / 1000
