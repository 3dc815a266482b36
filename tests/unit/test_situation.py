"""What people tell of their situation, unasked or in answer, and what the conversation makes of it."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.signals import read, told
from nlu.signals.decide import Meaning
from nlu.signals.facts import facts_of
from nlu.signals.normalise import loosen, normalise
from nlu.signals.people import people_in
from nlu.signals.stay import now_at
from nlu.signals.talk import UNSURE, Talk, in_context, interrupts

PLEA = "distress_immediate"


def _facts(text: str, *, need: str = PLEA, **talk: Any) -> dict[str, Any]:
    reading = read(text)
    meaning = Meaning(need, 2, reading.country, reading.place, (), 0.9, True, {})
    return facts_of(meaning, need, reading, Talk(**talk))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("แขนหัก เดินไม่ไหว", {"injured": "yes"}),
        ("ไม่มีใครเจ็บค่ะ", {"injured": "no"}),
        ("ผมไม่เจ็บ แต่เพื่อนเลือดไหลไม่หยุด", {"injured": "yes"}),
        ("โทรไม่ได้นะ พิมพ์ได้อย่างเดียว", {"can_talk": "no"}),
        ("อย่าโทรมานะ", {"can_talk": "no"}),
        ("โทรมาได้เลยค่ะ", {"can_talk": "yes"}),
        ("โทรได้ไหมคะ", {}),
        ("เก็บพาสปอร์ตไปหมด", {"papers_taken": "yes"}),
        ("พาสอยู่กับหัวหน้า", {"papers_taken": "yes"}),
        ("พาสปอร์ตอยู่กับตัวค่ะ", {"papers_taken": "no"}),
        ("เขาไม่ได้ยึดพาสปอร์ต", {"papers_taken": "no"}),
        ("ถูกดูโทรศัพท์", {"watched": "yes"}),
        ("เขาเช็กมือถือทุกคืน", {"watched": "yes"}),
        ("หนูดูหนังอยู่", {}),
    ],
)
def test_what_is_told_unasked(text: str, facts: dict[str, str]) -> None:
    assert told.plain_facts(normalise(text)) == facts


TOLD = {
    ("injured", "yes"): """ขาหักสองข้าง | หลังเป็นรอยช้ำ | มือโดนน้ำร้อนลวก | ถืกตีจนลุกบ่ขึ้น | เปิ้นเป๋นไข้เจ้า | โดนมีดบาดมือ
        | หายใจไม่ค่อยออก | เลือดไหลไม่หยุด | โดนช็อตสองรอบแล้ว | pen khai sung mak | khaen hak ka | my leg is broken""",
    ("injured", "no"): """ไม่มีใครบาดเจ็บ | บ่เจ็บบ่ไข้ | บ่มีไผเป็นหยัง | ปกติดีทุกคน | ไม่เจ็บค่ะ แค่กลัว | หม้ายเจ็บ
        | เขายังไม่ได้ทำร้าย | mai mee krai jeb krub""",
    ("injured", None): """เขาขู่จะตีให้ขาหัก | ถ้าหนีจะโดนช็อต | เคยแขนหักแต่หายแล้ว | หน้าจอแตก | เจ็บใจมาก | ไม่เป็นไรค่ะ ขอบคุณ
        | หัวหน้าเขาดุมาก | มีใครเจ็บไหมหนูไม่รู้""",
    ("papers_taken", "yes"): """เล่มอยู่กับหัวหน้า | เก็บไว้ในตู้เซฟ พาสของทุกคน | ขอพาสคืนเขาไม่ให้ | พาสเปิ้นยึดไปแล้วเจ้า
        | khao kep passport pai laew | they took our passports | บัตร ปชช อยู่กับคนขับ | พาสไม่ได้อยู่กับตัว""",
    ("papers_taken", "no"): """ซ่อนพาสไว้ในรองเท้า | ไม่มีใครยึดพาส | พาสบ่ได้ถืกยึด | passport yu kap tua | ได้พาสคืนแล้วค่ะ
        | พาสหนูถือเอง | i have my passport with me""",
    ("papers_taken", None): "กลัวเขายึดพาส | เขาจะพาไปทำพาส | โดนยึดมือถือ | รหัสพาสเวิร์ดโดนเอาไป",
    (
        "can_talk",
        "no",
    ): """ห้ามโทรกลับเด็ดขาด | แชทได้อย่างเดียว | tho mai dai | โทรบ่ได้เด้อ | อู้บ่ได้เจ้า
        | อย่าคอลมานะพี่ | ได้แต่พิมพ์""",
    ("can_talk", "yes"): "โทรได้หลังเที่ยงคืน | เว้าได้อยู่ | tho dai krub | แอบคุยได้ในห้องน้ำ | ลูกโทรคุยได้วันละ 5 นาที",
    ("can_talk", None): "พูดจีนไม่ได้ | ควรโทรเบอร์ไหนได้บ้าง | เขาให้โทรหลอกคน | คุยกับลูกค้าไม่ได้ยอดโดนปรับ",
    ("watched", "yes"): """มีคนยืนอยู่ข้างหลัง | เพิ่นมาเบิ่งโทรศัพท์ทุกมื้อ | khao chek line thuk wan | มันแอบดูจอ | เขาเดินมาดูบ่อย""",
    ("watched", "no"): "ไม่มีใครดูโทรศัพท์ค่ะ",
    ("watched", None): "มีการ์ดเฝ้าประตู | ขอดูเบอร์โทรหน่อย",
}


@pytest.mark.parametrize(
    ("slot", "value", "text"),
    [(slot, value, text.strip()) for (slot, value), texts in TOLD.items() for text in texts.split("|")],
)
def test_one_fact_in_many_words(slot: str, value: str | None, text: str) -> None:
    assert told.plain_facts(normalise(text)).get(slot) == value


@pytest.mark.parametrize(
    "text",
    [
        "ให้เวลาสามวัน",
        "ภายใน 24 ชม. ต้องโอน",
        "คืนนี้จะย้ายไปที่อื่น",
        "เรือออกตีห้า ต้องลงก่อน",
        "เขาบอกถึงวันศุกร์นี้",
        "khuen ni man ja khai nu",
    ],
)
def test_a_limit_is_told_unasked(text: str) -> None:
    assert "deadline" in _facts(text)


@pytest.mark.parametrize("text", ["โดนขังมา 3 วันแล้ว", "โดนขายมาเมื่อวันศุกร์", "ทำงานถึงเที่ยงคืนทุกวัน", "เงินเดือนออกวันนี้"])
def test_a_time_that_is_past_or_usual_is_no_limit(text: str) -> None:
    assert "deadline" not in _facts(text)


def test_what_was_passed_over_is_heard_later() -> None:
    skipped = {"people": "skipped", "papers_taken": "skipped"}
    facts = _facts("พวกหนูมี 4 พาสโดนเก็บหมด", known=skipped)
    assert (facts["people"], facts["papers_taken"]) == (4, "yes")


def test_a_later_count_of_some_does_not_replace_that_of_all() -> None:
    assert "people" not in _facts("ป่วยสองคน", known={"people": 16})
    assert _facts("นับใหม่แล้ว 13 ครับ", known={"people": 16})["people"] == 13


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("3 คน", 3),
        ("สองคนค่ะ", 2),
        ("คนเดียว", 1),
        ("สิบเอ็ดคน", 11),
        ("คนไทยรวมผมด้วย 4 คน", 4),
        ("เพื่อนสามคน กับหนู", 4),
        ("ผมกับเพื่อนอีก 3 คน", 4),
        ("หนูกับเพื่อนอีกคนนึง", 2),
        ("หญิง 3 ชาย 2", 5),
        ("พม่า 8 คน ไทย 5 คน", 5),
        ("พวกเราอยู่กัน 7", 7),
        ("มีผมกับไอ้แดงกับลุงมี", 3),
        ("หนูมากับพี่สาวค่ะ", 2),
        ("ผมกับแฟนทะเลาะกัน", None),
        ("หนูกับแฟน พี่ช่วยด้วย", 2),
        ("5 คน ไม่รวมหนู", 6),
        ("สี่ค่ะ รวมหนูด้วย", 4),
        ("เหลือหนูคนเดียวแล้ว", 1),
        ("มีลูกชายคนเดียว", None),
        ("ซาวคนเจ้า", 20),
        ("mi khon thai sip et khon", 11),
        ("phom kab faen", 2),
        ("เพื่อนโดนตี 2 คน", None),
        ("โดน 4 คนรุมตี", None),
        ("ประมาณ 20 คน", None),
        ("สองสามคน", None),
        ("20 กว่าคน", None),
        ("มีทหารสองคนยืนเฝ้า", None),
        ("หาคนช่วยที", None),
        ("เดือนละ 30,000", None),
    ],
)
def test_how_many_they_are(text: str, people: int | None) -> None:
    assert people_in(text) == people


@given(number=st.integers(1, 300))
def test_any_head_count_is_read(number: int) -> None:
    assert people_in(f"พวกเรามีกัน {number} คน") == number


def test_a_bare_number_counts_only_when_asked() -> None:
    assert people_in("5") is None
    assert people_in("5", asked=True) == 5
    assert people_in("ห้า", asked=True) == 5


@pytest.mark.parametrize(
    ("asked", "text", "slot", "value"),
    [
        ("injured", "ใช่ค่ะ", "injured", "yes"),
        ("injured", "ไม่", "injured", "no"),
        ("injured", "บ่", "injured", "no"),
        ("injured", "ยังเดินได้", "injured", "no"),
        ("can_talk", "ได้ครับ", "can_talk", "yes"),
        ("can_talk", "กลัวมากเลย", "can_talk", None),
        ("papers_taken", "ใช่ เขายึด", "papers_taken", "yes"),
        ("papers_taken", "อยู่กับตัวครับ", "papers_taken", "no"),
        ("papers_taken", "หัวหน้าเอาไป", "papers_taken", "yes"),
        ("people", "3", "people", 3),
        ("held_by", "หัวหน้าคนจีน", "held_by", "หัวหน้าคนจีน"),
        ("deadline", "พรุ่งนี้เช้า", "deadline", "พรุ่งนี้เช้า"),
        ("deadline", "ไม่มีค่ะ", "deadline", "no"),
        ("country", "ไม่รู้เลย", "country", "unknown"),
    ],
)
def test_a_short_answer_is_read_by_what_was_asked(asked: str, text: str, slot: str, value: Any) -> None:
    assert _facts(text, loop="distress_form", asked=asked).get(slot) == value


def test_a_lone_yes_that_answers_nothing_tells_nothing() -> None:
    assert set(_facts("ใช่ค่ะ")) <= {"danger"}


@pytest.mark.parametrize(
    ("text", "country", "place"),
    [
        ("ไม่ใช่ลาวค่ะ พม่า", "MM", None),
        ("พิมพ์ผิด อยู่กัมพูชา", "KH", None),
        ("ขึ้นรถออกจากปอยเปตแล้ว ไม่รู้จะไปไหน", None, None),
        ("ออกจากปอยเปตไม่ได้", "KH", "ปอยเปต"),
        ("ไปลาวก่อน แล้วโดนส่งต่อไปเมียวดี", "MM", "เมียวดี"),
        ("เมื่อกี้อยู่บาเวต ตอนนี้ฝั่งเวียดนาม", "VN", None),
        ("โทรมาจากพม่า", "MM", None),
    ],
)
def test_where_they_are_now(text: str, country: str | None, place: str | None) -> None:
    assert now_at(read(text)) == (country, place)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("ลูกสาวไปพม่าติดต่อไม่ได้", "daughter"),
        ("น้องชายหายไป", "brother"),
        ("พี่คะ ช่วยตามหาลูกชายหน่อย", "son"),
        ("สามีโดนจับ", "husband"),
        ("หลานไปทำงานลาว", "grandchild"),
        ("เป็นลูกเรือ", None),
    ],
)
def test_what_they_are_to_the_writer(text: str, relation: str | None) -> None:
    assert told.relation(loosen(normalise(text))) == relation


def test_a_ransom_with_a_time_is_a_deadline() -> None:
    facts = _facts("เขาให้โอนสองแสนภายในพรุ่งนี้ ไม่งั้นจะขาย", need="family_held_or_ransom")
    assert facts["demand"] == "yes"
    assert facts["deadline"].startswith("ภายในพรุ่งนี้")
    assert "deadline" not in _facts("พรุ่งนี้วันเกิดลูก", need="family_missing")


def test_no_demand_means_no_deadline_to_ask_for() -> None:
    facts = _facts("ไม่มีค่ะ", need="family_missing", loop="family_form", asked="demand")
    assert (facts["demand"], facts["deadline"]) == ("no", "no")


def test_the_quiet_mode_comes_and_goes_by_a_word() -> None:
    assert _facts("เงียบ")["quiet"] == "yes"
    assert _facts("เขาเช็คมือถือหนูตลอด")["quiet"] == "yes"
    assert _facts("ปกติ", known={"quiet": "yes"})["quiet"] == "no"
    assert "quiet" not in _facts("ปกติ")


def _need(text: str, need: str, confidence: float, **talk: Any) -> str:
    reading = read(text)
    meaning = Meaning(need, 0, reading.country, reading.place, (), confidence, False, {})
    return in_context(meaning, reading, Talk(**talk))[0]


def test_a_short_answer_continues_the_plea_but_a_question_in_between_is_heard() -> None:
    running = {"loop": "distress_form", "asked": "injured"}
    assert _need("ใช่", "out_of_scope", 0.9, **running) == PLEA
    assert _need("ขอเบอร์สถานทูตหน่อย", "embassy_lookup", 0.8, **running) == "embassy_lookup"
    assert _need("ขอบคุณค่ะ", "thanks", 0.9, **running) == "thanks"
    assert _need("อยากตาย", "self_harm", 0.8, **running) == "self_harm"


def test_after_the_last_question_a_plea_still_goes_on() -> None:
    assert _need("เขากลับมาอีกแล้ว", "out_of_scope", 0.4, serving="distress.plea", last="hello.thanks") == PLEA
    assert _need("เขากลับมาอีกแล้ว", "out_of_scope", 0.2) == UNSURE


def test_a_plea_waits_for_no_other_form() -> None:
    assert interrupts("distress_immediate", "family_form")
    assert interrupts("self_harm", "distress_form")
    assert not interrupts("distress_non_immediate", "distress_form")
    assert not interrupts("thanks", "distress_form")


@given(text=st.text(max_size=400))
def test_nothing_makes_it_fail(text: str) -> None:
    _facts(text, loop="distress_form", asked="people")
    _facts(text, need="family_missing", loop="family_form", asked="deadline")


@pytest.mark.parametrize("piece", ["ก", "5", "ไม่", "พาส", "เขา", "อยู่", "โทร", "แล้ว", "ที่", "มา", "คน "])
def test_no_text_takes_long(piece: str) -> None:
    _facts("อุ่นเครื่อง")
    started = time.perf_counter()
    _facts(piece * (2000 // len(piece)), loop="distress_form", asked="injured")
    assert time.perf_counter() - started < 1.0
