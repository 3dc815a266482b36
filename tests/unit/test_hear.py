"""Whatever LINE sends becomes a message, or silence where silence is right."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.turn.hear import hear
from handlers.contract import Choice, Message

USER = {"type": "user", "userId": "U1"}
GROUP = {"type": "group", "groupId": "C1", "userId": "U1"}


def _event(kind: str, **content: Any) -> dict[str, Any]:
    return {"type": kind, "mode": "active", "source": USER, "replyToken": "t", **content}


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (_event("message", message={"type": "text", "id": "1", "text": "ช่วยด้วย"}), Message("text", text="ช่วยด้วย")),
        (
            _event("message", message={"type": "sticker", "keywords": ["Help", "ร้องไห้"]}),
            Message("sticker", text="Help ร้องไห้"),
        ),
        (_event("message", message={"type": "sticker", "text": "สวัสดี"}), Message("sticker", text="สวัสดี")),
        (_event("message", message={"type": "sticker"}), Message("sticker")),
        (
            _event("message", message={"type": "location", "latitude": 13.6, "longitude": 102.5}),
            Message("location", latitude=13.6, longitude=102.5),
        ),
        (_event("message", message={"type": "location", "latitude": "north"}), Message("unknown")),
        (_event("message", message={"type": "image", "id": "1"}), Message("image")),
        (_event("message", message={"type": "audio", "id": "1"}), Message("audio")),
        (_event("message", message={"type": "video", "id": "1"}), Message("video")),
        (_event("message", message={"type": "file", "id": "1"}), Message("file")),
        (_event("message", message={"type": "hologram", "id": "1"}), Message("unknown")),
        (_event("message", message=None), Message("unknown")),
        (
            _event("postback", postback={"data": "need=distress_immediate&country=KH"}),
            Message("postback", choice=Choice("distress_immediate", {"country": "KH"})),
        ),
        (_event("postback", postback={"data": "somebody else's"}), Message("unknown")),
        (_event("follow", follow={"isUnblocked": False}), Message("follow")),
        (_event("follow", follow={"isUnblocked": True}), Message("follow", choice=Choice("again"))),
        (_event("beacon"), Message("unknown")),
        (_event("brandNew"), Message("unknown")),
    ],
)
def test_one_to_one(event: dict[str, Any], message: Message) -> None:
    heard = hear(event)
    assert heard.message == message
    assert (heard.chat_id, heard.reply_token, heard.in_group) == ("U1", "t", False)


@pytest.mark.parametrize(
    "event",
    [
        _event("unfollow"),
        _event("unsend", unsend={"messageId": "7"}),
        _event("message", mode="standby", message={"type": "text", "text": "a"}),
        _event("memberJoined", source=GROUP),
        _event("leave", source=GROUP),
        _event("postback", source=GROUP, postback={"data": "need=greeting"}),
        _event("videoPlayComplete"),
    ],
)
def test_silence(event: dict[str, Any]) -> None:
    assert hear(event).message is None


def test_in_a_group_only_our_name_is_heard_never_what_is_said() -> None:
    said = {"type": "text", "id": "1", "text": "เรื่องส่วนตัว"}
    mentioned = {**said, "mention": {"mentionees": [{"index": 0, "length": 3, "isSelf": True}]}}
    others = {**said, "mention": {"mentionees": [{"index": 0, "length": 3, "isSelf": False}]}}
    assert hear(_event("message", source=GROUP, message=said)).message == Message("unknown", in_group=True)
    assert hear(_event("message", source=GROUP, message=others)).message == Message("unknown", in_group=True)
    assert hear(_event("message", source=GROUP, message=mentioned)).message == Message("text", in_group=True)
    assert hear(_event("join", source=GROUP)).message == Message("join", in_group=True)


def test_the_message_that_was_taken_back_is_known() -> None:
    assert hear(_event("unsend", unsend={"messageId": "7"})).message_id == "7"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "message", "source", "userId", "postback", "data", "text", "keywords", "latitude"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(event=st.dictionaries(st.sampled_from(["type", "mode", "source", "message", "postback", "unsend"]), ANYTHING))
def test_nothing_at_all_makes_it_fail(event: dict[str, Any]) -> None:
    hear(event)
    hear({"type": "message", **event})
