"""Somebody asks about an agency: which one, and what the list says of it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

import content
from bot.turn.desk import Desk
from content import Content
from handlers import act
from handlers.contract import Agency, AgencyAnswer, CaseView, Decision, Indicator, Message, Outcome, Seen, Understanding
from nlu.signals.agency import licence_key, name_key, named_agency

ASKED = Decision("agency.check", understanding=Understanding("agency_license_check", 0, None, None, (), 0.9))


@dataclass(frozen=True)
class FullDesk:
    """A desk with a list that holds one agency, and contacts that were seen so often."""

    content: Content = field(default_factory=content.load)
    now: datetime = datetime(2026, 11, 23, tzinfo=UTC)
    case: CaseView | None = None
    people: int = 0

    def times_seen(self, _indicator: Indicator) -> Seen:
        return Seen(self.people, 2, 30)

    def agency(self, name_or_licence: str) -> AgencyAnswer | None:
        agency = Agency("ต.12/2560", "บริษัท จัดหางาน ทานตะวัน จำกัด")
        exact = licence_key(name_or_licence) == "12/2560" or name_key(name_or_licence) == name_key(agency.name)
        near = "ทานตะ" in name_or_licence
        return AgencyAnswer(date(2026, 10, 1), (agency,) if exact or near else (), exact)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("บริษัทจัดหางานทานตะวัน จำกัด มีใบอนุญาตไหม", "ทานตะวัน"),
        ("บริษัท ฟ้าใสแมนพาวเวอร์ จดทะเบียนถูกต้องรึเปล่าคะ", "ฟ้าใสแมนพาวเวอร์"),
        ("บจก. ทองดี ของจริงมั้ย", "ทองดี"),
        ("ใบอนุญาต ต.12/2560 ใช้ได้ไหม", "ต.12/2560"),
        ("Siam Manpower Co., Ltd. ถูกกฎหมายไหม", "siam manpower"),
        ("เช็กบริษัทจัดหางานยังไง", None),
        ("มีใบอนุญาตไหม", None),
        ("บริษัทนี้จริงไหม", None),
    ],
)
def test_the_name_is_heard(text: str, named: str | None) -> None:
    assert named_agency(text) == named


def _asked(text: str) -> Outcome:
    return act(Message("text", text=text), ASKED, FullDesk())


def test_found_says_of_which_day_and_that_a_name_can_be_borrowed() -> None:
    reply = _asked("บริษัทจัดหางานทานตะวัน จำกัด มีใบอนุญาตไหม").replies[0]
    assert reply.key == "agency.found"
    assert reply.data["day"] == "1 ต.ค. 2569"
    assert "ต.12/2560" in reply.data["agencies"][0]


def test_not_found_is_said_as_such() -> None:
    assert _asked("บริษัท เมฆขาวโอเวอร์ซีส์ จำกัด มีใบอนุญาตไหม").replies[0].key == "agency.not_found"


def test_without_a_name_or_a_list_people_are_told_where_to_look() -> None:
    assert _asked("เช็กใบอนุญาตยังไง").replies[0].key == "guidance.answer"
    without = act(Message("text", text="บริษัท ทองดี จำกัด จริงไหม"), ASKED, Desk(content.load()))
    assert without.replies[0].key == "guidance.answer"
    assert without.replies[0].data["question"] == content.load().answers["check-licence"].question
