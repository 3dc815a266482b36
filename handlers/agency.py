"""Is an agency licensed? What the Department of Employment's list says, and what that does and does not mean."""

from content.dates import thai_day
from content.replies import Value
from handlers import guidance
from handlers.contract import AgencyAnswer, Decision, Desk, Message, Outcome, Reply
from nlu.signals.agency import named_agency


def check(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """The list's answer about the agency that was named; without a name or a list, where to look."""
    wanted = named_agency(message.text)
    answer = desk.agency(wanted) if wanted else None
    if answer is None:
        return guidance.answer(message, decision, desk)
    return Outcome((_worded(answer, desk),))


def _worded(answer: AgencyAnswer, desk: Desk) -> Reply:
    data: dict[str, Value] = {"day": thai_day(answer.listed_on)}
    if not answer.found:
        return Reply("agency.not_found", data)
    data["agencies"] = tuple(
        desk.content.phrase("agency.near", name=one.name, licence=one.licence) for one in answer.found
    )
    return Reply("agency.found" if answer.exact else "agency.near", data)
