"""What kind of work an offer is (content/signals/works.yml), each kind with the words that show it."""

import re
from functools import cache

from nlu.signals import data
from nlu.signals.normalise import quote


@cache
def _patterns() -> "dict[str, tuple[re.Pattern[str], ...]]":
    return {
        entry["work"]: tuple(
            data.compile_pattern(pattern, f"works.yml, {entry['work']}") for pattern in entry["patterns"]
        )
        for entry in data.read("works")
    }


def kinds() -> "frozenset[str]":
    """All kinds of work we listen for."""
    return frozenset(_patterns())


def find_works(normalised: str, loosened: str) -> "dict[str, str]":
    """The kinds of work a text speaks of, in the order of works.yml, each with the words of the text."""
    found = {}
    for work, patterns in _patterns().items():
        match = next((seen for pattern in patterns if (seen := pattern.search(loosened))), None)
        if match:
            found[work] = quote(normalised, *match.span())
    return found
