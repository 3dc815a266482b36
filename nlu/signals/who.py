"""Whom a message is about: the writer, or somebody of theirs who is elsewhere."""

import re
from functools import cache

from nlu.signals import data


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    who = data.read("who")
    return (
        tuple(data.compile_pattern(pattern, "who.yml, another") for pattern in who["another"]),
        tuple(data.compile_pattern(pattern, "who.yml, beside") for pattern in who["beside"]),
    )


def about_another(loosened: str) -> bool:
    """Whether the one in trouble is a relative or friend far away (not one who stands beside the writer)."""
    another, beside = _patterns()
    return any(pattern.search(loosened) for pattern in another) and not any(
        pattern.search(loosened) for pattern in beside
    )
