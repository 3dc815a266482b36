"""Sums of money in a text: amount or range, and currency. What each is for is nlu.signals.pay's."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from nlu.signals import data
from nlu.signals.numerals import numerals, to_decimal
from nlu.signals.places import find_places


@dataclass(frozen=True)
class Sum:
    """A sum at [start, end) of a text. `currency` None: not said. `marked`: looks like money even without one."""

    minimum: Decimal
    maximum: Decimal
    currency: str | None
    start: int
    end: int
    and_up: bool = False
    marked: bool = False


_ROUND = 3000
"""A whole hundred from here on looks like money even without a comma."""

_LEAST_EACH = 100
"""After "วันละ" a number from here on, or a broken one, is pay unless it counts pieces; a smaller one may be hours."""

_YEAR = re.compile(r"25[5-9]\d|20[12]\d")
_TIME = re.compile(r"[0-2]?\d\.[0-5]\d")  # "08.00-17.00 น."


class _Patterns(NamedTuple):
    sum: re.Pattern[str]
    code_of: dict[str, str]  # currency words that mean one currency
    shared: dict[str, dict[str, object]]  # those that depend on the country
    not_after: re.Pattern[str]
    counted_after: re.Pattern[str]
    not_before: re.Pattern[str]
    paid_before: re.Pattern[str]
    each_before: re.Pattern[str]
    per_after: re.Pattern[str]
    up_after: re.Pattern[str]
    at_least: re.Pattern[str]
    american: tuple[str, ...]
    names: tuple[str, ...]
    bare: tuple[str, ...]
    round: tuple[str, ...]


@cache
def _patterns() -> _Patterns:
    currencies, words, roles = data.read("currencies"), data.read("numerals"), data.read("offer_money")
    code_of = {word: code for code, listed in currencies["words"].items() for word in listed}
    shared = {word: entry for entry in currencies["shared"] for word in entry["words"]}
    every = sorted((*code_of, *shared), key=len, reverse=True)
    after = "|".join(
        re.escape(word) + ("(?![a-z])" if word[-1:].isascii() and word.isalpha() else "") for word in every
    )
    before = "|".join(
        ("(?<![a-z])" if word.isascii() and word[0].isalpha() else "") + re.escape(word)
        for word in every
        if word.isascii() or not word.isalpha()
        if word not in (".-", "/-", ",-", "b")
    )
    value, up = numerals().value, "|".join(re.escape(word) for word in words["and_up"])
    through = "|".join(re.escape(word) for word in words["through"])
    adds = "|".join(words["adds"])
    known = numerals()
    first = "0123456789" + "".join(sorted({word[0] for word in (*every, *known.digits, *known.units, *known.half)}))
    prefix = rf"(?:(?:{before})\s?)"
    return _Patterns(
        re.compile(
            rf"(?<![\d.,a-z¤])(?=[{re.escape(first)}])(?P<pre>{prefix})?(?P<low>{value})(?P<lowcur>\s?(?:{after}))?"
            rf"(?:\s?(?:{through})\s?{prefix}?(?P<high>{value}))?"
            rf"(?![\d¤])(?P<up1>\+(?=\s*(?:{after}|[/,)!.\n]|ต่อ|$)|\s(?!\s*(?:[\d(]|{adds}))))?(?:\s?(?P<post>{after}))?\s?(?P<up>(?!{words['not_and_up']})(?:{up})|\+(?=\s*$|\s*\n|/))?",
            re.MULTILINE,
        ),
        code_of,
        shared,
        re.compile(roles["not_money_after"]),
        re.compile(roles["counted_after"]),
        re.compile(roles["not_money_before"]),
        re.compile(roles["paid_before"]),
        re.compile(roles["each_before"]),
        re.compile(roles["per_after"]),
        re.compile(words["and_up_after"]),
        re.compile(f"(?:{'|'.join(words['at_least'])})$"),
        tuple(currencies["american"]),
        tuple(words["names"]),
        tuple(words["units"]),
        tuple(words["round"]),
    )


def country_of(currency: str) -> str | None:
    """ISO 3166-1 of the one country that pays in a currency (ISO 4217 begins with it); None if many do."""
    return None if currency in data.read("currencies")["international"] else currency[:2]


def find_sums(text: str, country: str | None) -> list[Sum]:
    """The sums in a normalised text, in order. `country`: where the job is; it decides between two "เหรียญ"."""
    return [found for match in _patterns().sum.finditer(text) if (found := _sum(text, match, country))]


def _sum(text: str, match: re.Match[str], country: str | None) -> Sum | None:
    """None for a number that is no money: a count, an age, an hour, part of a name."""
    patterns = _patterns()
    low, low_unit = to_decimal(match["low"])
    high, high_unit = to_decimal(match["high"]) if match["high"] else (low, low_unit)
    if low_unit == 1 < high_unit and low < high / high_unit:
        low *= high_unit  # "3-4 หมื่น"
    if low <= 0 or high < low or text.startswith(patterns.names, match.start("low")):
        return None
    before = text[max(0, match.start() - 14) : match.start()].rstrip()
    grouped = re.search(r"\d[,.]\d{3}", match["low"] + (match["high"] or ""))
    marked = bool(grouped) or max(low_unit, high_unit) > 1 or (low >= _ROUND and low % 100 == 0)
    word = (match["post"] or match["pre"] or match["lowcur"] or "").strip()
    if not word and _is_no_money(text, match, before, low, marked=marked):
        return None
    end = match.end("post") if match["post"] else match.end()
    bare = match["low"].startswith(patterns.bare) and before.endswith(patterns.round)
    after = text[end : end + 24]
    up = bool(
        match["up"] or match["up1"] or bare or patterns.at_least.search(before) or patterns.up_after.search(after)
    )
    return Sum(low, high, _code(word, after[:16], country), match.start(), match.end(), up, marked)


def _is_no_money(text: str, match: re.Match[str], before: str, low: Decimal, *, marked: bool) -> bool:
    """Whether a number without a currency counts people, hours, rooms …, is an hour, or part of a name ("24smile")."""
    patterns = _patterns()
    end = match.start() + len(match.group().rstrip())
    after = text[end : end + 14]
    part_of_name = after[:1].isascii() and after[:1].isalpha() and not match["up1"]
    each = (low >= _LEAST_EACH or low % 1) and patterns.each_before.search(before)
    hour = not each and _TIME.fullmatch(match["low"])
    counted = (patterns.counted_after if marked or each else patterns.not_after).search(after)
    if marked and patterns.paid_before.search(before):  # "เดือนละ 28,000 คนชวนคือ ..."
        counted = None
    told_before = not (marked or patterns.per_after.search(after)) and patterns.not_before.search(before)
    return bool(part_of_name or counted or told_before or hour or _YEAR.fullmatch(match["low"]))


def _code(word: str, after: str, country: str | None) -> str | None:
    patterns = _patterns()
    if word in patterns.code_of:
        return patterns.code_of[word]
    entry = patterns.shared.get(word)
    if entry is None:
        return None
    named = next((m.place.country for m in find_places(after.lstrip()) if m.start == 0), None)
    if after.lstrip().startswith(patterns.american):
        named = "US"
    codes = entry["of"]
    known = codes.get(named or country or "") if isinstance(codes, dict) else None
    return str(known or entry["otherwise"])
