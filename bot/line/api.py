"""Calls to LINE, and what a failure means for the caller: try again, use another way, or give up."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

import urllib3.exceptions
from linebot.v3.messaging import ApiClient, Configuration
from linebot.v3.messaging.exceptions import ApiException

from bot.log import log

Messages = list[dict[str, Any]]

TIMEOUT_SECONDS = (3.0, 10.0)
"""To connect, to answer. The SDK has no default of its own."""

CONNECTIONS = 64


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
    """The few calls we make. Thread-safe. `data_url`: the host that serves what people sent as files.

    Bodies go as plain JSON through the SDK's client: its models would parse, copy and check every card again (2 ms),
    and our tests check them better, against LINE's own description and the written limits.
    """

    def __init__(self, base_url: str, access_token: str, data_url: str = "") -> None:
        self._client = _client(base_url, access_token)
        self._data = _client(data_url or base_url, access_token)

    def reply(self, token: str, messages: Messages, *, quiet: bool) -> None:
        """Answers an event: free of charge, once per token, within a minute."""
        body = {"replyToken": token, "messages": messages, "notificationDisabled": quiet}
        self._post("reply", "/v2/bot/message/reply", body)

    def push(self, to: str, messages: Messages, *, quiet: bool, retry_key: UUID) -> None:
        """Sends without being asked. With the same `retry_key` LINE takes it once within 24 hours."""
        body = {"to": to, "messages": messages, "notificationDisabled": quiet}
        self._post("push", "/v2/bot/message/push", body, {"X-Line-Retry-Key": str(retry_key)})

    def show_loading(self, user_id: str) -> None:
        """Shows that an answer is coming; it vanishes when the answer does. One-to-one chats only."""
        self._post("loading", "/v2/bot/chat/loading/start", {"chatId": user_id, "loadingSeconds": 20})

    def content(self, message_id: str) -> bytes:
        """What a person sent as a file; LINE takes no image over 10 MB. Raises LineError."""
        path = f"/v2/bot/message/{quote(message_id, safe='')}/content"
        answer = self._call("content", self._data, path, "GET", response_types_map={"200": "bytearray"})
        return bytes(answer.data or b"")  # 202, still being made ready: nothing

    def _post(self, endpoint: str, path: str, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        sent = {"Content-Type": "application/json", **(headers or {})}
        try:
            self._call(endpoint, self._client, path, "POST", header_params=sent, body=body, response_types_map={})
        except RefusedError as error:
            if error.status != 409:  # the retry key was taken before: LINE has it
                raise

    def _call(self, endpoint: str, client: ApiClient, path: str, method: str, **call: Any) -> Any:
        try:
            return client.call_api(path, method, auth_settings=["Bearer"], _request_timeout=TIMEOUT_SECONDS, **call)
        except ApiException as error:
            request_id = (error.headers or {}).get("x-line-request-id")
            log.info("line call", endpoint=endpoint, status=error.status, request_id=request_id)
            raise _meaning(error.status) from None
        except (urllib3.exceptions.HTTPError, OSError, UnicodeDecodeError):
            log.info("line call", endpoint=endpoint, status=None)
            raise TryAgainError(None) from None


def _client(base_url: str, access_token: str) -> ApiClient:
    configuration = Configuration(access_token=access_token, host=base_url)
    configuration.connection_pool_maxsize = CONNECTIONS
    return ApiClient(configuration)


def _meaning(status: int) -> LineError:
    if status == 429 or status >= 500:
        return TryAgainError(status)
    return NotAuthorisedError(status) if status == 401 else RefusedError(status)
