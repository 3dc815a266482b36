"""Signs of danger, exploitation and absence in a text, and what takes their edge off."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from nlu.signals import data


@dataclass(frozen=True)
class Cue:
    """A sign of content/signals/cues.yml, with its ILO indicator (1-11) and HTCDS 2.0 field."""

    id: str
    need: str
    danger: int
    sure: bool
    ilo: int | None
    htcds: str | None
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Sighting:
    """A cue in a text: the words that showed it, and the context that takes its edge off (None if it stands)."""

    cue: Cue
    words: str
    start: int
    softened_by: str | None = None


@cache
def cues() -> tuple[Cue, ...]:
    """All cues, compiled. Raises SignalDataError naming a bad one."""
    return tuple(
        Cue(
            entry["id"],
            entry["need"],
            entry["danger"],
            entry.get("sure", False),
            entry["ilo"],
            entry["htcds"],
            tuple(data.compile_pattern(pattern, f"cues.yml, {entry['id']}") for pattern in entry["patterns"]),
        )
        for entry in data.read("cues")
    )


@cache
def _contexts() -> dict[str, tuple[dict[str, Any], tuple[re.Pattern[str], ...]]]:
    return {
        name: (
            context,
            tuple(data.compile_pattern(pattern, f"contexts.yml, {name}") for pattern in context["patterns"]),
        )
        for name, context in data.read("contexts").items()
    }


def find_cues(loosened: str) -> tuple[Sighting, ...]:
    """All cues of a loosened text, each once, at its first place where it stands, else at its first place."""
    found = []
    for cue in cues():
        sightings = [
            Sighting(cue, match.group(), match.start(), _softening(loosened, match.start()))
            for pattern in cue.patterns
            for match in pattern.finditer(loosened)
        ]
        if sightings:
            found.append(min(sightings, key=lambda seen: (seen.softened_by is not None, seen.start)))
    return tuple(found)


def _softening(loosened: str, start: int) -> str | None:
    for name, (context, patterns) in _contexts().items():
        text = loosened if context.get("anywhere") else loosened[max(0, start - context["before"]) : start]
        if any(pattern.search(text) for pattern in patterns):
            return name
    return None
