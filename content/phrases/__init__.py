"""Short phrases that handlers put into the gaps of replies: reasons, notes, levels, questions."""

from functools import partial
from pathlib import Path

import yaml

from content.base import ContentError

FOLDER = Path(__file__).parent


def load_phrases() -> dict[str, str]:
    """All phrases by key, e.g. `reason.lifeline`. A key used twice is a fault."""
    phrases: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        read = partial(yaml.load, Loader=yaml.CSafeLoader)
        for key, text in read(path.read_text(encoding="utf-8")).items():
            if key in phrases or not isinstance(text, str):
                raise ContentError([f"phrases/{path.name}, {key}: used twice, or not a text"])
            phrases[key] = text
    return phrases
