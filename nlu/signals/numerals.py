"""Numbers as Thais write them: 35,000 · 35k · 3.5หมื่น · สามหมื่นห้า · หมื่นแปด · 1 ล้าน 8 แสน."""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from nlu.signals import data

FIGURES = r"\d{1,3}(?:[,.]\d{3}(?!\d))+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?"


class Numerals(NamedTuple):
    """The words of content/signals/numerals.yml: their values, and a pattern for one number in any writing."""

    digits: dict[str, int]
    units: dict[str, int]
    half: tuple[str, ...]
    value: str


@cache
def numerals() -> Numerals:
    """The words for numbers."""
    words = data.read("numerals")
    digits, units, half = words["digits"], words["units"], tuple(words["half"])
    digit, unit = _any(digits), _any(units)
    small = rf"(?:{digit}|\d(?:\.\d)?(?![\d.,]))"
    latin = _any({word: value for word, value in digits.items() if word.isascii()})
    more = rf"(?:\s?{small}\s?{unit})*(?:{small}(?!\s?(?:ปี|คน|วัน|เดือน))|{_any(half)}|\s{latin})?"
    through = "|".join(re.escape(word) for word in words["through"])
    before = "|".join(f"(?<={word})" for word in words["before_a_bare_unit"])
    value = (
        rf"(?:(?:{FIGURES})(?:\s?{unit}{more})?"
        rf"|{digit}\s?{unit}{more}|{_any(half)}{unit}"
        rf"|{unit}(?:{small}{more}|{_any(half)})"
        rf"|{digit}(?=\s?(?:{through})\s?{digit}\s?{unit})"
        rf"|(?:{before}){unit}|{unit}(?={'|'.join(words['after_a_bare_unit'])}))"
    )
    return Numerals(digits, units, half, value)


def _any(words: "dict[str, int] | tuple[str, ...]") -> str:
    """One of the words; one in Latin letters must stand alone."""
    thai = sorted((word for word in words if not word.isascii()), key=len, reverse=True)
    latin = sorted((word for word in words if word.isascii()), key=len, reverse=True)
    ways = [*(["(?:" + "|".join(thai) + r")(?!ธ)"] if thai else ())]
    ways += [rf"(?<![a-z])(?:{'|'.join(latin)})(?![a-z])"] if latin else []
    return f"(?:{'|'.join(ways)})"


def to_decimal(written: str) -> tuple[Decimal, int]:
    """The value of one number in any writing, and the unit it ends in (1 if none), for "3-4 หมื่น".

    A lone digit after thousands and more stands for the next lower unit: สามหมื่นห้า is 35,000.
    """
    known = numerals()
    total, current, last = Decimal(0), None, 1
    for token in _tokens().findall(written):
        if token in known.units:
            unit = known.units[token]
            multiplied = (total if unit == 10**6 and total and current is None else Decimal(0)) or (current or 1)
            total = (total if unit < last or last == 1 else Decimal(0)) + multiplied * unit
            current, last = None, unit
        elif token in known.half and not total:
            current = Decimal("0.5")  # "ครึ่งแสน"
        elif token in known.half:
            total += Decimal(last) / 2
        else:
            current = Decimal(known.digits[token]) if token in known.digits else _figures(token)
    if current == 1 and total == last:
        return total, last  # "หมื่นนึง" is one ten-thousand
    if current is not None:
        total += current * last / 10 if last >= 1000 and current < 10 else current
    return total, last


def _figures(written: str) -> Decimal:
    """The value of "35,000", "35.000" (thousands) or "3.5"."""
    thousands = re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+(?P<rest>\.\d{1,2})?", written)
    if thousands:
        rest = thousands["rest"] or ""
        return Decimal(re.sub(r"[,.]", "", written.removesuffix(rest)) + rest)
    return Decimal(written)


@cache
def _tokens() -> re.Pattern[str]:
    known = numerals()
    words = sorted((*known.digits, *known.units, *known.half), key=len, reverse=True)
    return re.compile(rf"{FIGURES}|{'|'.join(words)}")
