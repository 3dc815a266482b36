"""A turn's part in the person's case: what is known before it, what it adds, whether to ask if it may leave."""

from dataclasses import dataclass, replace

from bot.cases.desks import Desks
from bot.cases.keeper import Keeper, Told
from bot.cases.record import CaseFile
from bot.store.inbox import Pending
from content import Content
from handlers.case import ASKS, OPEN, ask_consent, asks_by_number, typed_answer
from handlers.case_number import quoted_in
from handlers.contract import CaseView, Choice, Decision, Message, Outcome, Report


@dataclass(frozen=True)
class Casework:
    """The keeper of cases with what it needs to speak of them."""

    keeper: Keeper
    desks: Desks
    content: Content

    def begin(self, pending: Pending, chat_id: str | None, message: Message) -> "CaseTurn":
        """What the turn knows at its start: the person's newest case, or the one of theirs they quote."""
        quoted = quoted_in(message.text, self.content)
        case = None if message.in_group else self.keeper.of(pending.lane, quoted.digits if quoted else None)
        if case and message.choice and message.choice.need == "forget_me":  # then every desk that got anything is named
            every = [delivery for one in self.keeper.all_of(pending.lane) for delivery in one.deliveries]
            case = replace(case, deliveries=tuple(every))
        return CaseTurn(self, pending, chat_id, message, case)


@dataclass(frozen=True)
class CaseTurn:
    """One message of a person with their case, if they have one."""

    house: Casework
    pending: Pending
    chat_id: str | None
    said: Message
    case: CaseFile | None

    @property
    def view(self) -> CaseView | None:
        """What handlers may know of the case."""
        return self.case.view(self.house.desks, self.house.content) if self.case else None

    def message(self) -> Message:
        """The message; a yes or no typed right after the question is the tap on its button."""
        if self.case is None or not self.house.keeper.hear(self.case, self.pending.webhook_event_id):
            return self.said
        answer = typed_answer(self.said.text, self.house.content) if self.said.kind == "text" else None
        return Message("postback", choice=Choice("case_consent", {"answer": answer})) if answer else self.said

    def by_number(self) -> Decision | None:
        """A message that only asks what became of a case, by its number, needs no further understanding."""
        asks = self.said.kind == "text" and asks_by_number(self.said.text, self.view, self.house.content)
        return Decision("case.followup", decided_by="choice") if asks else None

    def keep(self, message: Message, decision: Decision, outcome: Outcome) -> Outcome:
        """Keeps what was told and decided, durably; asks whether the case may leave, once, when nothing else is asked.

        `message` is the one that was acted on.
        """
        keeper, event_id, case = self.house.keeper, self.pending.webhook_event_id, self.case
        if case and outcome.consent:
            keeper.answer(case, outcome.consent)
        report = outcome.report or _unread(case, message, decision)
        if report and not message.in_group:
            told = Told(event_id, self.chat_id, report, _need(message, decision), outcome.quiet)
            case = keeper.record(self.pending.lane, told)
        if case is None or case.status not in OPEN:
            return outcome
        if case.consent == "unasked" or (case.consent == "asked" and case.asked_by == event_id):
            view = case.view(self.house.desks, self.house.content)
            outcome = ask_consent(outcome, decision, view, self.house.content)
        if any(reply.key in ASKS for reply in outcome.replies):
            keeper.ask(case, event_id)
        return outcome


def _unread(case: CaseFile | None, message: Message, decision: Decision) -> Report | None:
    """What somebody with an open case says while nobody understands it: kept for people to read."""
    if case is None or case.status not in OPEN or decision.handler != "fallback.silent" or not message.text:
        return None
    return Report("family" if case.role == "family" else "victim", {}, message.text)


def _need(message: Message, decision: Decision) -> str | None:
    """The need of labels.md this turn served, if it is known."""
    if message.choice:
        return message.choice.need
    return decision.understanding.need if decision.understanding else None
