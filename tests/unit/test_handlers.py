"""Handlers as functions: a message and a decision in, replies out."""

from datetime import UTC, date, datetime, timedelta

import pytest

import content
from bot.turn.desk import Desk
from content.offers import RedFlag
from handlers import ALARM_HANDLERS, HANDLERS, act
from handlers.contract import Choice, Decision, Message, Outcome, Understanding

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
    assert _keys(outcome) == ["distress.first", "distress.where"]


def test_distress_never_asks_where_twice() -> None:
    outcome = act(Message("text"), Decision("distress.plea", ask="country", said_before=1), DESK)
    assert _keys(outcome) == ["distress.listening"]


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
    assert [contact.number for contact in outcome.replies[0].contacts] == ["191", "1669", "1300"]


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
