"""What is said about a case: asked once, answered plainly, told to its owner only."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

import content
from bot.turn.desk import Desk
from handlers import act
from handlers.case import ask_consent, asks_by_number, typed_answer
from handlers.contract import CaseView, Choice, Decision, Message, Outcome, Reply, Report

CONTENT = content.load()
OWN = CaseView("ชก-4827-4", "Active", takers=("กรมการกงสุล",), asked=("กรมการกงสุล",), quiet=True)
SENT = replace(OWN, consent="yes", desks=("กรมการกงสุล",), sent_at=(datetime(2026, 11, 23, 3, 5, tzinfo=UTC),))


def asked(text: str, case: CaseView | None) -> Outcome:
    """Somebody asks what became of a report."""
    return act(Message("text", text=text), Decision("case.followup"), Desk(CONTENT, case))


def tapped(handler: str, need: str, case: CaseView | None, **facts: str) -> Outcome:
    """A tap on one of our buttons."""
    return act(Message("postback", choice=Choice(need, facts)), Decision(handler), Desk(CONTENT, case))


def keys(outcome: Outcome) -> list[str]:
    """What is said."""
    return [reply.key for reply in outcome.replies]


@pytest.mark.parametrize(
    ("text", "case", "said"),
    [
        ("ความคืบหน้า", None, ["case.none"]),
        ("ความคืบหน้า", OWN, ["case.status", "case.offer"]),
        ("ความคืบหน้า ชก 4827 4", SENT, ["case.status"]),
        ("ความคืบหน้า ๔๘๒๗๔", SENT, ["case.status"]),
        ("ความคืบหน้า ชก-4827-3", SENT, ["case.wrong_number"]),
        ("ความคืบหน้า 48273", SENT, ["case.wrong_number"]),
        ("ความคืบหน้า ชก-1000-8", SENT, ["case.not_here"]),
        ("ความคืบหน้า ชก-4827-4", None, ["case.not_here"]),
    ],
)
def test_followup(text: str, case: CaseView | None, said: list[str]) -> None:
    assert keys(asked(text, case)) == said


def test_a_status_says_who_has_it_since_when_in_thai_time() -> None:
    reply = asked("ความคืบหน้า", SENT).replies[0]
    assert reply.data["sent"] == ("ส่งถึง กรมการกงสุล แล้ว เมื่อ 23 พ.ย. 2569 10.05 น. (เวลาไทย)",)


def test_a_stranger_learns_the_same_whether_the_number_exists_or_not() -> None:
    assert asked("ชก-4827-4", None) == asked("ชก-1000-8", None)


def test_consent_is_asked_as_soon_as_the_place_is_told() -> None:
    report = Report("victim", {})
    told = Outcome((Reply("distress.placed"), Reply("distress.ask_injured")), quiet=True, report=report)
    unplaced = Outcome((Reply("distress.first"), Reply("distress.ask_country")), quiet=True, report=report)
    decision = Decision("distress.plea")
    later = replace(decision, ask="injured")
    assert keys(ask_consent(told, later, OWN, CONTENT)) == ["distress.placed", "case.ask"]
    assert ask_consent(unplaced, replace(decision, ask="country"), OWN, CONTENT) == unplaced
    assert ask_consent(told, later, replace(OWN, takers=()), CONTENT) == told
    assert ask_consent(replace(told, plain=True), later, OWN, CONTENT).replies == told.replies
    thanks = Outcome((Reply("hello.thanks"),))
    assert ask_consent(thanks, Decision("hello.thanks"), OWN, CONTENT).quiet


def test_yes_sends_and_no_keeps() -> None:
    assert tapped("case.consent", "case_consent", OWN, answer="yes").consent == "yes"
    assert tapped("case.consent", "case_send", OWN).consent == "yes"
    refused = tapped("case.consent", "case_consent", OWN, answer="no")
    assert (refused.consent, keys(refused)) == ("no", ["case.kept_here"])
    withdrawn = tapped("case.consent", "case_no", SENT)
    assert (withdrawn.consent, keys(withdrawn)) == ("no", ["case.withdrawn"])
    assert "กรมการกงสุล" in str(withdrawn.replies[0].data)


def test_without_a_case_or_a_desk_nothing_is_agreed_to() -> None:
    assert tapped("case.consent", "case_send", None).consent is None
    assert tapped("case.consent", "case_send", replace(OWN, asked=())).consent is None


def test_deleting_names_who_has_it() -> None:
    deleted = tapped("privacy.forget_me", "forget_me", SENT, answer="yes")
    assert deleted.forget
    assert "กรมการกงสุล" in str(deleted.replies[0].data["sent"])
    assert "10.05" in str(deleted.replies[0].data["sent"])
    assert not tapped("privacy.forget_me", "forget_me", SENT, answer="no").forget


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *[(words, "yes") for words in ("ได้ค่ะ", "ได้เลยครับ", "ให้ส่งค่ะ", "ส่งเลย", "ตกลงนะคะ", "OK", "ยินยอม")],
        *[(words, "no") for words in ("ไม่", "ไม่ให้ส่งค่ะ", "อย่าส่งนะ", "ไม่ต้องครับ", "ไม่ได้ค่ะ")],
        *[(words, None) for words in ("ได้ยินเสียงปืน", "ไม่รู้", "ส่งเงินไปแล้ว", "ช่วยด้วย", "")],
    ],
)
def test_a_typed_answer(text: str, answer: str | None) -> None:
    assert typed_answer(text, CONTENT) == answer


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        *[(text, True) for text in ("ชก-4827-4", "4827 4", "ความคืบหน้า ชก 4827 4", "เรื่อง 48274 ถึงไหนแล้วคะ")],
        *[(text, True) for text in ("ชก-1000-8", "ชก-4827-3")],
        *[(text, False) for text in ("1000 8", "35000", "ชก-4827-4 ช่วยด้วย โดนตี", "ความคืบหน้าถึงไหนแล้ว", "")],
    ],
)
def test_a_number_alone_asks_what_became_of_it(text: str, asks: bool) -> None:
    assert asks_by_number(text, SENT, CONTENT) == asks


def test_everything_about_a_quiet_case_is_quiet() -> None:
    assert asked("ความคืบหน้า", SENT).quiet
    assert tapped("case.consent", "case_no", SENT).quiet
    assert tapped("privacy.forget_me", "forget_me", SENT, answer="yes").quiet
