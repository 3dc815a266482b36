"""The agency a person asks about: its licence number, else its name as they wrote it."""

import re
from functools import cache

from nlu.signals import data
from nlu.signals.normalise import normalise


@cache
def _patterns() -> "tuple[re.Pattern[str], ...]":
    listed = data.read("agency")
    return tuple(re.compile(listed[kind]) for kind in ("licence", "name", "latin"))


def named_agency(text: str) -> str | None:
    """The licence number or name in a text; None if it holds neither."""
    normalised = normalise(text)
    found = next((seen for pattern in _patterns() if (seen := pattern.search(normalised))), None)
    return found.group("name").strip() if found else None
