"""What an offer says against a red flag that its words suggest."""

import pytest

from nlu.signals.contradicted import standing
from nlu.signals.job import read_job
from nlu.signals.normalise import normalise


@pytest.mark.parametrize(
    ("flag", "text", "stands"),
    [
        ("fee_upfront", "รับเย็บผ้าที่บ้าน ไม่เก็บมัดจำ จ่ายสดทุกวันศุกร์", False),
        ("fee_upfront", "ไม่เก็บค่าสมัคร แต่มีค่าตรวจสุขภาพ 3,500 บาท จ่ายก่อนเริ่มงาน", True),
        ("fee_upfront", "ค่าสมัคร 500 บาท", True),
        ("passport_kept", "พาสปอร์ตอยู่กับตัวเราตลอด ทำสัญญาก่อนไป", False),
        ("passport_kept", "ถึงแล้วยื่นพาสให้หัวหน้าเก็บ", True),
        ("tourist_visa", "ใช้วีซ่าทำงานเท่านั้น ไม่รับวีซ่าท่องเที่ยว", False),
        ("tourist_visa", "เข้าแบบท่องเที่ยวก่อน แล้วค่อยเปลี่ยนเป็นวีซ่าทำงาน", True),
        ("vague_employer", "โรงแรมริมน้ำ จันทบุรี รับแม่บ้าน 12,000", False),
        ("vague_employer", "งานดีเงินดี ทักมา", True),
        ("debt_bond", "ไม่เก็บมัดจำ", True),
    ],
)
def test_what_stands(flag: str, text: str, *, stands: bool) -> None:
    normalised = normalise(text)
    assert bool(standing({flag: "x"}, read_job(normalised), normalised)) is stands


@pytest.mark.parametrize("number", ["087-264-9931", "0872649931", "02 960 4418", "075.251.6640"])
def test_a_telephone_number_is_no_pay(number: str) -> None:
    assert read_job(f"สวนทุเรียน หาคนตัดหญ้า โทร {number}").salary is None
