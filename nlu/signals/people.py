"""How many people are in trouble, the writer included, however they say it (content/signals/situation.yml, people)."""

import re
from functools import cache

from pythainlp.util import thaiword_to_num

from nlu.signals import data
from nlu.signals.normalise import normalise

MOST = 300
"""More than this is a rumour or a wage, not a head count."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = data.read("situation")["people"]
    text = str(words[name])
    return re.compile(text.replace("{digits}", words["digits"]).replace("{writer}", words["writer"]))


def people_in(text: str, *, asked: bool = False) -> int | None:
    """The head count a message tells; None if it tells none, or only "about". `asked`: a bare number counts too."""
    text = re.sub(r"\s+", " ", normalise(text))
    if _pattern("two").search(text):
        return 2
    for found in _pattern("counted").finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if _pattern("others_before").search(before):
            continue
        number = None if _pattern("about").search(text[found.start() :]) else _number(found.group(1))
        apart = _pattern("and_writer").search(after) or _pattern("and_more").search(before)
        return number + 1 if number and apart else number
    if _pattern("alone").search(text):
        return 1
    if asked and _pattern("with_one").search(text):
        return 2
    only = _pattern("bare").match(text) if asked else None
    return _number(only.group(1)) if only else None


def counts_all(text: str) -> bool:
    """Whether a text speaks of them all, not of some ("two of us are hurt")."""
    return bool(_pattern("all").search(normalise(text)))


def _number(words: str) -> int | None:
    try:
        number = int(words) if words.isdigit() else int(thaiword_to_num(words.replace("นึง", "หนึ่ง")))
    except (ValueError, TypeError):
        return None
    return number if 0 < number <= MOST else None
