"""Forwarded bubbles and screenshots, in the real house."""

import time

import pytest

from bot.ocr import installed
from tests.house import House, person, text
from tests.offers.pictures import draw, fonts, looks

LIFELINE = "tel:+6625728442"
AD = ("📣 รับสมัครแอดมิน 20 คน ปอยเปต", "เดือนละ 35,000 ที่พักฟรี ออกค่ารถให้", "ไม่ต้องมีพาสปอร์ต ทักไลน์ @adminpp88")


def _answers(house: House, chat: str) -> list[float]:
    """When the bot answered in a chat: one time a call, of however many messages."""
    return [call["at"] for call in house.calls() if call["chat"] == chat and call["endpoint"] in ("reply", "push")]


def _settled(house: House, chat: str, seconds: float = 4.0) -> int:
    """How many answers a chat has once no more come."""
    time.sleep(seconds)
    return len(_answers(house, chat))


def test_bubbles_of_one_ad_sent_together_get_one_answer(house: House) -> None:
    chat = person()
    house.send(*((chat, text(words)) for words in AD))
    assert _settled(house, chat) == 1
    assert "พาสปอร์ต" in str(house.chat(chat)[len(AD) :])


def test_bubbles_of_one_ad_that_trickle_in_get_one_answer(house: House) -> None:
    chat = person()
    for words in AD:
        house.send((chat, text(words)))
        time.sleep(0.3)
    assert _settled(house, chat) == 1


def test_a_plea_behind_an_ad_is_answered_by_itself_and_at_once(house: House) -> None:
    chat = person()
    house.send((chat, text(AD[0])))
    time.sleep(0.2)
    sent = time.time()
    house.send((chat, text("ช่วยด้วย โดนขัง")))
    assert _settled(house, chat, 3.0) == 2
    assert _answers(house, chat)[-1] - sent < 1.5
    assert LIFELINE in str(house.chat(chat)[-2:])


def test_two_ads_sent_by_hand_get_two_answers(house: House) -> None:
    chat = person()
    house.send((chat, text("\n".join(AD))))
    time.sleep(2.0)
    house.send((chat, text("รับสมัครพนักงานนวด ดูไบ เดือนละ 90,000 โทร 081-555-0114")))
    assert _settled(house, chat, 3.0) == 2


def test_questions_typed_quickly_are_answered_each(house: House) -> None:
    chat = person()
    house.send((chat, text("สวัสดีค่ะ")), (chat, text("เบอร์สถานทูตไทยที่ลาวคืออะไรคะ")))
    assert _settled(house, chat, 3.0) == 2


@pytest.mark.skipif(not (installed() and fonts()), reason="no Tesseract with Thai, or no Thai fonts")
def test_a_screenshot_is_judged_like_its_words_and_holds_up_nobody(house: House) -> None:
    chat, other = person(), person()
    picture = draw("\n".join(AD), looks()[0])
    message_id = house.http.post("/sim/media", content=picture, headers={"Content-Type": "image/png"}).json()["id"]
    image = {"type": "image", "id": message_id, "contentProvider": {"type": "line"}}
    house.send((chat, {"type": "message", "message": image}))
    started = time.monotonic()
    assert LIFELINE in str(house.text(other, "ช่วยด้วย โดนขัง"))
    assert time.monotonic() - started < 2.0
    deadline = time.monotonic() + 20
    while not _answers(house, chat) and time.monotonic() < deadline:
        time.sleep(0.1)
    answer = str(house.chat(chat)[1:])
    assert "ปอยเปต" in answer
    assert "อันตราย" in answer or "เสี่ยง" in answer


def test_a_picture_that_cannot_be_fetched_is_asked_for_in_words(house: House) -> None:
    image = {"type": "image", "id": "404404", "contentProvider": {"type": "line"}}
    assert "พิมพ์ข้อความ" in str(house.say(person(), {"type": "message", "message": image}))
