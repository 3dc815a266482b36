"""LINE's events as messages: whatever comes, known or not, without failing on any of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.contract import Choice, Message

REPLY_ONLY_KINDS = ("image", "audio", "video", "file")
SILENT_EVENTS = ("unfollow", "leave", "memberLeft", "memberJoined", "unsend", "videoPlayComplete", "delivery")


@dataclass(frozen=True)
class Heard:
    """One event: who sent it where, what it says to us (None if nothing is to be answered), and how to answer."""

    message: Message | None
    chat_id: str | None = None  # where an answer goes: a person, group or room
    reply_token: str | None = None
    message_id: str | None = None  # LINE's, of the message itself or of the one taken back
    event_type: str = ""

    @property
    def in_group(self) -> bool:
        """Whether others can read along."""
        return self.message is not None and self.message.in_group


def hear(event: Mapping[str, Any]) -> Heard:
    """An event of LINE's webhook as a message. Unknown types are answered with the menu where an answer is possible."""
    kind = str(event.get("type", ""))
    source = _mapping(event.get("source"))
    chat_id = next((str(source[key]) for key in ("groupId", "roomId", "userId") if source.get(key)), None)
    heard = Heard(None, chat_id, _string(event.get("replyToken")), _message_id(event), kind)
    if event.get("mode") == "standby" or kind in SILENT_EVENTS:
        return heard
    in_group = source.get("type") in ("group", "room")
    message = _in_group(kind, event) if in_group else _one_to_one(kind, event)
    return Heard(message, heard.chat_id, heard.reply_token, heard.message_id, kind)


def _one_to_one(kind: str, event: Mapping[str, Any]) -> Message:
    if kind == "message":
        return _spoken(_mapping(event.get("message")))
    if kind == "postback":
        choice = Choice.decode(str(_mapping(event.get("postback")).get("data", "")))
        return Message("postback", choice=choice) if choice else Message("unknown")
    if kind == "follow":
        again = _mapping(event.get("follow")).get("isUnblocked") is True
        return Message("follow", choice=Choice("again") if again else None)
    return Message("unknown")


def _in_group(kind: str, event: Mapping[str, Any]) -> Message | None:
    """In a group we never look at what is said, only whether we have just come or were called by name."""
    if kind == "join":
        return Message("join", in_group=True)
    if kind != "message":
        return None
    mention = _mapping(_mapping(event.get("message")).get("mention"))
    mentioned = any(_mapping(one).get("isSelf") is True for one in mention.get("mentionees") or ())
    return Message("text" if mentioned else "unknown", in_group=True)


def _spoken(message: Mapping[str, Any]) -> Message:
    kind = message.get("type")
    if kind == "text":
        return Message("text", text=str(message.get("text", "")))
    if kind == "sticker":
        said = message.get("text") or " ".join(str(word) for word in message.get("keywords") or ())
        return Message("sticker", text=str(said))
    if kind == "location":
        return _pin(message)
    return Message(kind) if kind in REPLY_ONLY_KINDS else Message("unknown")


def _pin(message: Mapping[str, Any]) -> Message:
    try:
        return Message("location", latitude=float(message["latitude"]), longitude=float(message["longitude"]))
    except (KeyError, TypeError, ValueError):
        return Message("unknown")


def _message_id(event: Mapping[str, Any]) -> str | None:
    if event.get("type") == "unsend":
        return _string(_mapping(event.get("unsend")).get("messageId"))
    return _string(_mapping(event.get("message")).get("id"))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
