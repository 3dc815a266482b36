"""From a signed webhook to LINE's API and back, as LINE sees it: every kind of event, real processes."""

import time
from typing import Any

import pytest
import sqlalchemy as sa

from bot.rasa import Said
from bot.store.database import create_engine
from bot.worker import build_house, forget_old
from tests.house import House, location, person, postback, text

LIFELINE = "tel:+6625728442"


def _sticker(*keywords: str) -> dict[str, Any]:
    message = {"type": "sticker", "id": "5", "packageId": "446", "stickerId": "1988", "stickerResourceType": "STATIC"}
    return {"type": "message", "message": {**message, "quoteToken": "q", "keywords": list(keywords)}}


def _media(kind: str) -> dict[str, Any]:
    return {"type": "message", "message": {"type": kind, "id": "7", "contentProvider": {"type": "line"}}}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (text("ช่วยด้วย โดนขัง"), LIFELINE),
        (text("น้องสาวไปพม่าแล้วติดต่อไม่ได้"), LIFELINE),
        (text("มีคนชวนไปเป็นแอดมินที่ปอยเปต เงินเดือน 35,000 จริงไหมคะ"), "อันตรายมาก"),
        (text("/restart"), "quickReply"),
        (text("   "), "quickReply"),
        (postback("need=distress_immediate"), LIFELINE),
        (postback("what=ever"), "quickReply"),
        (location(16.688, 98.51), "เมียนมา"),
        (_sticker("help", "ช่วยด้วย"), LIFELINE),
        (_sticker(), "สติกเกอร์"),
        (_media("image"), "อ่านรูปไม่ได้"),
        (_media("audio"), LIFELINE),
        (_media("video"), LIFELINE),
        (_media("file"), LIFELINE),
        ({"type": "message", "message": {"type": "hologram", "id": "9"}}, "quickReply"),
        ({"type": "beacon", "beacon": {"hwid": "a", "type": "enter"}}, "quickReply"),
        ({"type": "brandNew"}, "quickReply"),
        ({"type": "follow", "follow": {"isUnblocked": False}}, "เช็กก่อนไป"),
        ({"type": "follow", "follow": {"isUnblocked": True}}, "กลับมา"),
    ],
)
def test_every_kind_of_event_gets_a_sensible_answer(house: House, content: dict[str, Any], words: str) -> None:
    answer = house.say(person(), content)
    assert words in str(answer)


def test_an_answer_to_distress_is_quiet_and_gives_nothing_away(house: House) -> None:
    chat = person()
    answer = house.text(chat, "ช่วยด้วย โดนขัง")
    assert house.http.get(f"/sim/chats/{chat}").json()["silent"] == 1
    assert {message["altText"] for message in answer} == {"ข้อความใหม่"}


def test_a_standby_event_is_left_alone(house: House) -> None:
    chat = person()
    house.send((chat, {**text("ช่วยด้วย"), "mode": "standby"}))
    house.text(chat, "สวัสดีค่ะ")
    assert [message["from"] for message in house.chat(chat)].count("bot") == 1


def test_in_a_group_it_speaks_once_and_then_only_when_called(house: House) -> None:
    group = "C" + person()[1:]
    assert "ทีละคน" in str(house.say(group, {"type": "join"}))
    house.send((group, text("เรื่องของเรา")))
    mentioned = text("@เช็กก่อนไป ช่วยด้วย โดนขัง")
    mentioned["message"]["mention"] = {"mentionees": [{"index": 0, "length": 12, "isSelf": True}]}
    answer = house.say(group, mentioned)
    assert "ทักส่วนตัว" in str(answer)
    assert "tel:" not in str(answer)
    assert sum(message["from"] == "bot" for message in house.chat(group)) == 2


def test_a_message_taken_back_leaves_nothing(house: House) -> None:
    chat = person()
    house.text(chat, "ช่วยด้วย โดนขัง")
    said = text("อยู่ปอยเปต", message_id="taken-back")
    assert "ปอยเปต" in str(house.say(chat, said))
    house.send((chat, {"type": "unsend", "unsend": {"messageId": "taken-back"}}))
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and "unsent" not in _states(house):
        time.sleep(0.1)
    assert "unsent" in _states(house)
    time.sleep(0.3)
    assert "ปอยเปต" not in str(house.text(chat, "ช่วยด้วยค่ะ กลัวมาก"))


