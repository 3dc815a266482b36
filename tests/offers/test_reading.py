"""How well offers are read: figures that must not fall. `python -m tests.offers.evaluate` prints them all."""

import statistics

import pytest

from nlu.signals.bubbles import ad_state, must_not_wait
from nlu.signals.offer_reader import read_offer
from tests.offers.evaluate import Reading, ads, amount_f1, contact_f1, figures, read_all

SEEN_BAR = 0.95
UNSEEN_BARS = {
    "salary amount": 0.86,
    "currency": 0.95,
    "period": 0.95,
    "fees": 0.87,
    "country": 0.84,
    "contacts": 0.94,
}


@pytest.fixture(scope="module")
def halves() -> tuple[list[Reading], list[Reading]]:
    seen, unseen = ads()
    return read_all(seen), read_all(unseen)


def test_the_half_it_was_made_with(halves: tuple[list[Reading], list[Reading]]) -> None:
    found = figures(halves[0])
    assert min(found.values()) >= SEEN_BAR, found


@pytest.mark.parametrize("part", UNSEEN_BARS)
def test_the_half_nobody_looked_at(halves: tuple[list[Reading], list[Reading]], part: str) -> None:
    assert figures(halves[1])[part] >= UNSEEN_BARS[part]


def test_single_amounts_and_contacts_of_the_unseen_half(halves: tuple[list[Reading], list[Reading]]) -> None:
    assert amount_f1(halves[1]) >= 0.87
    assert contact_f1(halves[1]) >= 0.95


def test_reading_an_ad_costs_nobody_time(halves: tuple[list[Reading], list[Reading]]) -> None:
    assert statistics.median(one.milliseconds for half in halves for one in half) < 10


def test_terms() -> None:
    offer = read_offer(
        "บจก.จัดหางาน ฟ้าใสเวิร์ค ใบอนุญาตเลขที่ ต.1234/2560 รับช่างเชื่อม ไปเกาหลีใต้ วีซ่าทำงาน E-7 "
        "สัญญา 2 ปี นายจ้างออกค่าตั๋วเครื่องบิน ปิดรับสมัคร 30 มิ.ย."
    )
    assert (offer.title, offer.country, offer.visa, offer.contract) == ("ช่างเชื่อม", "KR", "work", True)
    assert (offer.recruiter, offer.licence_number) == ("บจก.จัดหางาน ฟ้าใสเวิร์ค", "ต.1234/2560")
    assert offer.travel_paid_by == "recruiter"
    assert offer.valid_through is not None
    assert offer.salary is None


def test_what_an_offer_does_not_say_is_none() -> None:
    offer = read_offer("มีงานให้ทำ สนใจไหม")
    assert (offer.title, offer.country, offer.salary, offer.visa, offer.contract) == (None,) * 5
    assert not any((offer.fees, offer.contacts.phones, offer.contacts.line_ids, offer.contacts.links))


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("KR", "นวดเกาหลี เดือนละ 60,000"),
        ("SA", "ป้าติ๋มชวนไปเป็นแม่บ้านซาอุ แต่ให้เข้าดูไบก่อน"),
        ("KH", "มีรถรับที่แม่สอด หมอชิต อรัญ ไปทำงานที่ปอยเปต"),
        ("TH", "ร้านอาหารญี่ปุ่น อำเภอศรีราชา รับผู้ช่วยกุ๊ก"),
        ("TH", "ล่ามจีน ประจำโรงงาน จ.ระยอง"),
        (None, "พนักงานเรือสำราญยุโรป สัมภาษณ์ที่กรุงเทพ ภาษาอังกฤษดี"),
        (None, "ใช้เวลาวันละ 2 ชั่วโมง ทำที่บ้าน"),
        (None, "งานสวนที่สวีเดน/ฟินแลนด์ เลือกได้"),
    ],
)
def test_the_country_of_the_job(country: str | None, text: str) -> None:
    assert read_offer(text).country == country


@pytest.mark.parametrize(
    ("state", "bubbles"),
    [
        ("none", ["สวัสดีค่ะ"]),
        ("open", ["📣 รับสมัครแอดมิน ปอยเปต"]),
        ("open", ["📣 รับสมัครแอดมิน ปอยเปต", "เดือนละ 35,000 ที่พักฟรี"]),
        ("whole", ["📣 รับสมัครแอดมิน ปอยเปต", "เดือนละ 35,000 ที่พักฟรี", "ทักไลน์ @abc88"]),
        ("whole", ["📣 รับสมัครแอดมิน ปอยเปต", "ช่วยดูให้หน่อยค่ะ"]),
        ("none", ["มีคนชวนไปทำงานที่ปอยเปต ไปดีไหม"]),
    ],
)
def test_bubbles_of_an_ad(state: str, bubbles: list[str]) -> None:
    assert ad_state("\n".join(bubbles)) == state


def test_danger_is_never_kept_waiting() -> None:
    assert must_not_wait("ช่วยด้วย โดนขัง รับสมัครแอดมิน")
    assert not must_not_wait("📣 รับสมัครแอดมิน ปอยเปต เดือนละ 35,000")
