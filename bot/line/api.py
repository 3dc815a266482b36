"""Calls to LINE, and what a failure means for the caller: try again, use another way, or give up."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import urllib3.exceptions
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    PushMessageRequest,
    ReplyMessageRequest,
    ShowLoadingAnimationRequest,
)
from linebot.v3.messaging.exceptions import ApiException

from bot.log import log

Messages = list[dict[str, Any]]

TIMEOUT_SECONDS = (3.0, 10.0)
"""To connect, to answer. The SDK has no default of its own."""


class LineError(Exception):
    """A call that did not succeed. `status` is LINE's HTTP status, None if it never answered."""

    def __init__(self, status: int | None) -> None:
        self.status = status
        super().__init__(f"LINE answered {status}" if status else "LINE did not answer")


class TryAgainError(LineError):
    """A passing fault (429, 5xx, no answer): the same call may succeed later."""


class RefusedError(LineError):
    """LINE will never take this call: a spent reply token, or messages it finds wrong (400, 403, 404, 413 …)."""


class NotAuthorisedError(LineError):
    """The channel access token is wrong or revoked (401): an operator must act, then the same call succeeds."""


class LineApi:
    """The few calls we make. Thread-safe."""

    def __init__(self, base_url: str, access_token: str) -> None:
        configuration = Configuration(access_token=access_token, host=base_url)
        self._api = MessagingApi(ApiClient(configuration))

    def reply(self, token: str, messages: Messages, *, quiet: bool) -> None:
        """Answers an event: free of charge, once per token, within a minute."""
        request = ReplyMessageRequest.from_dict(
            {"replyToken": token, "messages": messages, "notificationDisabled": quiet}
        )
        _call("reply", lambda: self._api.reply_message(request, _request_timeout=TIMEOUT_SECONDS))

    def push(self, to: str, messages: Messages, *, quiet: bool, retry_key: UUID) -> None:
        """Sends without being asked. With the same `retry_key` LINE takes it once within 24 hours."""
        request = PushMessageRequest.from_dict({"to": to, "messages": messages, "notificationDisabled": quiet})
        _call(
            "push",
            lambda: self._api.push_message(request, x_line_retry_key=str(retry_key), _request_timeout=TIMEOUT_SECONDS),
        )

    def show_loading(self, user_id: str) -> None:
        """Shows that an answer is coming; it vanishes when the answer does. One-to-one chats only."""
        request = ShowLoadingAnimationRequest(chatId=user_id, loadingSeconds=20)
        _call("loading", lambda: self._api.show_loading_animation(request, _request_timeout=TIMEOUT_SECONDS))


def _call(endpoint: str, call: Callable[[], Any]) -> None:
    try:
        call()
    except ApiException as error:
        headers = error.headers or {}
        log.info("line call", endpoint=endpoint, status=error.status, request_id=headers.get("x-line-request-id"))
        if error.status == 409:  # the retry key was taken before: LINE has it
            return
        raise _meaning(error.status) from None
    except (urllib3.exceptions.HTTPError, OSError):
        log.info("line call", endpoint=endpoint, status=None)
        raise TryAgainError(None) from None


def _meaning(status: int) -> LineError:
    if status == 429 or status >= 500:
        return TryAgainError(status)
    return NotAuthorisedError(status) if status == 401 else RefusedError(status)
