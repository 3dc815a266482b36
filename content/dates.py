"""Dates as Thais read them: short month names and the Buddhist year."""

from datetime import UTC, date, datetime

from pythainlp.util import thai_strftime


def thai_month(iso: str) -> str:
    """`2024-01` or `2024-01-15` as "ม.ค. 2567"; `2024` as "2567"."""
    year, *rest = (int(part) for part in iso.split("-"))
    return thai_strftime(datetime(year, rest[0] if rest else 1, 1, tzinfo=UTC), "%b %Y" if rest else "%Y")


def thai_day(day: date) -> str:
    """A day as "23 พ.ย. 2569"."""
    return thai_strftime(datetime(day.year, day.month, day.day, tzinfo=UTC), "%-d %b %Y")


def thai_opening(opens: datetime) -> str:
    """The day of the week and the time an office opens, on its own clock: "วันจันทร์ 08.30 น."."""
    return thai_strftime(opens, "%A %H.%M น.")
