"""Places people name, in the many ways they spell them: country, town, compound, and which mission answers."""

import re
from dataclasses import dataclass
from functools import cache

from nlu.signals import data
from nlu.signals.normalise import loosen, normalise


@dataclass(frozen=True)
class Place:
    """A place of content/signals/places.yml. `kind`: country, region, town, compound, or scheme (implies one)."""

    name: str
    country: str
    kind: str
    hotspot: bool = False  # known for compounds or casinos: shows `border_casino_town`
    mission: str | None = None  # id in the directory, where it is not the country's first


@dataclass(frozen=True)
class Mention:
    """A place found in a text, at [start, end) of the loosened text; `denied` in "ไม่ใช่ลาว"."""

    place: Place
    start: int
    end: int
    denied: bool = False


@cache
def _gazetteer() -> tuple[dict[str, Place], re.Pattern[str]]:
    spelled: dict[str, Place] = {}
    for entry in data.read("places"):
        place = Place(
            entry["name"],
            entry["country"],
            entry.get("kind", "town"),
            entry.get("hotspot", False),
            entry.get("mission"),
        )
        for spelling in (entry["name"], *entry.get("also", ())):
            spelled[loosen(normalise(str(spelling)))] = place
    longest_first = sorted(spelled, key=len, reverse=True)
    latin = [re.escape(name) for name in longest_first if name.isascii()]
    thai = [re.escape(name) + _guard(name) for name in longest_first if not name.isascii()]
    initials = re.escape("".join(sorted({name[0] for name in spelled})))
    return spelled, re.compile(rf"(?=[{initials}])(?:(?<![a-z])(?:{'|'.join(latin)})(?![a-z])|{'|'.join(thai)})")


def _guard(name: str) -> str:
    """What must not follow or precede a short name, for it is then part of another word."""
    guards = data.read("place_guards")
    after = [loosen(word) for word in guards.get("after", {}).get(name, ())]
    before = [loosen(word) for word in guards.get("before", {}).get(name, ())]
    text = f"(?!{'|'.join(after)})" if after else ""
    return text + "".join(f"(?<!{word}{name})" for word in before)


def find_places(loosened: str, *, nations: bool = False) -> tuple[Mention, ...]:
    """All places of a loosened text, in order; `nations`: also countries that only say whose ("นวดเกาหลี")."""
    spelled, pattern = _gazetteer()
    denial, nationality = _contexts()
    mentions = []
    for found in pattern.finditer(loosened):
        place = spelled[found.group()]
        before = loosened[max(0, found.start() - 16) : found.start()]
        if not nations and place.kind == "country" and nationality.search(before):
            continue
        mentions.append(Mention(place, found.start(), found.end(), bool(denial.search(before))))
    return tuple(mentions)


@cache
def _contexts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    guards = data.read("place_guards")
    nationality = "(?:" + "|".join(guards["nationality"]) + ")$"
    return (
        data.compile_pattern(guards["denial"] + "$", "place_guards.yml, denial"),
        data.compile_pattern(nationality, "place_guards.yml, nationality"),
    )


def is_spelling(written: str) -> bool:
    """Whether the gazetteer has a place spelled just so, tone marks and all (normalised)."""
    return written in _spellings()


@cache
def _spellings() -> frozenset[str]:
    return frozenset(
        normalise(str(spelling))
        for entry in data.read("places")
        for spelling in (entry["name"], *entry.get("also", ()))
    )


def mission_of(place: str | None) -> str | None:
    """The id of the mission responsible for a place where it is not the country's first."""
    spelled, _ = _gazetteer()
    found = spelled.get(loosen(normalise(place))) if place else None
    return found.mission if found else None


def where(mentions: tuple[Mention, ...]) -> tuple[str | None, str | None]:
    """(country, place) a text is about: the most precise place outside Thailand; none if two countries stand equal."""
    meant = [mention.place for mention in mentions if not mention.denied]
    abroad = [place for place in meant if place.country != "TH"] or meant
    if not abroad:
        return None, None
    towns = [place for place in abroad if place.kind in ("town", "compound", "region")]
    countries = {place.country for place in (towns or abroad)}
    if len(countries) > 1:
        return None, None
    return countries.pop(), (towns[0].name if towns else None)
