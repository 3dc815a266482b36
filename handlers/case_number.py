"""The number to quote: four random digits (more when those run out) and a check digit by Damm's algorithm.

Damm's check digit catches every single wrong digit and every swap of neighbours: the slips of the ear and the thumb.
The letters before it and how it is spelled are words, and stand in content (phrase `case.number`).
"""

import re
import unicodedata
from dataclasses import dataclass

from content import Content

_TABLE = (  # H. M. Damm, 2004: a totally anti-symmetric quasigroup of order 10
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
SHORTEST, LONGEST = 5, 7
_DIGITS = re.compile(r"(?<!\d)\d(?:[\s.\-\u2010-\u2015]{0,3}\d)*(?!\d)")


@dataclass(frozen=True)
class Quoted:
    """A number somebody quoted: its digits, and whether the check digit fits.

    `lettered`: our letters stand before it; `alone`: nothing else was said.
    """

    digits: str
    valid: bool
    lettered: bool
    alone: bool


def check_digit(digits: str) -> str:
    """The digit that makes `digits` valid."""
    row = 0
    for digit in digits:
        row = int(_TABLE[row][int(digit)])
    return str(row)


def is_valid(digits: str) -> bool:
    """Whether digits with their check digit are those of a number we could have given."""
    return SHORTEST <= len(digits) <= LONGEST and digits[0] != "0" and check_digit(digits) == "0"


def spell(digits: str, content: Content) -> str:
    """A number as people read and say it, e.g. the letters of the house, 4827, a dash and 3."""
    return content.phrase("case.number", digits=digits[:-1], check=digits[-1])


def quoted_in(text: str, content: Content, *, expected: bool = False) -> Quoted | None:
    """The number quoted in a text, however it is spelled: Thai digits, spaces, no dash, letters missing or Latin.

    With our letters before it any run of digits is meant as one of our numbers; without them only one that is valid,
    or, where a number is `expected`, one of about the right length.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in plain)
    letters = content.phrase("case.number.letters").split()
    for found in _DIGITS.finditer(plain):
        digits = re.sub(r"\D", "", found.group())
        before = re.sub(r"[\s.\-\u2010-\u2015]", "", plain[: found.start()]).casefold()
        lettered = any(before.endswith(prefix) for prefix in letters)
        rest = re.sub(r"[\W_]", "", plain[: found.start()] + plain[found.end() :]).casefold()
        near = expected and SHORTEST - 1 <= len(digits) <= LONGEST + 1
        if lettered or near or is_valid(digits):
            return Quoted(digits, is_valid(digits), lettered, alone=rest == "" or rest in letters)
    return None
