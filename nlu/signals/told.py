"""What a message tells of a situation: hurt, able to talk, papers, a deadline … (content/signals/situation.yml)."""

import re
from functools import cache
from typing import Any

from nlu.signals import data
from nlu.signals.central import central
from nlu.signals.normalise import loosen, quote

YES, NO = "yes", "no"

_BESIDE_FIGURES = re.compile(r"(?<=[ก-๎]) (?=\d)|(?<=\d) (?=[ก-๎])")

QUOTED = 40
"""So many characters of the person's own words are kept as a fact."""


@cache
def _data() -> dict[str, Any]:
    listed: dict[str, Any] = data.read("situation")
    return listed


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern that stands alone under `name`."""
    return _compiled(_data()[name], name)


def _compiled(text: str, place: str) -> re.Pattern[str]:
    """A pattern with the file's own words put in; they may use one another."""
    for _ in range(3):
        for name, alternatives in _data()["words"].items():
            text = text.replace(f"{{{name}}}", alternatives)
    return data.compile_pattern(text, f"situation.yml, {place}")


@cache
def _facts() -> dict[str, dict[str, re.Pattern[str]]]:
    """Of each slot: what says "yes", what says "no", and `unless`, in which what says "yes" tells nothing."""
    return {
        slot: {
            answer: _compiled(_any(listed).replace("{yes}", _any(ways[YES])), f"facts, {slot}")
            for answer, listed in ways.items()
        }
        for slot, ways in _data()["facts"].items()
    }


def _any(listed: list[str]) -> str:
    return "(?:" + "|".join(f"(?:{one})" for one in listed) + ")"


@cache
def _quotes() -> dict[str, re.Pattern[str]]:
    return {slot: _compiled(_any(listed), f"quotes, {slot}") for slot, listed in _data()["quotes"].items()}


@cache
def _relations() -> dict[str, re.Pattern[str]]:
    return {name: _compiled(text, f"relation, {name}") for name, text in _data()["relation"].items()}


@cache
def _answers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Whole messages: one of the words, with politeness around it; else how a longer answer begins."""
    ways = _data()["answers"]
    polite = ways["polite"]
    whole = {
        name: _compiled(f"^(?:{polite})*(?:{ways[name]})(?:{polite}|{ways[name]})*$", f"answers, {name}")
        for name in (YES, NO, "walks")
    }
    first = {name: _compiled(f"^{ways[f'{name}_first']}", f"answers, {name}_first") for name in (YES, NO)}
    return (*whole.items(), *first.items())


def heard(normalised: str) -> str:
    """A text as its facts are looked for: in central Thai, loosened, without spaces beside figures."""
    return _BESIDE_FIGURES.sub("", loosen(central(normalised)))


def plain_facts(normalised: str) -> dict[str, str]:
    """The slots a text fills with "yes" or "no", whoever it is about."""
    text, found = heard(normalised), {}
    for slot, ways in _facts().items():
        real = ways["unless"].sub("/", text) if "unless" in ways else text
        denied = ways[NO].search(real) if NO in ways else None
        rest = ways[NO].sub("/", real) if denied else real
        if ways[YES].search(rest):
            found[slot] = YES
        elif denied:
            found[slot] = NO
    return found


def says(name: str, loosened: str) -> bool:
    """Whether a text shows the lone pattern `name` of situation.yml."""
    return bool(pattern(name).search(loosened))


def words(slot: str, normalised: str) -> str | None:
    """The words of a text, as they were typed, that fill `slot`; of romanised Thai, in Thai. None if it has none."""
    for text in dict.fromkeys((normalised, central(normalised))):
        if found := _quotes()[slot].search(loosen(text)):
            return quote(text, *found.span())[:QUOTED]
    return None


REFINED_BY = {
    "child": ("son", "daughter"),
    "sibling": ("sister", "brother"),
    "grandchild": ("grandson", "granddaughter"),
    "partner": ("girlfriend", "husband", "wife"),
}
"""What they are to the writer, said vaguely, and what a later word may make of it."""


def relation(loosened: str, known: str | None = None) -> str | None:
    """What the person in trouble is to the writer: the one named first, or what makes that (or `known`) clearer."""
    found = [(name, match) for name, one in _relations().items() if (match := one.search(loosened))]
    names = [name for name, _ in sorted(found, key=lambda seen: (seen[1].start(), -seen[1].end()))]
    first = known or next(iter(names), None)
    return next((name for name in names if name in REFINED_BY.get(first or "", ())), first)


def short_answer(loosened: str) -> str | None:
    """What a short message answers: "yes", "no", or "walks" (can still walk)."""
    if len(loosened) > QUOTED:
        return None
    return next((name for name, answer in _answers() if answer.search(loosened)), None)
