"""The offer handlers: a card, a question, the reasons, an appeal, and what was seen before."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

import content
from bot.line.limits import Limit
from bot.line.render import render
from handlers import act
from handlers.contract import Choice, Decision, Indicator, Message, Outcome, Understanding
from nlu.signals import read
from nlu.signals.decide import decide_alone
from nlu.signals.offer_facts import offer_facts
from nlu.signals.talk import Talk
from tests.unit.test_agency import FullDesk

AD = "รับแอดมินตอบแชท ปอยเปต เดือนละ 35,000 ไม่จำกัดวุฒิ ฟรีตั๋ว ทักไลน์ @adminpp88 โทร 081-234-5678"


def _decision(text: str, handler: str = "offer.check", need: str = "offer_check") -> Decision:
    slots = offer_facts(read(text), Talk(), flags=decide_alone(read(text)).flags, fresh=True)
    return Decision(handler, slots=slots, understanding=Understanding(need, 1, None, None, (), 0.9))


def _checked(text: str, people: int = 0) -> Outcome:
    return act(Message("text", text=text), _decision(text), FullDesk(people=people))


def test_the_verdict_is_one_card_with_at_most_four_reasons() -> None:
    reply = _checked(AD).replies[0]
    assert reply.key == "offer.verdict_extreme"
    assert 1 <= len(reply.data["reasons"]) <= 4
    assert any("“แอดมิน”" in line for line in reply.data["reasons"])


def test_one_question_follows_where_it_can_change_something() -> None:
    outcome = _checked("มีคนชวนไปทำงานร้านอาหารที่เกาหลี แบบนี้น่าไปไหม")
    assert [reply.key for reply in outcome.replies] == ["offer.verdict_check", "offer.ask_visa"]
    assert [reply.key for reply in _checked(AD).replies] == ["offer.verdict_extreme"]


@pytest.mark.parametrize(("people", "shown"), [(0, False), (2, False), (3, True), (4, True)])
def test_seen_before_is_said_from_three_other_people_on(people: int, shown: bool) -> None:
    lines = _checked(AD, people).replies[0].data["reasons"]
    assert any(f"{people} คน ใน 30 วัน" in line for line in lines) is shown
    assert len(lines) <= 4


def test_indicators_are_handed_over_once_each() -> None:
    found = _checked(AD + " โทร 081-234-5678").indicators
    assert Indicator("phone", "+66812345678") in found
    assert Indicator("country", "KH") in found
    assert Indicator("pattern", "compound_admin") in found
    assert len(found) == len(set(found))


def test_nothing_public_is_said_of_a_name() -> None:
    lines = _checked("พี่สมชาย เฟซ Somchai Jaidee ชวนไปทำงานที่เกาหลี ค่ามัดจำ 5,000", people=9).replies[0].data["reasons"]
    assert not any("คน ใน 30 วัน" in line for line in lines)


def test_why_tells_every_reason_and_its_source_without_the_message() -> None:
    message = Message("postback", choice=Choice("offer_why"))
    reply = act(message, _decision(AD, "offer.why"), FullDesk()).replies[0]
    assert reply.key == "offer.why"
    assert "matichon.co.th 23 ต.ค. 2568" in str(reply.data["sources"])
    assert "ILO" in str(reply.data["sources"])


def test_an_appeal_holds_the_verdict_and_nothing_of_the_person() -> None:
    message = Message("postback", choice=Choice("offer_appeal"))
    appeal = act(message, _decision(AD, "offer.appeal"), FullDesk()).appeal
    assert appeal is not None
    assert appeal.level == "extreme"
    assert appeal.reasons["pattern.compound_admin"] == "แอดมิน"


def test_a_fact_that_warns_of_nothing_is_noted() -> None:
    outcome = act(Message("text", text="มีประกันสังคม"), _decision("มีสัญญาจ้าง", need="offer_details"), FullDesk())
    assert outcome.replies[0].key == "offer.noted"


@pytest.mark.parametrize("handler", ["offer.check", "offer.why", "offer.appeal"])
def test_without_an_offer_we_ask_for_one(handler: str) -> None:
    outcome = act(Message("postback", choice=Choice("offer_check")), Decision(handler), FullDesk())
    assert [reply.key for reply in outcome.replies] == ["offer.start"]


def test_passing_on_opens_lines_share_target_within_its_limit() -> None:
    card = render(_checked(AD), content.load())[0]
    uris = [part["action"]["uri"] for part in card["contents"]["footer"]["contents"] if "uri" in part["action"]]
    share = next(uri for uri in uris if uri.startswith("https://line.me/R/share?"))
    assert len(share) <= Limit.URI
    text = parse_qs(urlsplit(share).query)["text"][0]
    assert text.startswith("เช็กก่อนไป ดูงานนี้แล้ว: อันตรายมาก อย่าเพิ่งไป ถาม 1506 กด 2")
    assert "adminpp88" not in json.dumps(share)
