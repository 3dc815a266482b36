"""A turn with its case: what is kept when nobody understands, and a typed yes."""

from dataclasses import replace

import content
from bot.cases import desks
from bot.cases.keeper import Keeper
from bot.store.inbox import Pending
from bot.turn.casework import Casework
from bot.turn.desk import Desk
from handlers import act
from handlers.contract import Decision, Message, Outcome, Report
from tests.cases.conftest import DESK

CONTENT = content.load()
KNOWN = {"consular": desks.CaseDesk.model_validate(DESK)}


def turn(keeper: Keeper, event: str, words: str, decision: Decision, report: Report | None = None) -> Outcome:
    """One message of a person, from their case and back into it."""
    pending = Pending(1, event, "lane", {}, 0)
    begun = Casework(keeper, KNOWN, CONTENT).begin(pending, "U1", Message("text", text=words))
    message = begun.message()
    if message.choice:
        decision = Decision("case.consent", decided_by="choice")
    outcome = act(message, decision, Desk(CONTENT, begun.view))
    return begun.keep(message, decision, replace(outcome, report=report))


def test_what_nobody_understands_is_kept_in_an_open_case(keeper: Keeper) -> None:
    silent = Decision("fallback.silent", decided_by="signals")
    turn(keeper, "1", "ชั้นห้า", silent)
    assert keeper.of("lane") is None, "no case: a greeting is nobody's report"
    turn(keeper, "2", "โดนขัง", Decision("distress.plea", said_before=1), Report("victim", {}, "โดนขัง"))
    turn(keeper, "3", "ตึกเหลือง ชั้นห้า", silent)
    case = keeper.of("lane")
    assert case is not None
    assert [entry.words for entry in case.entries] == ["โดนขัง", "ตึกเหลือง ชั้นห้า"]


def test_a_yes_typed_after_the_question_sends_the_case(keeper: Keeper) -> None:
    plea = Decision("distress.plea", said_before=1)
    asked = turn(keeper, "1", "โดนขัง", plea, Report("victim", {}, "โดนขัง"))
    again = turn(keeper, "1", "โดนขัง", plea, Report("victim", {}, "โดนขัง"))
    assert [reply.key for reply in asked.replies][-1] == "case.ask"
    assert asked == again, "a turn done again asks the same"
    assert [reply.key for reply in turn(keeper, "2", "ได้ค่ะ", plea).replies] == ["case.sending"]
    case = keeper.of("lane")
    assert case is not None
    assert (case.consent, case.agreed) == ("yes", ("consular",))
