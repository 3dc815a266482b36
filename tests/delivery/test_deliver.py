"""Answers reach the person once: reply token first, push when it is spent, retries that never double."""

import time
from collections.abc import Callable

import pytest

from bot.line.api import LineApi, NotAuthorisedError, RefusedError, TryAgainError
from bot.settings import Settings
from bot.simulator.stand_in import Fault, StandIn
from bot.turn.deliver import Answer, UndeliverableError, deliver

PERSON = "U" + "1" * 32
HELLO = [{"type": "text", "text": "สวัสดี"}]


@pytest.fixture
def answer(stand_in: StandIn) -> Answer:
    """An answer to an event that has just come."""
    event = stand_in.event(PERSON, {"type": "follow", "follow": {"isUnblocked": False}})
    return Answer(HELLO, False, PERSON, event["replyToken"], time.time_ns() // 1_000_000)


def _deliver(api: LineApi, answer: Answer, tried_before: Callable[[], bool] = lambda: False) -> str:
    return deliver(api, answer, turn_id="turn", wait=lambda _seconds: None, tried_before=tried_before)


def _arrived(stand_in: StandIn) -> int:
    return len(stand_in.chats[PERSON].messages) if PERSON in stand_in.chats else 0


def test_by_reply_token(api: LineApi, stand_in: StandIn, answer: Answer) -> None:
    assert _deliver(api, answer) == "reply"
    assert _arrived(stand_in) == 1


def test_by_push_when_the_token_is_too_old(api: LineApi, stand_in: StandIn, answer: Answer) -> None:
    old = Answer(HELLO, False, PERSON, answer.reply_token, answer.received_at - 60_000)
    assert _deliver(api, old) == "push"
    assert [call["endpoint"] for call in stand_in.calls] == ["push"]
    assert _arrived(stand_in) == 1


def test_by_push_when_the_token_is_spent(api: LineApi, stand_in: StandIn, answer: Answer) -> None:
    stand_in.tokens[answer.reply_token or ""].used = True
    assert _deliver(api, answer) == "push"
    assert [(call["endpoint"], call["status"]) for call in stand_in.calls] == [("reply", 400), ("push", 200)]


def test_not_again_when_an_earlier_run_got_it_through(api: LineApi, stand_in: StandIn, answer: Answer) -> None:
    _deliver(api, answer)
    assert _deliver(api, answer, tried_before=lambda: True) == "reply earlier"
    assert _arrived(stand_in) == 1


def test_not_again_when_only_lines_answer_was_lost(api: LineApi, stand_in: StandIn, answer: Answer) -> None:
    stand_in.faults = [Fault("reply", status=500, after=True)]
    assert _deliver(api, answer) == "reply earlier"
    assert _arrived(stand_in) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_fault_is_tried_again(api: LineApi, stand_in: StandIn, answer: Answer, status: int) -> None:
    stand_in.faults = [Fault("reply", times=3, status=status)]
    assert _deliver(api, answer) == "reply"
    assert _arrived(stand_in) == 1


def test_a_push_taken_before_is_not_sent_twice(api: LineApi, stand_in: StandIn) -> None:
    no_token = Answer(HELLO, False, PERSON, None, 0)
    stand_in.faults = [Fault("push", times=2, status=500, after=True)]
    assert _deliver(api, no_token) == "push"
    assert [call["status"] for call in stand_in.calls if not call["injected"]] == [200, 409, 409]
    assert _arrived(stand_in) == 1


def test_the_same_turn_pushed_after_a_crash_arrives_once(api: LineApi, stand_in: StandIn) -> None:
    no_token = Answer(HELLO, False, PERSON, None, 0)
    assert [_deliver(api, no_token), _deliver(api, no_token)] == ["push", "push"]
    assert _arrived(stand_in) == 1


def test_gives_up_only_when_line_refuses_for_good(api: LineApi, stand_in: StandIn) -> None:
    wrong = Answer([{"type": "text", "text": ""}], False, PERSON, None, 0)
    with pytest.raises(UndeliverableError):
        _deliver(api, wrong)
    with pytest.raises(UndeliverableError):
        _deliver(api, Answer(HELLO, False, None, None, 0))
    assert _arrived(stand_in) == 0


def test_quiet_answers_make_no_sound(api: LineApi, stand_in: StandIn, answer: Answer) -> None:
    _deliver(api, Answer(HELLO, True, PERSON, answer.reply_token, answer.received_at))
    assert stand_in.chats[PERSON].silent == 1


def test_errors_say_what_to_do(api: LineApi, stand_in: StandIn, line_settings: Settings) -> None:
    with pytest.raises(RefusedError):
        api.reply("nobody's", HELLO, quiet=False)
    stand_in.faults = [Fault("reply", status=429)]
    with pytest.raises(TryAgainError):
        api.reply("any", HELLO, quiet=False)
    with pytest.raises(NotAuthorisedError):
        LineApi(line_settings.line_api_base_url, "wrong").reply("any", HELLO, quiet=False)
    with pytest.raises(TryAgainError):
        LineApi("http://127.0.0.1:9", "any").reply("any", HELLO, quiet=False)