def _states(house: House) -> set[str]:
    with create_engine(house.settings.database_url).connect() as connection:
        return set(connection.execute(sa.text("SELECT state FROM inbound_event")).scalars())


def test_nothing_of_a_finished_turn_is_kept(house: House) -> None:
    house.text(person(), "สวัสดีค่ะ")
    time.sleep(0.5)
    with create_engine(house.settings.database_url).connect() as connection:
        kept = connection.execute(
            sa.text("SELECT count(*) FROM inbound_event WHERE state = 'done' AND event NOT NULL")
        ).scalar()
    assert kept == 0


def test_no_words_no_names_no_numbers_in_any_log(house: House) -> None:
    chat = person()
    house.text(chat, "ช่วยด้วย หนูชื่อสมหญิง โทร 0812345678 อยู่ปอยเปต")
    for log in house.logs.glob("*.log"):
        written = log.read_text(encoding="utf-8", errors="replace")
        assert "สมหญิง" not in written, log.name
        assert "0812345678" not in written, log.name
        assert chat not in written, log.name


def test_several_people_in_one_call_each_get_their_own_answer(house: House) -> None:
    people = [person() for _ in range(4)]
    house.send(*((chat, text("ช่วยด้วย โดนขัง")) for chat in people))
    for chat in people:
        house.chat(chat, after=1, wait=15)
    assert [any(message["from"] == "bot" for message in house.chat(chat)) for chat in people] == [True] * 4


def test_bubbles_of_one_person_are_answered_in_order(house: House) -> None:
    chat = person()
    house.send(*((chat, text(words)) for words in ("สวัสดีค่ะ", "ช่วยด้วย โดนขัง", "ขอบคุณค่ะ")))
    deadline = time.monotonic() + 15
    answers: list[str] = []
    while time.monotonic() < deadline and not any("ยินดี" in answer for answer in answers):
        time.sleep(0.1)
        answers = [str(message) for message in house.chat(chat) if message["from"] == "bot"]
    assert "สวัสดี" in answers[0]
    assert LIFELINE in answers[1]
    assert any("ยินดี" in answer for answer in answers[2:])


def test_a_redelivered_event_is_answered_once(house: House) -> None:
    chat = person()
    sent = house.send((chat, text("สวัสดีค่ะ")))
    house.chat(chat, after=1, wait=10)
    again = house.http.post("/sim/events", json={"events": sent["events"], "redeliver": True}).json()
    assert again["status"] == 200
    time.sleep(1.0)
    assert sum(message["from"] == "bot" for message in house.chat(chat)) == 1


def test_deleting_forgets_the_dialogue(house: House) -> None:
    chat = person()
    house.text(chat, "ช่วยด้วย โดนขังที่ปอยเปต")
    house.say(chat, postback("need=withdraw_or_delete_my_data"))
    assert "ลบ" in str(house.say(chat, postback("need=forget_me&answer=yes")))
    assert "ปอยเปต" not in str(house.text(chat, "ช่วยด้วยค่ะ"))


def test_what_nobody_went_on_with_is_forgotten_after_a_month(house: House) -> None:
    worker_house, post = build_house(house.settings)
    worker_house.rasa.turn(Said("one-who-left", "1", "ช่วยด้วย โดนขังที่ปอยเปต"))
    worker_house.rasa.turn(Said("one-who-stayed", "1", "ช่วยด้วย โดนขังที่ปอยเปต"))
    dialogues = create_engine(house.settings.rasa_database_url)
    month_ago = int(time.time()) - 31 * 86_400
    with dialogues.begin() as connection:
        left = sa.text("UPDATE dialogue SET updated_at = :then WHERE sender_id = 'one-who-left'")
        connection.execute(left, {"then": month_ago})
    forget_old(worker_house, post)
    with dialogues.connect() as connection:
        known = set(connection.execute(sa.text("SELECT sender_id FROM dialogue")).scalars())
    assert "one-who-left" not in known
    assert "one-who-stayed" in known
