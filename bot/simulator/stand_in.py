"""LINE's side of a conversation, kept in memory: people, reply tokens, retry keys, faults to inject, a log of calls."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ulid import ULID

from bot.line.limits import REPLY_TOKEN_SECONDS
from bot.simulator import openapi, rules

Json = dict[str, Any]

CHANNEL_ID = "U" + "0" * 32
REDELIVERED_TOKEN_SECONDS = 20 * 60


@dataclass
class Chat:
    """One person or group and what was said there, oldest first. `silent`: notifications that made no sound."""

    id: str
    messages: list[Json] = field(default_factory=list)
    blocked: bool = False
    silent: int = 0
    loading: bool = False


@dataclass
class Token:
    """A reply token: for one chat, once, for a minute."""

    chat_id: str
    issued_at: float
    used: bool = False


@dataclass
class Fault:
    """What to do to the next `times` calls of an endpoint: answer `status`, or stay silent for `delay` seconds.

    `after`: the call is carried out before it fails, as when an answer gets lost on its way back.
    """

    endpoint: str
    times: int = 1
    status: int | None = None
    delay: float = 0.0
    after: bool = False


class StandIn:
    """All of it. Thread-safe; every method is short."""

    def __init__(self, channel_secret: str) -> None:
        self._secret = channel_secret.encode()
        self._lock = threading.Lock()
        self._news = threading.Condition(self._lock)
        self.reset()

    def reset(self) -> None:
        """Forgets everything."""
        with self._lock:
            self.chats: dict[str, Chat] = {}
            self.tokens: dict[str, Token] = {}
            self.accepted: dict[UUID, str] = {}
            self.faults: list[Fault] = []
            self.calls: list[Json] = []
            self.bodies: list[tuple[str, Json]] = []  # what the bot sent, for another validator to judge
            self.media: dict[str, tuple[bytes, str]] = {}
            self.rich_menus: dict[str, Json] = {}
            self.webhook_url: str | None = None

    # --- what a person does: webhooks for the bot

    def event(self, chat_id: str, content: Json, *, user_id: str | None = None) -> Json:
        """A webhook event of a chat, with id, time and, where LINE gives one, a reply token."""
        group = chat_id.startswith(("C", "R"))
        kind = {"C": "group", "R": "room"}.get(chat_id[0], "user")
        source = {"type": kind, ("userId" if kind == "user" else f"{kind}Id"): chat_id}
        if group and user_id:
            source["userId"] = user_id
        event = {
            "mode": "active",
            "timestamp": time.time_ns() // 1_000_000,
            "source": source,
            "webhookEventId": str(ULID()),
            "deliveryContext": {"isRedelivery": False},
            **content,
        }
        if event["mode"] == "active" and event["type"] not in ("unsend", "unfollow", "leave", "memberLeft"):
            event["replyToken"] = secrets.token_hex(16)
            with self._lock:
                self.tokens[event["replyToken"]] = Token(chat_id, time.monotonic())
        return event

    def signed(self, events: list[Json]) -> tuple[bytes, dict[str, str]]:
        """A webhook call's body and headers."""
        body = json.dumps({"destination": CHANNEL_ID, "events": events}, ensure_ascii=False).encode()
        signature = base64.b64encode(hmac.digest(self._secret, body, hashlib.sha256)).decode()
        return body, {"Content-Type": "application/json", "X-Line-Signature": signature}

    def redelivered(self, event: Json) -> Json:
        """The same event sent again: its unused token lives anew for a minute, within twenty of the event."""
        token = self.tokens.get(event.get("replyToken", ""))
        age = time.time() - event["timestamp"] / 1000
        if token and not token.used and age < REDELIVERED_TOKEN_SECONDS:
            token.issued_at = time.monotonic()
        return {**event, "deliveryContext": {"isRedelivery": True}}

    def said(self, chat_id: str, message: Json) -> None:
        """Notes what a person sent, for the page."""
        with self._news:
            self._chat(chat_id).messages.append({"from": "person", "at": time.time(), **message})
            self._news.notify_all()

    def wait_for(self, chat_id: str, count: int, seconds: float) -> list[Json]:
        """The messages of a chat, as soon as there are more than `count` or the time is up."""
        with self._news:
            self._news.wait_for(lambda: len(self._chat(chat_id).messages) > count, seconds)
            return list(self._chat(chat_id).messages)

    def keep_media(self, message_id: str, content: bytes, mime: str) -> None:
        """Content that the bot may download."""
        with self._lock:
            self.media[message_id] = (content, mime)

    # --- what the bot does: calls to LINE

    def reply(self, body: Json) -> tuple[int, Json]:
        """`POST /v2/bot/message/reply`."""
        self.bodies.append(("/v2/bot/message/reply", body))
        problems = self.problems("ReplyMessageRequest", body)
        if problems:
            return self._log("reply", 400, _error("The request body has faults", problems))
        with self._news:
            token = self.tokens.get(body["replyToken"])
            if token is None or token.used or time.monotonic() - token.issued_at > REPLY_TOKEN_SECONDS:
                return self._log("reply", 400, _error("Invalid reply token"))
            token.used = True
            sent = self._deliver(token.chat_id, body)
        return self._log("reply", 200, {"sentMessages": sent}, token.chat_id, token=body["replyToken"])

    def push(self, body: Json, retry_key: str | None) -> tuple[int, Json]:
        """`POST /v2/bot/message/push`."""
        self.bodies.append(("/v2/bot/message/push", body))
        problems = self.problems("PushMessageRequest", body)
        try:
            key = UUID(retry_key) if retry_key else None
        except ValueError:
            problems.append("X-Line-Retry-Key: not a UUID")
            key = None
        if problems:
            return self._log("push", 400, _error("The request body has faults", problems))
        with self._news:
            if key in self.accepted:
                return self._log("push", 409, _error("The retry key is already accepted"))
            if key:
                self.accepted[key] = secrets.token_hex(8)
            sent = self._deliver(body["to"], body)
        return self._log("push", 200, {"sentMessages": sent}, body["to"])

    def loading(self, body: Json) -> tuple[int, Json]:
        """`POST /v2/bot/chat/loading/start`."""
        self.bodies.append(("/v2/bot/chat/loading/start", body))
        problems = self.problems("ShowLoadingAnimationRequest", body)
        if problems or not str(body.get("chatId", "")).startswith("U"):
            return self._log("loading", 400, _error("The request body has faults", problems))
        with self._news:
            self._chat(body["chatId"]).loading = True
            self._news.notify_all()
        return self._log("loading", 202, {})

    def fault_for(self, endpoint: str) -> Fault | None:
        """The fault to inject into this call, if one is due; it is used up by that."""
        with self._lock:
            for fault in self.faults:
                if fault.endpoint in (endpoint, "*") and fault.times > 0:
                    fault.times -= 1
                    return fault
        return None

    def log_fault(self, endpoint: str, status: int | None) -> None:
        """Notes a call that was made to fail."""
        self._log(endpoint, status or 0, {}, injected=True)

    def problems(self, schema: str, body: Any) -> list[str]:
        """What is wrong with a request body, by OpenAPI and by the written rules."""
        found = openapi.validator(schema)(body)
        if not found and isinstance(body.get("messages"), list):
            found = rules.faults(body["messages"])
        return found

    def _deliver(self, chat_id: str, body: Json) -> list[Json]:
        chat = self._chat(chat_id)
        chat.loading = False
        chat.silent += bool(body.get("notificationDisabled"))
        sent = []
        for message in body["messages"]:
            number = str(len(chat.messages) + 1)
            if not chat.blocked:
                chat.messages.append({"from": "bot", "at": time.time(), **message})
            sent.append({"id": number, "quoteToken": secrets.token_hex(8)})
        self._news.notify_all()
        return sent

    def _chat(self, chat_id: str) -> Chat:
        return self.chats.setdefault(chat_id, Chat(chat_id))

    def _log(
        self, endpoint: str, status: int, answer: Json, chat_id: str | None = None, **more: Any
    ) -> tuple[int, Json]:
        call = {"endpoint": endpoint, "status": status, "at": time.time(), "chat": chat_id, "injected": False, **more}
        self.calls.append(call | ({"error": answer} if status >= 400 and answer else {}))
        return status, answer


def _error(message: str, problems: list[str] | None = None) -> Json:
    details = [
        {"message": problem.split(": ", 1)[-1], "property": problem.split(": ", 1)[0]} for problem in problems or ()
    ]
    return {"message": message, **({"details": details} if details else {})}
