"""The stand-in keeps LINE's rules: else the tests that lean on it prove nothing."""

import time
from uuid import uuid4

import pytest

from bot.line.limits import REPLY_TOKEN_SECONDS, Limit
from bot.settings import Settings, SettingsError
from bot.simulator.server import create_app
from bot.simulator.stand_in import StandIn

PERSON = "U" + "2" * 32


def _text(words: str) -> dict[str, object]:
    return {"type": "text", "text": words}


def _reply(stand_in: StandIn, *messages: dict[str, object]) -> int:
    token = stand_in.event(PERSON, {"type": "follow"})["replyToken"]
    return stand_in.reply({"replyToken": token, "messages": list(messages)})[0]


def test_a_token_works_once_and_for_a_minute(stand_in: StandIn) -> None:
    token = stand_in.event(PERSON, {"type": "follow"})["replyToken"]
    body = {"replyToken": token, "messages": [_text("ก")]}
    assert [stand_in.reply(body)[0], stand_in.reply(body)[0]] == [200, 400]
    late = stand_in.event(PERSON, {"type": "follow"})["replyToken"]
    stand_in.tokens[late].issued_at -= REPLY_TOKEN_SECONDS + 1
    assert stand_in.reply({"replyToken": late, "messages": [_text("ก")]})[0] == 400


def test_a_redelivered_event_brings_its_unused_token_back_to_life(stand_in: StandIn) -> None:
    event = stand_in.event(PERSON, {"type": "follow"})
    stand_in.tokens[event["replyToken"]].issued_at -= REPLY_TOKEN_SECONDS + 1
    again = stand_in.redelivered(event)
    assert again["deliveryContext"]["isRedelivery"]
    assert stand_in.reply({"replyToken": event["replyToken"], "messages": [_text("ก")]})[0] == 200
    old = {**stand_in.event(PERSON, {"type": "follow"}), "timestamp": (time.time() - 1300) * 1000}
    stand_in.tokens[old["replyToken"]].issued_at -= REPLY_TOKEN_SECONDS + 1
    stand_in.redelivered(old)
    assert stand_in.reply({"replyToken": old["replyToken"], "messages": [_text("ก")]})[0] == 400


def test_standby_and_unanswerable_events_have_no_token(stand_in: StandIn) -> None:
    assert "replyToken" not in stand_in.event(PERSON, {"type": "message", "mode": "standby"})
    assert "replyToken" not in stand_in.event(PERSON, {"type": "unsend", "unsend": {"messageId": "1"}})


@pytest.mark.parametrize(
    "message",
    [
        {"type": "text"},
        {"type": "telepathy"},
        _text(""),
        _text("ก" * (Limit.TEXT + 1)),
        {"type": "flex", "altText": "ก" * (Limit.ALT_TEXT + 1), "contents": {"type": "bubble"}},
        {"type": "flex", "altText": "a", "contents": {"type": "blob"}},
        {**_text("a"), "quickReply": {"items": [{"type": "action", "action": {"type": "message"}}] * 14}},
        {
            **_text("a"),
            "quickReply": {
                "items": [{"type": "action", "action": {"type": "postback", "label": "ก" * 21, "data": "a"}}]
            },
        },
    ],
)
def test_what_line_would_refuse_is_refused(stand_in: StandIn, message: dict[str, object]) -> None:
    assert _reply(stand_in, message) == 400
    assert stand_in.chats.get(PERSON) is None


def test_a_button_may_only_do_what_line_allows(stand_in: StandIn) -> None:
    def card(action: dict[str, str]) -> dict[str, object]:
        button = {"type": "button", "action": action}
        body = {"type": "box", "layout": "vertical", "contents": [button]}
        return {"type": "flex", "altText": "a", "contents": {"type": "bubble", "body": body}}

    assert _reply(stand_in, card({"type": "uri", "label": "โทร", "uri": "tel:+6625728442"})) == 200
    assert _reply(stand_in, card({"type": "uri", "label": "เมล", "uri": "mailto:a@b.c"})) == 400
    assert _reply(stand_in, card({"type": "location", "label": "ที่อยู่"})) == 400
    assert _reply(stand_in, card({"type": "uri", "label": "ก" * 41, "uri": "tel:191"})) == 400
    assert _reply(stand_in, card({"type": "postback", "label": "a", "data": "x" * 301})) == 400


def test_one_to_five_messages(stand_in: StandIn) -> None:
    assert _reply(stand_in) == 400
    assert _reply(stand_in, *[_text("a")] * 6) == 400
    assert _reply(stand_in, *[_text("a")] * 5) == 200


def test_a_retry_key_is_taken_once(stand_in: StandIn) -> None:
    key = str(uuid4())
    body = {"to": PERSON, "messages": [_text("a")]}
    assert [stand_in.push(body, key)[0], stand_in.push(body, key)[0]] == [200, 409]
    assert stand_in.push(body, "not a key")[0] == 400
    assert len(stand_in.chats[PERSON].messages) == 1


def test_somebody_who_blocked_us_gets_nothing_and_line_says_200(stand_in: StandIn) -> None:
    stand_in.push({"to": PERSON, "messages": [_text("a")]}, None)
    stand_in.chats[PERSON].blocked = True
    assert stand_in.push({"to": PERSON, "messages": [_text("b")]}, None)[0] == 200
    assert len(stand_in.chats[PERSON].messages) == 1


def test_loading_is_for_one_to_one_chats(stand_in: StandIn) -> None:
    assert stand_in.loading({"chatId": PERSON, "loadingSeconds": 20})[0] == 202
    assert stand_in.loading({"chatId": "C" + "1" * 32, "loadingSeconds": 20})[0] == 400


def test_it_never_starts_with_production_settings(line_settings: Settings) -> None:
    real = line_settings.model_copy(update={"line_api_base_url": "https://api.line.me"})
    with pytest.raises(SettingsError):
        create_app(real)
