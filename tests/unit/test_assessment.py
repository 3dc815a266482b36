"""An offer told, an assessment out: levels, patterns, pay, alerts, the next question, and where each word stands."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import content
from handlers.assessment import RANK, Assessment, Told, assess
from handlers.contract import Decision, Message
from handlers.slots import told_of
from handlers.verdict import card, passed_on, reasoning
from nlu.signals import read
from nlu.signals.decide import decide_alone
from nlu.signals.offer import Money, Offer, Period
from nlu.signals.offer_facts import offer_facts
from nlu.signals.talk import Talk

LOADED = content.load()
TODAY = date(2026, 11, 23)
AT_HOME = {"employer", "place"}
ALL = AT_HOME | {"visa", "fee", "contract", "passport"}


def judged(*flags: str, country: str | None = "TH", facts: set[str] = ALL, **works: str) -> Assessment:
    told = Told(Offer(country=country), dict.fromkeys(flags, "x"), works, facts)
    return assess(told, LOADED, TODAY)


def heard(text: str) -> Assessment:
    """As the bot hears it, without Rasa."""
    slots = offer_facts(read(text), Talk(), flags=decide_alone(read(text)).flags, fresh=True)
    return assess(told_of(Message("text", text=text), Decision("offer.check", slots=slots)), LOADED, TODAY)


@pytest.mark.parametrize(
    ("flags", "facts", "level"),
    [
        ([], set(), "check"),
        ([], ALL, "none_seen"),
        (["fee_upfront"], ALL, "check"),
        (["fee_upfront", "no_contract"], ALL, "check"),  # at home, and all told: two light ones must be checked
        (["fee_upfront", "no_contract", "urgent_pressure"], ALL, "high"),
        (["fee_upfront", "no_contract"], set(), "high"),
        (["border_casino_town"], set(), "high"),
        (["border_casino_town", "fee_upfront", "no_contract"], set(), "extreme"),
        (["tourist_visa", "passport_kept"], set(), "extreme"),
        (["unknown_flag"], ALL, "none_seen"),
    ],
)
def test_levels(flags: list[str], facts: set[str], level: str) -> None:
    assert judged(*flags, facts=facts).level == level


def test_abroad_with_little_known_must_be_checked_though_nothing_was_found() -> None:
    assert judged(country="JP", facts=AT_HOME).level == "check"
    assert judged(country="TH", facts=AT_HOME).level == "none_seen"


def test_more_signs_never_lower_the_level() -> None:
    few, more = judged("no_contract", country="MM"), judged("no_contract", "fee_upfront", country="MM")
    assert RANK[few.level] <= RANK[more.level]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("compound_admin", "รับแอดมินตอบแชทที่ปอยเปต เดือนละ 25,000"),
        ("border_pickup", "งานดีไม่บอกชื่อบริษัท ให้ไปรอที่ บขส.อรัญ แล้วมีรถมารับ"),
        ("massage_visit", "ไปนวดดูไบ เข้าด้วยวีซ่าท่องเที่ยวก่อน"),
        ("farm_visit", "งานฟาร์มออสเตรเลีย วีซ่าท่องเที่ยว"),
        ("task", "กดไลก์กดแชร์ได้เงิน วันละ 500"),
        ("mule", "รับเช่าบัญชี วันละ 800"),
        ("mule_abroad", "ให้เช่าบัญชี ต้องไปสแกนหน้าที่ปอยเปต"),
        ("entertainment", "งานเอ็นเตอร์เทน เมียวดี ไม่ขายตัว"),
        ("fishing", "หาลูกเรือประมง เก็บบัตรประชาชนไว้ที่ไต๋ ไม่ต้องทำสัญญา"),
        ("berry_debt", "ไปเก็บเบอร์รี่ฟินแลนด์ ต้องกู้แสนสามไปก่อน เป็นหนี้เขา"),
        ("fake_agency", "กระทรวงแรงงานรับคนไปเยอรมนี โอนค่าเอกสาร 1,850 บาทก่อน"),
        ("ghost_tour", "ทัวร์ผีน้อยเกาหลี วีซ่าท่องเที่ยว ค่ามัดจำ 10,000"),
        ("courier", "แค่ถือกระเป๋าไปส่งที่ฮ่องกง ไม่ต้องเปิดกระเป๋าดู"),
        ("surrogacy", "รับแม่อุ้มบุญ จอร์เจีย 450,000 บาท"),
    ],
)
def test_known_patterns_are_recognised(pattern: str, text: str) -> None:
    found = heard(text)
    assert found.pattern is not None
    assert found.pattern.key == pattern
    assert RANK[found.level] >= RANK["high"]


@pytest.mark.parametrize(
    "text",
    [
        "บริษัทสยามทอผ้า จำกัด ชลบุรี รับพนักงานฝ่ายผลิต วันละ 400 ประกันสังคม สัมภาษณ์ที่โรงงาน",
        "ใบอนุญาตเลขที่ ต.12/2560 รับคนงานโรงงานที่ไต้หวัน สัญญา 3 ปี",
        "โรงแรมเชียงใหม่ รับแม่บ้าน 12,000 มีประกันสังคม",
    ],
)
def test_everyday_offers_fit_no_pattern(text: str) -> None:
    assert heard(text).pattern is None


def _pay(amount: int, currency: str, period: Period, country: str) -> Assessment:
    money = Money(Decimal(amount), Decimal(amount), currency, period, "เงิน")
    return assess(Told(Offer(country=country, salary=money), facts=ALL), LOADED, TODAY)


@pytest.mark.parametrize(
    ("amount", "currency", "period", "country", "reason"),
    [
        (1_800_000, "KRW", "MONTH", "KR", "kr-minimum-month"),
        (2_096_270, "KRW", "MONTH", "KR", None),  # last year's rate is not a lie
        (9_000_000, "KRW", "MONTH", "KR", "kr-minimum-month"),
        (1_800, "THB", "DAY", "TH", "th-minimum-day"),
        (450, "THB", "DAY", "TH", None),
        (60_000, "THB", "MONTH", "KR", None),  # nothing is converted
        (500, "OMR", "MONTH", "OM", None),  # nothing is published
    ],
)
def test_pay_against_what_is_published(
    amount: int, currency: str, period: Period, country: str, reason: str | None
) -> None:
    names = [one.name for one in _pay(amount, currency, period, country).reasons]
    assert names == ([reason] if reason else [])


def test_an_alert_vanishes_when_it_expires() -> None:
    told = Told(Offer(country="KH"), works={"admin_chat": "แอดมิน"})
    alert = LOADED.alerts["doe-2025-10-23-admin-neighbours"]

    def alerted(day: date) -> bool:
        return any(reason.kind == "alert" for reason in assess(told, LOADED, day).reasons)

    assert alerted(alert.effective)
    assert not alerted(alert.expires)


@pytest.mark.parametrize(
    ("flags", "country", "facts", "asked"),
    [
        ([], "KR", {"place"}, "visa"),
        (["no_contract"], "KR", {"place", "visa"}, "employer"),
        ([], "TH", {"place", "employer"}, "fee"),
        (["tourist_visa", "passport_kept"], "KR", set(), None),  # no answer could make it worse
    ],
)
def test_the_question_that_tells_most(flags: list[str], country: str, facts: set[str], asked: str | None) -> None:
    question = judged(*flags, country=country, facts=facts).next_question
    assert (question.fact if question else None) == asked


WORDS = st.sampled_from(
    [
        *["แอดมินตอบแชท", "ปอยเปต", "วีซ่าท่องเที่ยว", "เงินเดือน 45,000", "ไม่จำกัดวุฒิ", "ค่ามัดจำ 5000 บาท", "ด่วน", "ๆ"],
        *["เก็บพาสปอร์ต", "ทักไลน์", "ข้ามช่องธรรมชาติ", "\n", "  ", "👉", "ก็่", "ไปนวดดูไบ", "ABC", "กดไลก์", "๑๒", "รับเช่าบัญชี"],
    ]
)


@given(st.lists(WORDS | st.text(max_size=6), max_size=14).map("".join))
def test_what_a_reason_quotes_stands_in_the_text(text: str) -> None:
    for reason in heard(text).reasons:
        assert reason.words in read(text).text


@given(st.permutations(["fee_upfront", "tourist_visa", "no_contract", "debt_bond", "passport_kept"]))
def test_the_order_of_telling_changes_nothing(flags: list[str]) -> None:
    told = Told(Offer(country="AE"), {flag: flag for flag in flags}, {"massage": "นวด"}, set())
    first = assess(told, LOADED, TODAY)
    again = assess(Told(told.offer, dict(reversed(list(told.flags.items()))), told.works, set()), LOADED, TODAY)
    assert first == again
    weights = [reason.weight for reason in first.reasons]
    assert weights == sorted(weights, reverse=True)


def test_the_card_is_short_and_the_reasoning_whole() -> None:
    found = heard("พี่ในเฟซชวนไปเป็นแอดมินเว็บพนันที่ปอยเปต 45,000 ไม่จำกัดวุฒิ เดินทางฟรี ข้ามช่องธรรมชาติ ยึดพาสปอร์ต ไม่มีสัญญา")
    assert len(found.reasons) > 4
    assert len(card(found, None, LOADED).data["reasons"]) == 4
    why = reasoning(found, LOADED).data
    assert len(why["reasons"]) == len(found.reasons)
    assert str(why["sources"]).count("ที่มา") == len(found.reasons)


def test_what_is_passed_on_holds_none_of_the_offers_words() -> None:
    found = heard("รับแอดมินปอยเปต ทักไลน์ @somchai88 โทร 081-234-5678")
    text = passed_on(found, LOADED)
    assert "somchai" not in text
    assert "5678" not in text
    assert "อันตรายมาก" in text
    assert "1506" in text


def test_pay_that_somebody_published_is_not_called_high() -> None:
    for amount, told_high in ((400, False), (900, True)):
        pay = Money(Decimal(amount), Decimal(amount), "THB", "DAY", f"วันละ {amount}")
        told = Told(Offer(country="TH", salary=pay), {"high_pay_low_skill": "x"}, {}, ALL)
        assert ("high_pay_low_skill" in [reason.name for reason in assess(told, LOADED, TODAY).reasons]) is told_high


def test_a_lawful_fee_of_a_licensed_agency_is_no_pattern_of_deceit() -> None:
    for licence, level in (("ต.1234/2560", "check"), (None, "high")):
        told = Told(Offer(country="GB", licence_number=licence), {"fee_upfront": "x"}, {"farm": "สวน"}, ALL)
        assert assess(told, LOADED, TODAY).level == level
