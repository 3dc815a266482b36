"""A job offer: what in it warns, what is missing, what to check next."""

from content import Content
from handlers.assessment import Assessment, assess
from handlers.contract import Decision, Desk, Message, Outcome, Reply

QUESTIONS = ("employer", "place", "visa", "fee", "contract")
"""What a genuine offer tells; the first one missing is asked for, most telling first."""

MAX_REASONS = 4


def check(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """The first assessment of an offer, from what was said of it so far."""
    flags: dict[str, str] = decision.slots.get("flags") or {}
    told = set(decision.slots.get("told") or ())
    if message.kind == "postback" and not flags:
        return Outcome((Reply("offer.start"),))
    missing = [field for field in QUESTIONS if field not in told]
    found = assess(flags, desk.content.red_flags, complete=not missing)
    if (
        found.level == "check"
        and not flags
        and decision.understanding
        and decision.understanding.need == "offer_details"
    ):
        return Outcome((Reply("offer.noted"),))
    key = "offer.verdict_extreme" if found.level == "extreme" else "offer.verdict"
    verdict = Reply(key, _words(found, flags, missing, desk.content))
    if found.level == "extreme" or not missing:
        return Outcome((verdict,))
    return Outcome((verdict, Reply("offer.ask", {"question": desk.content.phrase(f"ask.{missing[0]}")})))


def _words(
    found: Assessment, flags: dict[str, str], missing: list[str], content: Content
) -> dict[str, str | tuple[str, ...]]:
    reasons = tuple(
        content.phrase("reason.flag", says=reason.says, words=_short(flags[reason.flag]))
        for reason in found.reasons[:MAX_REASONS]
    )
    fields = " ".join(content.phrase(f"field.{field}") for field in missing)
    return {
        "level": content.phrase(f"level.{found.level}"),
        "advice": content.phrase(f"advice.{found.level}"),
        "reasons": reasons,
        "missing": content.phrase("missing.some", fields=fields) if missing else content.phrase("missing.none"),
    }


def _short(words: str) -> str:
    """The person's own words, short enough for a card."""
    words = " ".join(words.split())
    return words if len(words) <= 40 else words[:39] + "…"
