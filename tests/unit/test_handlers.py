"""Handlers as functions: a message and a decision in, replies out."""

from datetime import UTC, date, datetime, timedelta

import pytest

import content
from bot.line.render import render
from bot.turn.desk import Desk
from content.offers import RedFlag
from handlers import ALARM_HANDLERS, HANDLERS, act
from handlers.contract import Choice, Decision, Message, Outcome, Report, Understanding

DESK = Desk(content.load())
MEANINGS = DESK.content.red_flags


def _keys(outcome: Outcome) -> list[str]:
    return [reply.key for reply in outcome.replies]


@pytest.mark.parametrize("handler", sorted(ALARM_HANDLERS))
@pytest.mark.parametrize("slots", [{}, {"country": "KH"}, {"country": "unknown"}, {"country": "TH"}, {"country": "GE"}])
@pytest.mark.parametrize("said_before", [0, 1])
def test_whatever_is_known_an_alarm_is_answered_with_a_number(
    handler: str, slots: dict[str, str], said_before: int
) -> None:
    outcome = act(Message("text", text="x"), Decision(handler, slots=slots, said_before=said_before), DESK)
    assert outcome.replies[0].contacts


def test_distress_is_quiet_and_asks_one_thing() -> None:
    outcome = act(Message("text"), Decision("distress.plea", ask="country"), DESK)
    assert outcome.quiet
    assert _keys(outcome) == ["distress.first", "distress.ask_country"]


def test_when_nothing_is_left_to_ask_distress_listens() -> None:
    outcome = act(Message("text"), Decision("distress.plea", said_before=1), DESK)
    assert _keys(outcome) == ["distress.listening"]


def _told(handler: str, *learned: str, **slots: object) -> Outcome:
    decision = Decision(handler, slots=slots, learned=frozenset(learned), said_before=1)
    return act(Message("text", text="x"), decision, DESK)


def test_number_then_advice_then_question() -> None:
    decision = Decision(
        "distress.plea", "held_by", {"papers_taken": "yes", "danger": 2}, frozenset({"papers_taken"}), said_before=2
    )
    outcome = act(Message("text", text="x"), decision, DESK)
    assert _keys(outcome) == ["distress.noted", "distress.advice", "distress.ask_held_by"]
    assert outcome.replies[0].contacts


def test_who_cannot_call_is_not_told_to_call() -> None:
    assert _keys(_told("distress.plea", "can_talk", can_talk="no"))[0] == "distress.noted_silent"
    assert _keys(_told("distress.plea", "people", people="3", can_talk="no")) == ["distress.noted_typing"]


def test_the_case_gets_what_is_known_and_the_words() -> None:
    outcome = _told("distress.plea", country="KH", people="3", can_talk="skipped", injured="unknown", flags={"a": "b"})
    assert outcome.report == Report("victim", {"country": "KH", "people": 3}, "x")
    family = _told("family.missing", relation="son").report
    assert family is not None
    assert family.role == "family"


def test_the_quiet_mode_is_plain_and_names_nobody() -> None:
    outcome = _told("distress.plea", "watched", "quiet", country="KH", quiet="yes", watched="yes")
    assert outcome.quiet
    assert outcome.plain
    assert _keys(outcome) == ["quiet.on", "quiet.advice"]
    messages = render(outcome, DESK.content)
    assert {message["type"] for message in messages} == {"text"}
    said = "\n".join(message["text"] for message in messages)
    assert "+66 2 572 8442" in said
    assert "117" not in said  # a bare short code does not say where it works


def test_the_quiet_mode_is_left_by_a_word() -> None:
    outcome = _told("distress.plea", "quiet", country="KH", quiet="no")
    assert not outcome.plain
    assert _keys(outcome)[0] == "quiet.off"


@pytest.mark.parametrize("serving", ["distress.plea", "family.missing"])
@pytest.mark.parametrize("handler", ["hello.thanks", "hello.out_of_scope", "contacts.embassy", "guidance.answer"])
def test_an_answer_in_between_holds_a_number_and_goes_on(serving: str, handler: str) -> None:
    decision = Decision(handler, ask="can_talk", slots={"country": "KH"}, serving=serving)
    outcome = act(Message("text", text="x"), decision, DESK)
    assert any(reply.contacts for reply in outcome.replies)
    assert _keys(outcome)[-1] == f"{serving.split('.', maxsplit=1)[0]}.ask_can_talk"
    assert outcome.quiet == (serving == "distress.plea")


def test_who_says_goodbye_is_not_asked_any_more() -> None:
    decision = Decision("hello.goodbye", ask="people", serving="distress.plea")
    assert _keys(act(Message("text"), decision, DESK)) == ["distress.meanwhile", "hello.goodbye"]


def test_not_understood_twice_in_a_row_leads_to_a_person() -> None:
    assert _keys(act(Message("text"), Decision("hello.unsure", unsure=1), DESK)) == ["hello.unsure"]
    for handler in ("hello.unsure", "hello.out_of_scope"):
        outcome = act(Message("text"), Decision(handler, unsure=2), DESK)
        assert _keys(outcome) == ["hello.stuck"]
        assert outcome.replies[0].contacts


