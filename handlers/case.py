"""A person's case: whether it may leave, what became of it. Numbers are looked up for nobody but their owner."""

from dataclasses import replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from content import Content
from content.dates import thai_day
from content.replies import Value
from handlers.case_number import quoted_in
from handlers.contract import CaseView, Decision, Desk, Message, Outcome, Reply, is_question
from handlers.reach import lifeline
from nlu.signals import data
from nlu.signals.normalise import loosen, normalise

ASKS = frozenset({"case.ask", "case.offer"})
"""The replies that name desks and ask whether the case may go to them."""

SHORT = 40
"""Characters of a text that asks for a number and tells no story beside it."""

OPEN = ("Active", "FollowUp")
"""A case that is not closed, by HTCDS cas_Status."""

_PAUSES = frozenset({"hello.thanks", "hello.goodbye"})
_THAI_TIME = ZoneInfo("Asia/Bangkok")


def consent(message: Message, _decision: Decision, desk: Desk) -> Outcome:
    """They said whether their case may go to the desks they were told of; a no also takes an earlier yes back."""
    case = desk.case
    if case is None:
        return Outcome((Reply("case.none", contacts=lifeline(desk.content)),))
    if _answer(message) != "yes":
        sent = sent_lines(case, desk.content)
        key = "case.withdrawn" if sent else "case.kept_here"
        reply = Reply(key, {"number": case.number, "sent": sent}, lifeline(desk.content))
        return Outcome((reply,), quiet=case.quiet, consent="no")
    if not case.asked:
        return Outcome((Reply("case.no_desk", contacts=lifeline(desk.content)),), quiet=case.quiet)
    where = {"number": case.number, "desks": _joined(case.asked, desk.content)}
    return Outcome((Reply("case.sending", where, lifeline(desk.content)),), quiet=case.quiet, consent="yes")


def followup(message: Message, _decision: Decision, desk: Desk) -> Outcome:
    """What became of their case. A stranger with a number learns only how to ask."""
    quoted = quoted_in(message.text, desk.content, expected=True)
    case, numbers = desk.case, lifeline(desk.content)
    quiet = case is not None and case.quiet
    if quoted and not quoted.valid:
        example = desk.content.phrase("case.number.example")
        return Outcome((Reply("case.wrong_number", {"example": example}),), quiet=quiet)
    if quoted and not is_own(quoted.digits, case):
        return Outcome((Reply("case.not_here", contacts=numbers),), quiet=quiet)
    if case is None:
        return Outcome((Reply("case.none", contacts=numbers),))
    sent = sent_lines(case, desk.content)
    if case.consent == "yes" and not sent:
        sent = (desk.content.phrase("case.on_its_way", desks=_joined(case.asked, desk.content)),)
    status = desk.content.phrase(f"case.status.{case.status}")
    facts: dict[str, Value] = {"number": case.number, "status": status, "sent": sent}
    replies = [Reply("case.status", facts, numbers)]
    if case.consent != "yes" and not sent and case.takers and case.status in OPEN:
        replies.append(Reply("case.offer", {"desks": _joined(case.takers, desk.content)}))
    return Outcome(tuple(replies), quiet=quiet)


def ask_consent(outcome: Outcome, decision: Decision, case: CaseView, content: Content) -> Outcome:
    """The outcome with the number of the case and the question whether it may leave: as soon as the place is told.

    It takes the turn of any other question, which waits; where the person is comes first, for it decides whom to call.
    """
    busy = decision.ask == "country" or outcome.consent or outcome.forget or outcome.plain
    fits = outcome.report is not None or decision.handler in _PAUSES
    if busy or not fits or not case.takers:
        return outcome
    question = Reply("case.ask", {"number": case.number, "desks": _joined(case.takers, content)})
    said = tuple(reply for reply in outcome.replies if not is_question(reply))
    return replace(outcome, replies=(*said, question), quiet=outcome.quiet or case.quiet)


def status_news(case: CaseView, status: str, content: Content) -> Outcome:
    """What we tell a person when the status of their case has changed."""
    facts = {"number": case.number, "status": content.phrase(f"case.status.{status}")}
    return Outcome((Reply("case.news", facts),), quiet=case.quiet)


def typed_answer(text: str, content: Content) -> Literal["yes", "no"] | None:
    """A typed yes or no, and nothing more."""
    said = loosen(normalise(text)).strip()
    for answer, key in (("no", "case.says_no"), ("yes", "case.says_yes")):
        if data.compile_pattern(content.phrase(key), f"phrases, {key}").search(said):
            return answer  # type: ignore[return-value]
    return None


def asks_by_number(text: str, case: CaseView | None, content: Content) -> bool:
    """Whether a text only asks what became of a case, by its number: nothing else is said, or just that it is asked."""
    quoted = quoted_in(text, content)
    if quoted is None or not (quoted.lettered or is_own(quoted.digits, case)):
        return False
    pattern = data.compile_pattern(content.phrase("case.asks_progress"), "phrases, case.asks_progress")
    return quoted.alone or (len(text) <= SHORT and bool(pattern.search(loosen(normalise(text)))))


def sent_lines(case: CaseView, content: Content) -> tuple[str, ...]:
    """Which desks have it, and since when."""
    return tuple(
        content.phrase("case.sent_to", desk=name, when=_when(at, content))
        for name, at in zip(case.desks, case.sent_at, strict=True)
    )


def is_own(digits: str, case: CaseView | None) -> bool:
    """Whether these digits are the number of the person's own case."""
    return case is not None and "".join(filter(str.isdecimal, case.number)) == digits


def _answer(message: Message) -> str | None:
    choice = message.choice
    if choice is None:
        return None
    return {"case_send": "yes", "case_no": "no"}.get(choice.need, choice.facts.get("answer"))


def _joined(names: tuple[str, ...], content: Content) -> str:
    return content.phrase("case.desks.join").join(names)


def _when(at: datetime, content: Content) -> str:
    local = at.astimezone(_THAI_TIME)
    return content.phrase("case.when", day=thai_day(local.date()), time=f"{local:%H.%M}")
