"""An assessment in words: the card, the whole reasoning, and the version to pass on."""

from datetime import date
from urllib.parse import urlsplit

from content import Content
from content.base import Source
from content.dates import thai_day, thai_month
from handlers.assessment import Assessment, Reason
from handlers.contract import Indicator, Reply, Seen

MAX_REASONS = 4
"""More are not read in ten seconds."""


def card(found: Assessment, seen: tuple[Indicator, Seen] | None, content: Content) -> Reply:
    """The level, up to four reasons in the offer's own words, what is missing, what to do next."""
    lines = [_short_reason(reason, content) for reason in found.reasons[: MAX_REASONS - bool(seen)]]
    if seen:
        lines.append(_seen(*seen, content))
    fields = " ".join(content.phrase(f"field.{field}") for field in found.missing)
    return Reply(
        _key(found),
        {
            "level": content.phrase(f"level.{found.level}"),
            "advice": content.phrase(f"advice.{found.level}"),
            "reasons": tuple(lines),
            "missing": content.phrase("missing.some", fields=fields) if fields else content.phrase("missing.none"),
            "share": passed_on(found, content),
        },
    )


def _key(found: Assessment) -> str:
    if found.level in ("check", "none_seen"):
        return "offer.verdict_check"
    if found.pattern and found.pattern.money:
        return "offer.verdict_money"
    return "offer.verdict_extreme" if found.level == "extreme" else "offer.verdict"


def reasoning(found: Assessment, content: Content) -> Reply:
    """Every reason, why it matters, where that is known from, and how they add up to the level."""
    numbered = list(enumerate(found.reasons, 1))
    fields = " ".join(content.phrase(f"field.{field}") for field in found.missing)
    unknown = content.phrase("why.unknown", fields=fields) if fields else ""
    reasons = tuple(_long_reason(number, reason, content) for number, reason in numbered)
    return Reply(
        "offer.why",
        {
            "level": content.phrase(f"level.{found.level}"),
            "reasons": reasons or (content.phrase("why.nothing"),),
            "how": _how(found, content) or unknown or content.phrase("advice.none_seen"),
            "sources": "\n".join(_source_line(number, reason, content) for number, reason in numbered) or unknown,
        },
    )


def passed_on(found: Assessment, content: Content) -> str:
    """The verdict for family or friends; nothing of the offer's words or contacts, for they may be a person's."""
    money = found.pattern is not None and found.pattern.money
    frame = "share.check" if found.level in ("check", "none_seen") else "share.money" if money else "share.text"
    says = "".join(content.phrase("share.reason", says=reason.says) for reason in found.reasons[:MAX_REASONS])
    return content.phrase(frame, level=content.phrase(f"level.{found.level}"), reasons=says)


def _short_reason(reason: Reason, content: Content) -> str:
    if not reason.words:
        return content.phrase("reason.bare", says=reason.says)
    return content.phrase("reason.quoted", says=reason.says, words=_short(reason.words))


def _long_reason(number: int, reason: Reason, content: Content) -> str:
    if not reason.words:
        return content.phrase("why.reason_bare", number=str(number), says=reason.says, why=reason.why)
    words = _short(reason.words)
    return content.phrase("why.reason", number=str(number), says=reason.says, words=words, why=reason.why)


def _how(found: Assessment, content: Content) -> str:
    """How the reasons make the level, in the terms of handlers.assessment."""
    weights = [reason.weight for reason in found.reasons if reason.kind != "pattern"]
    counts = {"heavy": weights.count(2), "light": weights.count(1)}
    counted = [content.phrase(f"why.{kind}", count=str(count)) for kind, count in counts.items() if count]
    return " ".join(([content.phrase("why.pattern")] if found.pattern else []) + counted)


def _source_line(number: int, reason: Reason, content: Content) -> str:
    ilo = content.phrase("why.ilo", name=content.phrase(f"ilo.{reason.ilo}")) if reason.ilo else ""
    places = ", ".join(dict.fromkeys(_place(source) for source in reason.sources))
    return content.phrase("why.source", number=str(number), place=places, ilo=ilo)


def _place(source: Source) -> str:
    """The site and, as far as it is known, the day of a source."""
    site = (urlsplit(source.url).hostname or "").removeprefix("www.") if source.url else source.ref or ""
    return f"{site} {_when(source.page_date)}" if source.page_date else site


def _when(page_date: str) -> str:
    return thai_day(date.fromisoformat(page_date)) if len(page_date) == 10 else thai_month(page_date)


def _seen(indicator: Indicator, seen: Seen, content: Content) -> str:
    gaps = {"people": str(seen.people), "window": str(seen.window)}
    if indicator.kind == "phone":
        gaps["masked"] = _masked(indicator.value)
    return content.phrase(f"seen.{indicator.kind}", **gaps)


def _masked(phone: str) -> str:
    """The last four digits: the person has the number before them, others need not."""
    return "…" + phone[-4:]


def _short(words: str) -> str:
    """The offer's own words, short enough for a card."""
    words = " ".join(words.split())
    return words if len(words) <= 40 else words[:39] + "…"