@pytest.mark.parametrize("key", [key for key in DESK.content.answers if key.startswith(("family-", "call-"))])
def test_every_topic_of_a_family_is_a_tap_away(key: str) -> None:
    message = Message("postback", choice=Choice("family_missing", {"advice": key}))
    outcome = act(message, Decision("family.missing", said_before=1), DESK)
    assert outcome.replies[0].data["question"] == DESK.content.answers[key].question
    assert outcome.replies[0].contacts


def test_a_place_told_later_updates_the_numbers() -> None:
    decision = Decision(
        "distress.plea", slots={"country": "LA"}, learned=frozenset({"country", "place"}), said_before=1
    )
    outcome = act(Message("text"), decision, DESK)
    assert _keys(outcome) == ["distress.placed"]
    assert [contact.country for contact in outcome.replies[0].contacts] == ["TH", "LA", "LA"]


def test_poipet_belongs_to_siem_reap_in_the_list_of_offices() -> None:
    decision = Decision("contacts.embassy", slots={"asked_country": "KH", "asked_place": "ปอยเปต"})
    offices = act(Message("text"), decision, DESK).replies[0].data["offices"]
    assert "เสียมราฐ" in offices[0]


def test_every_red_flag_of_the_labels_has_a_meaning() -> None:
    assert set(MEANINGS) == {
        *[
            "fee_upfront",
            "passport_kept",
            "unlicensed_recruiter",
            "tourist_visa",
            "high_pay_low_skill",
            "illegal_crossing",
        ],
        *[
            "vague_employer",
            "chat_only_hiring",
            "border_casino_town",
            "debt_bond",
            "transfer_money_first",
            "urgent_pressure",
        ],
        *["gambling_or_scam_work", "free_travel_covered", "no_contract", "account_mule"],
    }
    assert all(isinstance(meaning, RedFlag) for meaning in MEANINGS.values())


def test_an_emergency_at_home_gets_thai_numbers_though_it_is_not_ours() -> None:
    understanding = Understanding("out_of_scope", 3, None, None, (), 0.9)
    outcome = act(Message("text"), Decision("hello.out_of_scope", understanding=understanding), DESK)
    assert [contact.number for contact in outcome.replies[0].contacts] == ["191", "1669", "1300", "+6625728442"]


@pytest.mark.parametrize("handler", ["offer.check", "agency.check", "guidance.answer"])
@pytest.mark.parametrize(("country", "offered"), [("KH", True), ("GB", True), ("TH", False)])
def test_who_asks_about_work_abroad_may_be_there_already(handler: str, country: str, *, offered: bool) -> None:
    understanding = Understanding("offer_check", 1, country, None, ("fee_upfront",), 0.9)
    slots = {"offer_country": country, "flags": {"fee_upfront": "ค่าสมัคร"}}
    decision = Decision(handler, slots=slots, understanding=understanding)
    outcome = act(Message("text", text="งานนี้ดีไหม"), decision, DESK)
    numbers = [contact.service for reply in outcome.replies for contact in reply.contacts][:2]
    assert (DESK.content.directory.lifeline.id in numbers) is offered


def test_words_that_tell_of_no_offer_may_be_a_plea() -> None:
    understanding = Understanding("offer_check", 1, None, None, (), 0.4)
    outcome = act(Message("text", text="อยู่ตึกสีเขียว"), Decision("offer.check", understanding=understanding), DESK)
    assert _keys(outcome) == ["offer.start", "hello.there"]


def test_deleting_needs_a_yes() -> None:
    def asked(**facts: str) -> Outcome:
        return act(Message("postback", choice=Choice("forget_me", facts)), Decision("privacy.forget_me"), DESK)

    assert not asked().forget
    assert not asked(answer="no").forget
    assert asked(answer="yes").forget


def test_guidance_answers_the_question_that_was_asked() -> None:
    understanding = Understanding("how_scams_work", 0, None, None, (), 0.9)
    message = Message("text", text="ขายบัญชีม้าผิดไหม")
    outcome = act(message, Decision("guidance.answer", understanding=understanding), DESK)
    assert outcome.replies[0].data["question"] == DESK.content.answers["mule-account"].question


@pytest.mark.parametrize("handler", sorted(HANDLERS))
def test_no_handler_fails_on_an_empty_message(handler: str) -> None:
    assert act(Message("text"), Decision(handler), DESK).replies


def test_the_desk_knows_the_time() -> None:
    assert datetime.now(UTC) - DESK.now < timedelta(seconds=5)
    assert DESK.now.date() >= date(2026, 1, 1)


def test_somebody_held_who_speaks_of_dying_gets_the_line_for_captives_too() -> None:
    outcome = _told("distress.despair", country="MM", papers_taken="yes")
    assert "+6625728442" in [contact.number for contact in outcome.replies[0].contacts][:2]
