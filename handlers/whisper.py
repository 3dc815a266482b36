"""The quiet mode: what is said to somebody whose phone is looked at. Short, like any chat, numbers without names."""

from handlers.contract import Contact, Decision, Desk, Reply
from handlers.slots import country_of

MOST_NUMBERS = 2


def replies(decision: Decision, desk: Desk, contacts: tuple[Contact, ...]) -> tuple[Reply, ...]:
    """Numbers, on entering the advice about this chat (once), then one question in plain words."""
    entered = "quiet" in decision.learned
    key = "quiet.on" if entered or not decision.said_before else "quiet.more"
    lines = desk.content.answers["safety-quiet"].lines
    advice = (Reply("quiet.advice", {"advice": "\n".join(lines)}),) if entered else ()
    return Reply(key, contacts=_bare(decision, contacts)), *advice, *question(decision)


def question(decision: Decision) -> tuple[Reply, ...]:
    """The question to ask now, if any, in words that give nothing away."""
    return (Reply(f"quiet.ask_{decision.ask}"),) if decision.ask else ()


def _bare(decision: Decision, contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """A short code without the country's name beside it would mislead, so abroad only full numbers are given."""
    at_home = country_of(decision) == "TH"
    return tuple(contact for contact in contacts if contact.number and (at_home or contact.number.startswith("+")))[
        :MOST_NUMBERS
    ]
