"""What the signals see without any model."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.signals import read
from nlu.signals.decide import decide
from nlu.signals.normalise import MAX_LENGTH, loosen, normalise, quote


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("ช่วยด้วยยยยยย", "ช่วยด้วย"),
        ("ช่วย\u200bด้วย", "ช่วยด้วย"),
        ("เดือนละ ๓๕,๐๐๐", "เดือนละ 35,000"),
        ("HELP  Me", "help me"),
        ("ก\nข", "ก\nข"),
        ("น้ำ", "น้ำ"),
        ("5555555", "5555555"),
    ],
)
def test_one_spelling(typed: str, form: str) -> None:
    assert normalise(typed) == form


@given(text=st.text(max_size=300))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(text=st.text(alphabet="กขคด่้๊๋็์ำาิีุู 0123abฤ\n", max_size=60))
def test_a_quotation_of_everything_is_everything(text: str) -> None:
    normalised = normalise(text)
    loosened = loosen(normalised)
    if loosened:
        assert loosen(quote(normalised, 0, len(loosened))) == loosened.strip()


@settings(deadline=None)  # the first reading compiles the signals
@given(text=st.text(max_size=400))
def test_nothing_makes_reading_fail(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    "text", ["", " ", "ก" * 10_000, "😀" * 500, "\x00\x07\x1b[31m", "(((((" * 400, "مرحبا", "1" * 9000]
)
def test_nonsense_is_read_quickly(text: str) -> None:
    read("อุ่นเครื่อง")
    started = time.perf_counter()
    reading = read(text)
    assert time.perf_counter() - started < 1.0
    assert len(reading.text) <= MAX_LENGTH * 2
    assert reading.alarm is None


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("ช่วยด้วย", "distress_immediate"),
        ("ชวยดวย", "distress_immediate"),
        ("ช่ ว ย ด้ ว ย", "distress_immediate"),
        ("โดนขังอยู่ในห้อง", "distress_immediate"),
        ("chuay duay", "distress_immediate"),
        ("น้องสาวไปพม่าแล้วติดต่อไม่ได้", "family_missing"),
        ("ลูกชายโดนจับตัว เขาเรียกค่าไถ่", "family_held_or_ransom"),
        ("อยากตาย ไม่อยากอยู่แล้ว", "self_harm"),
        ("ถ้าโดนขังต้องทำยังไง", None),
        ("ไม่ได้โดนขังนะ", None),
        ("ดูซีรีส์ พระเอกโดนขัง", None),
        ("สวัสดีค่ะ", None),
        ("มีงานที่ปอยเปตไหม", None),
    ],
)
def test_alarms(text: str, alarm: str | None) -> None:
    assert read(text).alarm == alarm


@pytest.mark.parametrize(
    ("text", "country", "place"),
    [
        ("อยู่ปอยเปต", "KH", "ปอยเปต"),
        ("poipet", "KH", "ปอยเปต"),
        ("พอยเปต", "KH", "ปอยเปต"),
        ("อยู่ kk park", "MM", "เคเคปาร์ค"),
        ("คิงส์โรมัน", "LA", "คิงส์โรมัน"),
        ("แม่สอด", "TH", "แม่สอด"),
        ("ฝั่งตรงข้ามแม่สอด", "MM", "เมียวดี"),
        ("ไม่ใช่ลาวค่ะ พม่า", "MM", None),
        ("ติดต่อไม่ได้ อยู่ปอยเปต", "KH", "ปอยเปต"),
        ("ไม่ได้อยู่ลาว", None, None),
        ("โทรมาเลยค่ะ", None, None),
        ("แอบพิมพ์มา", None, None),
        ("มานั่งรอ", None, None),
        ("อยู่มาเลย์ครับ", "MY", None),
        ("บอสคนจีน", None, None),
        ("อยู่ลาวหรือพม่าไม่แน่ใจ", None, None),
        ("เย็นนี้ว่างไหม", None, None),
        ("ผีน้อย", "KR", None),
        ("ออกจากปอยเปตเมื่อเช้า ตอนนี้ถึง บขส โคราช", "TH", "โคราช"),
        ("สวนกล้วยจีนบ่อแก้ว", "LA", "บ่อแก้ว"),
        ("ทำสวนใกล้ชายแดนเลบานอน", "IL", None),
        ("อยู่ตรงข้ามอรัญ", "KH", None),
        ("หนีเขมรเข้าเวียดนามแล้ว", "VN", None),
        ("โทรมาจากลาว บอกเขาจะส่งไปพม่า", "LA", None),
        ("ฟาร์มอังกฤษจ่ายเงินช้า", "GB", None),
        ("ไม่เก่งอังกฤษเลย", None, None),
        ("เขาให้พูดอังกฤษได้", None, None),
        ("มาทำงานเกาหรีปีที่แล้ว", "KR", None),
        ("อยู่เดเบรตเซน", "HU", "เดเบรตเซน"),
        ("yu thi wollongong", "AU", "wollongong"),
        ("tam ha yang ngai", None, None),
        ("ทหารกะเหรี่ยงพาออกมาแล้ว", "MM", None),
        ("ซื้อมาเก้าหมื่น", None, None),
        ("เอเยนซี่บอกให้รอ", None, None),
        ("สวัสดี", None, None),
    ],
)
def test_places(text: str, country: str | None, place: str | None) -> None:
    reading = read(text)
    assert (reading.country, reading.place) == (country, place)


@pytest.mark.parametrize(
    ("need", "text", "country"),
    [
        ("distress_immediate", "หลบอยู่ริมน้ำเมย", "MM"),
        ("out_of_scope", "ไปเที่ยวริมน้ำเมย", "TH"),
        ("family_missing", "ลูกไปแม่สาย บอกจะข้ามไปซื้อของ แล้วไม่กลับ", "MM"),
        ("family_held_or_ransom", "เขาจับลูกไว้ที่แม่สอด ยังไม่ได้ข้ามไป", "TH"),
        ("self_harm", "ตั้งแต่กลับจากอิสราเอลผัวไม่พูดกับใคร", None),
        ("distress_immediate", "หนีออกมาจากปอยเปต ซ่อนอยู่", "KH"),
        ("distress_immediate", "เขาจะฆ่าหนู ฝากบอกลูกที่สุรินทร์", None),
        ("distress_immediate", "หลบอยู่แถวแม่สอด", "TH"),
        ("out_of_scope", "ผัวเยอรมันทำกับข้าวไม่เป็น", None),
        ("out_of_scope", "ที่พักเชียงคานแพงไหม", "TH"),
        ("rights_and_documents", "ค่าแรงที่ขอนแก่นเท่าไหร่", None),
    ],
)
def test_where_one_is_depends_on_the_need(need: str, text: str, country: str | None) -> None:
    assert decide(read(text), {need: 1.0}, 0.0).country == country


def test_flags_carry_the_words_that_show_them() -> None:
    text = "รับแอดมินที่ปอยเปต ไม่จำกัดวุฒิ เงินเดือน 45,000 ฟรีตั๋ว เข้าด้วยวีซ่าท่องเที่ยว"
    flags = {flag.name: flag.words for flag in read(text).flags}
    assert {"border_casino_town", "tourist_visa", "free_travel_covered", "high_pay_low_skill"} <= set(flags)
    assert all(words in text for words in flags.values())
