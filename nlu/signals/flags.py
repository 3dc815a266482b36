"""Red flags of job offers (labels.md), each with the words that show it."""

import re
from dataclasses import dataclass
from functools import cache

from nlu.signals import data
from nlu.signals.normalise import quote
from nlu.signals.places import Mention


@dataclass(frozen=True)
class Flag:
    """A red flag and the words of the text that show it."""

    name: str
    words: str


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {
        entry["flag"]: tuple(
            data.compile_pattern(pattern, f"red_flags.yml, {entry['flag']}") for pattern in entry["patterns"]
        )
        for entry in data.read("red_flags")
    }


def names() -> tuple[str, ...]:
    """The red flags, in the order of labels.md."""
    return tuple(_patterns())


def find_flags(normalised: str, loosened: str, mentions: tuple[Mention, ...]) -> tuple[Flag, ...]:
    """The red flags a text shows, each once, in the order of labels.md, with the words of the text."""
    flags = []
    for name, patterns in _patterns().items():
        match = next((found for pattern in patterns if (found := pattern.search(loosened))), None)
        if match:
            flags.append(Flag(name, quote(normalised, *match.span())))
        elif name == "border_casino_town" and (hotspot := next((m for m in mentions if m.place.hotspot), None)):
            flags.append(Flag(name, normalised[hotspot.start : hotspot.end].strip()))
    return tuple(flags)
