"""Pay in all the ways it is written, told apart from everything else that is a number."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.signals.numerals import to_decimal
from nlu.signals.offer_reader import read_offer


@pytest.mark.parametrize(
    ("text", "least", "most", "currency", "period"),
    [
        ("แอดมินให้ 35k", 35000, 35000, "THB", "MONTH"),
        ("เงินเดือน 35,000-40,000.-", 35000, 40000, "THB", "MONTH"),
        ("เงินเดือน 35000/-", 35000, 35000, "THB", "MONTH"),
        ("ได้ 3 หมื่นต่อเดือน", 30000, 30000, "THB", "MONTH"),
        ("เขาให้สามหมื่นห้า", 35000, 35000, "THB", "MONTH"),
        ("เขาให้สามหมื่นห้าพันบาท", 35000, 35000, "THB", "MONTH"),
        ("เดือนละ ๓๐,๐๐๐ บาท", 30000, 30000, "THB", "MONTH"),
        ("เดือนละ3.5หมื่น", 35000, 35000, "THB", "MONTH"),
        ("เดือนละหมื่นแปด", 18000, 18000, "THB", "MONTH"),
        ("ได้เดือนละหมื่นครึ่ง", 15000, 15000, "THB", "MONTH"),
        ("ได้เดือนละครึ่งแสน", 50000, 50000, "THB", "MONTH"),
        ("คอมมิชชั่นชิ้นละ 300-500", 300, 500, "THB", "TASK"),
        ("ค่าตัววันละ 600 ถ่ายซีรีส์", 600, 600, "THB", "DAY"),
        ("รายได้ 3-4 หมื่น/เดือน", 30000, 40000, "THB", "MONTH"),
        ("รายได้สองถึงสามหมื่นต่อเดือน", 20000, 30000, "THB", "MONTH"),
        ("salary 20-25k per month", 20000, 25000, "THB", "MONTH"),
        ("เงินเดือน 25000-30000", 25000, 30000, "THB", "MONTH"),
        ("รับแม่บ้าน วันละ 500", 500, 500, "THB", "DAY"),
        ("พนักงานร้าน ชม.ละ 60", 60, 60, "THB", "HOUR"),
        ("พนักงานร้าน ชั่วโมงละ 60 บาท", 60, 60, "THB", "HOUR"),
        ("ค่าจ้าง 60 บาท/ชม.", 60, 60, "THB", "HOUR"),
        ("ได้อาทิตย์ละ 5,000", 5000, 5000, "THB", "WEEK"),
        ("รายได้ปีละ 5 แสน", 500000, 500000, "THB", "YEAR"),
        ("เก็บมะม่วง ตะกร้าละ 30 บาท", 30, 30, "THB", "TASK"),
        ("เงินเดือน 2,500 หยวน", 2500, 2500, "CNY", "MONTH"),
        ("เงินเดือน $1,200", 1200, 1200, "USD", "MONTH"),
        ("ได้ 800 USDT ต่อเดือน", 800, 800, "USDT", "MONTH"),
        ("โรงงานเกาหลี 1.8 ล้านวอน", 1800000, 1800000, "KRW", "MONTH"),
        ("ร้านอาหารมาเลเซีย 1,800 ริงกิตต่อเดือน", 1800, 1800, "MYR", "MONTH"),
        ("ไปญี่ปุ่น ได้ 180,000 เยน/เดือน", 180000, 180000, "JPY", "MONTH"),
        ("ดูไบ เดือนละ 3,000 ดีแรห์ม", 3000, 3000, "AED", "MONTH"),
        ("ฟาร์มออสเตรเลีย ชั่วโมงละ 28 เหรียญ", 28, 28, "AUD", "HOUR"),
        ("โรงงานไต้หวัน 29,500 เหรียญต่อเดือน", 29500, 29500, "TWD", "MONTH"),
        ("ฟาร์มออสเตรเลีย 1,500 เหรียญสหรัฐต่อเดือน", 1500, 1500, "USD", "MONTH"),
        ("แม่บ้านซาอุ เดือนละ 1,500 ริยาล", 1500, 1500, "SAR", "MONTH"),
        ("แม่บ้านกาตาร์ เดือนละ 1,500 ริยาล", 1500, 1500, "QAR", "MONTH"),
        ("รับสมัครพนักงาน ฿18,000", 18000, 18000, "THB", "MONTH"),
        ("40k tor duean, kin yoo free", 40000, 40000, "THB", "MONTH"),
        ("hai sam muen ha tor duean", 35000, 35000, "THB", "MONTH"),
        ("รับ 20 คน อายุ 18-35 ปี วันละ 12 ชม. เดือนละ 30,000 หยุด 2 วัน โทร 081-234-5678", 30000, 30000, "THB", "MONTH"),
        ("เงินเดือน 15,000 + ค่าคอม 5,000 โอที 80 บาท", 15000, 15000, "THB", "MONTH"),
        ("เงินเดือน 30,000 ถ้าออกก่อนปรับ 50,000", 30000, 30000, "THB", "MONTH"),
        ("ค่าสมัคร 3,500 เงินเดือน 28,000", 28000, 28000, "THB", "MONTH"),
    ],
)
def test_salary(text: str, least: int, most: int, currency: str, period: str) -> None:
    salary = read_offer(text).salary
    assert salary is not None
    assert (int(salary.minimum), int(salary.maximum)) == (least, most)
    assert (salary.currency, salary.period) == (currency, period)


@pytest.mark.parametrize("text", ["รายได้ 2 แสนอัพ", "เดือนละ 200,000 ขึ้นไป", "ได้เดือนละ 200,000+"])
def test_and_more(text: str) -> None:
    salary = read_offer(text).salary
    assert salary is not None
    assert salary.and_up
    assert salary.minimum == 200000


@pytest.mark.parametrize(
    ("text", "fees"),
    [
        ("ค่าดำเนินการ 45,000 มัดจำก่อน 5,000", [45000, 5000]),
        ("ต้องโอนค่าประกัน 399 บาท", [399]),
        ("เดือนละ 30,000 ถ้ากลับก่อนต้องจ่าย 50,000", []),
        ("เติมเครดิต 1,000 ถอนได้ 1,300", [1000]),
        ("ไม่มีค่าใช้จ่าย เงินเดือน 12,000", []),
        ("ทักมาที่ 081-234-5678 บัญชี 123-4-56789-0", []),
    ],
)
def test_fees(text: str, fees: list[int]) -> None:
    assert [fee.minimum for fee in read_offer(text).fees] == fees


@pytest.mark.parametrize(
    "text",
    [
        "อายุ 20-35 ปี สูง 160 ซม. รับ 20 คน",
        "ทำงาน 08.00-17.00 น. หยุด 6 วัน",
        "โทร 0812345678",
        "ใบอนุญาตเลขที่ ต.1234/2560",
        "ถ้าออกก่อนครบสัญญาปรับ 50,000",
        "ไปพันนั้นผิดกฎหมายไหม",
        "",
    ],
)
def test_no_salary(text: str) -> None:
    assert read_offer(text).salary is None


@settings(deadline=None)
@given(amount=st.integers(min_value=1000, max_value=9_999_999))
def test_a_grouped_number_is_itself(amount: int) -> None:
    assert to_decimal(f"{amount:,}") == (Decimal(amount), 1)
    salary = read_offer(f"เงินเดือน {amount:,} บาท").salary
    assert salary is not None
    assert salary.minimum == salary.maximum == amount


@settings(deadline=None)
@given(tens=st.integers(1, 99), unit=st.sampled_from(["พัน", "หมื่น", "แสน"]))
def test_a_unit_multiplies(tens: int, unit: str) -> None:
    salary = read_offer(f"เดือนละ {tens} {unit}").salary
    assert salary is not None
    assert salary.minimum == tens * {"พัน": 1000, "หมื่น": 10_000, "แสน": 100_000}[unit]


@settings(deadline=None)
@given(text=st.text(alphabet="0123456789,.-+ เดือนละหมื่นพันห้าบาทก่อน$k%\n¤", max_size=80))
def test_nothing_makes_it_fail(text: str) -> None:
    offer = read_offer(text)
    for money in (*offer.fees, *([offer.salary] if offer.salary else [])):
        assert 0 < money.minimum <= money.maximum
