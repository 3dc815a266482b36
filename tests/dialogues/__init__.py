"""Dialogues as data: lists of turns, shared by unit, end-to-end and load tests.

- name: …
  turns:
  - user: words | postback: data | location: [lat, lon] | sticker: [keywords]
    handler: which handler answers (a list: any of these)
    contacts: numbers that must be offered, in this order
    says: words that must be read
    never: words that must not be read
    choices: quick replies that must be offered
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

KEYS = {"user", "postback", "location", "sticker", "handler", "contacts", "says", "never", "choices", "asks"}


@dataclass(frozen=True)
class Dialogue:
    """A conversation and what must be true of it."""

    name: str
    turns: list[dict[str, Any]] = field(default_factory=list)

    def __str__(self) -> str:
        return self.name


def load() -> list[Dialogue]:
    """All dialogues; a misspelt key is an error, for it would check nothing."""
    found = []
    for path in sorted(Path(__file__).parent.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            for turn in entry["turns"]:
                unknown = set(turn) - KEYS
                if unknown:
                    raise ValueError(f"{path.name}, {entry['name']}: unknown {unknown}")
            found.append(Dialogue(f"{path.stem}: {entry['name']}", entry["turns"]))
    return found
