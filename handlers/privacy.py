"""What we keep of a person, and deleting it. The deleting itself is done by the bot when it sees `forget`."""

from handlers.case import sent_lines
from handlers.contract import Decision, Desk, Message, Outcome, Reply


def my_data(_message: Message, _decision: Decision, desk: Desk) -> Outcome:
    """What is kept, for how long and who has it, and the question whether to delete it."""
    lines: tuple[str, ...] = ()
    if desk.case:
        lines = (desk.content.phrase("case.kept", number=desk.case.number), *sent_lines(desk.case, desk.content))
    return Outcome((Reply("privacy.what_we_keep", {"case": lines}),), quiet=_quiet(desk))


def forget_me(message: Message, _decision: Decision, desk: Desk) -> Outcome:
    """After a yes everything is forgotten; what went to an agency is named, for we cannot fetch it back."""
    if message.choice is None or message.choice.facts.get("answer") != "yes":
        return Outcome((Reply("privacy.kept"),), quiet=_quiet(desk))
    sent = sent_lines(desk.case, desk.content) if desk.case else ()
    if desk.case and sent:
        reply = Reply("privacy.deleted_but_sent", {"number": desk.case.number, "sent": sent})
        return Outcome((reply,), quiet=_quiet(desk), forget=True)
    return Outcome((Reply("privacy.deleted"),), quiet=_quiet(desk), forget=True)


def _quiet(desk: Desk) -> bool:
    return desk.case is not None and desk.case.quiet
