"""The names of places, in the many ways they are spelled: which country, town or compound is meant, whose mission."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize
from pythainlp.util import Trie

from nlu.signals import data
from nlu.signals.normalise import loosen, normalise
from nlu.signals.sounds import sounds

LEAST_SOUNDS = 5
"""Romanised names shorter than this are known by their listed spellings only; too much else sounds alike."""

LEAST_SOUNDS_OF_THAI = 7
"""The same for names in Thai letters that no list has."""

LEAST_RUN_TOGETHER = 6
"""Letters of a Thai name that no everyday words make up by chance."""


@dataclass(frozen=True)
class Place:
    """A place of content/signals/places.yml. `kind`: country, region, town, compound, river, or scheme."""

    name: str
    country: str
    kind: str
    hotspot: bool = False  # known for compounds or casinos: shows `border_casino_town`
    mission: str | None = None  # id in the directory, where it is not the country's first
    facing: str | None = None  # the country across the border, for places where people are taken over


@dataclass(frozen=True)
class _Gazetteer:
    spelled: dict[str, Place]  # exactly as listed, without spaces
    loosened: dict[str, Place]  # without tone marks
    sounded: dict[str, Place]  # as romanised by anybody
    whole: dict[str, Place]  # romanised names of one word: two words of karaoke may look like one ("ha yang")
    words: Trie


@cache
def _gazetteer() -> _Gazetteer:
    spelled: dict[str, Place] = {}
    for entry in data.read("places"):
        place = Place(
            entry["name"],
            entry["country"],
            entry.get("kind", "town"),
            entry.get("hotspot", False),
            entry.get("mission"),
            entry.get("facing"),
        )
        for spelling in (entry["name"], *entry.get("also", ())):
            spelled.setdefault(_closed(normalise(str(spelling))), place)
    sounded = {
        sound: place
        for name, place in reversed(spelled.items())
        if not name.isascii() and len(sound := sounds(word_tokenize(name, engine="newmm"))) >= LEAST_SOUNDS
    }
    thai = {name for name in spelled if not name.isascii()}
    whole: dict[str, Place] = {}
    for name, country in (*data.table("places_abroad"), *data.table("places_geonames")):
        known = whole if name.isascii() and " " not in name else spelled
        known.setdefault(_closed(normalise(name)), Place(name, country, "town"))
    loosened = {loosen(name): place for name, place in reversed(spelled.items())}
    return _Gazetteer(spelled, loosened, sounded, whole, Trie(set(thai_words()) | thai | _never()))


def _closed(name: str) -> str:
    return name.replace(" ", "")


def words() -> Trie:
    """The words to cut a text into, names of places among them."""
    return _gazetteer().words


def named(words: list[str]) -> Place | None:
    """The place whose name some neighbouring words of a text are."""
    known = _gazetteer()
    name = _closed("".join(words))
    if name in known.spelled:
        return None if name in _never() else known.spelled[name]
    if name in _never():
        return None
    if name.isascii():
        alone = len(words) == 1 and name.isalpha()
        return (known.whole.get(name) or known.sounded.get(sounds(words))) if alone else None
    # an everyday word that only looks like a place without its tone marks (นาน, แล้ว, มาเลย)
    loosened = loosen(name)
    everyday = all(word in thai_words() for word in words if not word.isspace())
    if everyday and len(loosened) < LEAST_RUN_TOGETHER:
        return None
    return known.loosened.get(loosened) or (None if everyday else _sounds_like(words))


def _sounds_like(words: list[str]) -> Place | None:
    """A long name that is misspelt, or spelt as it is said at home (`ต้าขี้เหล็ก`)."""
    heard = sounds(words)
    return _gazetteer().sounded.get(heard) if len(heard) >= LEAST_SOUNDS_OF_THAI else None


def run_together(normalised: str) -> Iterator[tuple[Place, int, int]]:
    """Long names at [start, end) of a text whose words were cut wrongly (people leave out every space)."""
    for found in _long_names().finditer(normalised):
        yield _gazetteer().spelled[found.group()], found.start(), found.end()


@cache
def _long_names() -> re.Pattern[str]:
    names = sorted(_gazetteer().spelled.keys() - _never(), key=len, reverse=True)
    return re.compile("|".join(name for name in names if len(name) >= LEAST_RUN_TOGETHER and not name.isascii()))


@cache
def _never() -> frozenset[str]:
    return frozenset(data.read("place_guards")["never"])


def mission_of(place: str | None) -> str | None:
    """The id of the mission responsible for a place where it is not the country's first."""
    found = _known(place)
    return found.mission if found else None


def is_hotspot(place: str | None) -> bool:
    """Whether a place is known for compounds or casinos."""
    found = _known(place)
    return bool(found and found.hotspot)


def _known(place: str | None) -> Place | None:
    return _gazetteer().loosened.get(loosen(_closed(normalise(place)))) if place else None
