"""How many people are in trouble, the writer included, however they say it (content/signals/people.yml)."""

import re
from collections.abc import Iterator
from functools import cache

from pythainlp.util import thaiword_to_num

from nlu.signals import data
from nlu.signals.central import central
from nlu.signals.normalise import normalise

MOST = 300
"""More than this is a rumour or a wage, not a head count."""

NAME, LIST = 16, 48
"""So many characters at most name one companion, and all of them."""


def people_in(text: str, *, asked: bool = False) -> int | None:
    """The head count a message tells; None if it tells none, or only "about". `asked`: a bare number counts too."""
    text = re.sub(r"\s+", " ", central(normalise(text)))
    kinds = [_number(found.group(1)) or 0 for found in _pattern("kinds").finditer(text)]
    if whole := next(_counts("thai", text), None) or next(_counts("total", text), None):
        return whole
    if len(kinds) > 1:
        return sum(kinds)
    if _pattern("left_alone").search(text):
        return 1
    if _pattern("both").search(text):
        return 2
    if apart := next(_counts("more", text), None):
        return apart + 1
    return next(_counts("counted", text), None) or _listed(text) or _alone(text) or _bare(text, asked=asked)


def counts_all(text: str) -> bool:
    """Whether a text speaks of them all, not of some ("two of us are hurt")."""
    return bool(_pattern("all").search(central(normalise(text))))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    listed = data.read("people")
    ways = listed.get(name) or listed["words"][name]
    text = ways if isinstance(ways, str) else "|".join(f"(?:{way})" for way in ways)
    text = text.replace("{n}", "({digits})")
    for _ in range(3):
        for word, alternatives in listed["words"].items():
            text = text.replace(f"{{{word}}}", alternatives)
    return re.compile(text)


def _counts(name: str, text: str) -> Iterator[int]:
    """The numbers that the pattern finds, but for those of others, of some of them, or only about."""
    for found in _pattern(name).finditer(text):
        way = next(place for place, group in enumerate(found.groups(), 1) if group)
        before, after = text[: found.start(way)], text[found.end() :]
        if _pattern("not_before").search(before) or _pattern("not_after").search(after):
            continue
        number = None if _pattern("about").search(text[found.start(way) :]) else _number(found.group(way))
        if number:
            yield number


def _listed(text: str) -> int | None:
    """The writer with those named beside: "I and my brother and Fon" are three."""
    found = _pattern("beside").search(text)
    named = text[found.end() :][:LIST] if found else ""
    if not named or _pattern("apart").search(named):
        return None
    *earlier, last = _pattern("together").split(named)
    companions = 0
    for part in earlier:
        companions += sum(bool(_pattern("companion").match(name)) for name in part.split())
        if len(part) > NAME:
            return companions + 1 if companions else None
    companions += bool(_pattern("companion").match(last) or (companions and len(last) <= NAME / 2))
    return companions + 1 if companions else None


def _alone(text: str) -> int | None:
    return 1 if _pattern("alone").search(_pattern("not_alone").sub("/", text)) else None


def _bare(text: str, *, asked: bool) -> int | None:
    only = (_pattern("bare").search(text) if asked else None) or _pattern("begins").search(text)
    return _number(only.group(1)) if only else None


def _number(words: str) -> int | None:
    try:
        number = int(words) if words.isdigit() else int(thaiword_to_num(words))
    except (ValueError, TypeError):
        return None
    return number if 0 < number <= MOST else None
