"""The agency a person asks about, and the one form in which its name and licence number are compared."""

import re
from functools import cache

from nlu.signals import data
from nlu.signals.normalise import normalise

_NOT_NAME = re.compile(r"[^0-9a-z\u0e01-\u0e4e]")
_LICENCE = re.compile(r"(\d{1,5})\s*/\s*(\d{4})")


@cache
def _pattern(name: str) -> "re.Pattern[str]":
    return re.compile(data.read("agency")[name])


def named_agency(text: str) -> "str | None":
    """The licence number or name in a text; None if it holds neither."""
    normalised = normalise(text)
    kinds = ("licence", "name", "latin")
    found = next((seen for kind in kinds if (seen := _pattern(kind).search(normalised))), None)
    return found.group("name").strip() if found else None


def licence_key(text: str) -> str:
    """A licence number in one spelling: `ต.๑๒/๒๕๖๐` as `12/2560`; empty if the text holds none."""
    found = _LICENCE.search(normalise(text))
    return f"{int(found.group(1))}/{found.group(2)}" if found else ""


@cache
def name_key(name: str) -> str:
    """A company's own name: without its legal form, spaces and dots. A tone mark may make it another company."""
    return _NOT_NAME.sub("", _pattern("legal_form").sub(" ", normalise(name)))
