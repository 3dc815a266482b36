"""Phone numbers in a text as E.164, Thai and foreign, also when they are written to slip past a filter.

Needs `phonenumbers`, which Rasa's environment does not have: no component of Rasa's imports this.
"""

import re
from functools import cache

import phonenumbers

from nlu.signals import data
from nlu.signals.links import Found

_SEPARATOR = r"[ \t\u00a0().\-\u2010-\u2015_*•·/]{0,3}"
_CANDIDATE = re.compile(
    rf"(?<![a-zA-Z0-9_@#])(?<!\d\.)(?:\+{_SEPARATOR})?\(?[\doO](?:{_SEPARATOR}[\doO]){{7,15}}(?![a-zA-Z0-9_@])"
)
_THAI = re.compile(r"0(?:[689]\d{8}|[2-7]\d{7})")
_CUE_BEFORE = 24


def find_phones(text: str, country: str | None = None) -> list[Found]:
    """The phone numbers of a text, in order. `country` (ISO 3166-1): where the job is, for local numbers of there."""
    found = [*_in_digits(text, country), *_in_words(text)]
    return sorted(found, key=lambda one: one.start)


def _in_digits(text: str, country: str | None) -> list[Found]:
    found = []
    position = 0
    while match := _CANDIDATE.search(text, position):
        position = _second_group(match)  # the first may be no part of it: "(ต.1302/2563) 02-555-0121"
        cued = bool(_cue().search(text[max(0, match.start() - _CUE_BEFORE) : match.start()].lower()))
        for end in _ends(match):  # another number may follow without anything between
            written = match.group()[: end - match.start()]
            number = e164(written, country, cued=cued)
            if number:
                found.append(Found(number, match.start(), end))
                position = end
                break
    return found


def _second_group(match: re.Match[str]) -> int:
    first = re.search(r"[\doO]+", match.group())
    return match.start() + first.end() if first else match.end()


def _ends(match: re.Match[str]) -> list[int]:
    """Where a number may end: at the end of each group of digits, the longest first."""
    groups = [match.start() + group.end() for group in re.finditer(r"[\doO]+", match.group())]
    return groups[::-1]


def e164(written: str, country: str | None = None, *, cued: bool = False) -> str | None:
    """A number as E.164. None if nobody could dial it. `cued`: the text calls it a phone number."""
    digits = re.sub(r"\D", "", written.replace("o", "0").replace("O", "0"))
    if written.lstrip("( ").startswith("+"):
        return _valid(f"+{digits}", None)
    if _THAI.fullmatch(digits):
        return f"+66{digits[1:]}"
    if digits.startswith("00"):
        return _valid(f"+{digits[2:]}", None)
    if digits.startswith("66") and _THAI.fullmatch("0" + digits[2:].removeprefix("0")):
        return f"+66{digits[2:].removeprefix('0')}"
    if not cued:
        return None
    local = _valid(digits, country) if country and country != "TH" else None
    return local or (_valid(f"+{digits}", None) if len(digits) >= 10 and digits[0] != "0" else None)


def _valid(written: str, region: str | None) -> str | None:
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    fits = (
        phonenumbers.is_possible_number(number) if written.startswith("+66") else phonenumbers.is_valid_number(number)
    )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if fits else None


def _in_words(text: str) -> list[Found]:
    """Numbers spelled out: "ศูนย์แปดหนึ่ง ห้าห้าห้า ..."."""
    spoken, pattern = _words()
    found = []
    for match in pattern.finditer(text):
        digits = "".join(spoken[word] for word in re.findall("|".join(spoken), match.group()))
        if number := e164(digits):
            found.append(Found(number, match.start(), match.end()))
    return found


@cache
def _words() -> tuple[dict[str, str], re.Pattern[str]]:
    digits = data.read("numerals")["digits"]
    spoken = {word: str(value) for word, value in digits.items() if not word.isascii()}
    word = "|".join(sorted(spoken, key=len, reverse=True))
    return spoken, re.compile(rf"(?:{word})(?:[ -]{{0,2}}(?:{word})){{8,9}}")


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(data.read("handles")["phone"])
