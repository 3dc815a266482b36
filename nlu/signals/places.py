"""Places people name, in the many ways they spell them: country, town, compound, and which mission answers."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize
from pythainlp.util import Trie

from nlu.signals import data
from nlu.signals.normalise import loosen, normalise
from nlu.signals.sounds import sounds

LONGEST = 6
"""Words of the longest name (`สถานีรถไฟหัวลำโพง` is one, `tao nga phra` three)."""

LEAST_SOUNDS = 5
"""Romanised names shorter than this are known by their listed spellings only; too much else sounds alike."""

LEAST_SOUNDS_OF_THAI = 7
"""The same for names in Thai letters that no list has."""

LEAST_RUN_TOGETHER = 6
"""Letters of a Thai name that no everyday words make up by chance."""

_APART = str.maketrans(dict.fromkeys('ฯ()[]"“”', " "))
"""What would stick to a name when a text is cut into words."""

TOWNS = frozenset({"town", "compound", "region"})


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
class Mention:
    """A place found in a text, at [start, end) of the normalised text.

    `denied` in "ไม่ใช่ลาว"; `beside` where it only says where another place lies ("ใกล้ดูไบ"); `either` in
    "ลาวหรือพม่า", of the second; `whose` where it says whose a shop or boss is ("ร้านจีน"); `left` where
    somebody comes from ("หนีเขมรเข้าเวียดนาม"); `returned` where somebody is back in Thailand ("กลับมาโคราชแล้ว").
    """

    place: Place
    start: int
    end: int
    denied: bool = False
    beside: bool = False
    either: bool = False
    whose: bool = False
    left: bool = False
    returned: bool = False


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


def find_places(normalised: str, *, nations: bool = False) -> tuple[Mention, ...]:
    """All places of a normalised text, in order; a name counts only where it begins and ends with a word.

    `nations`: also countries that only say whose ("อาหารเกาหลี").
    """
    words = word_tokenize(
        normalised.translate(_APART), custom_dict=_gazetteer().words, engine="newmm", keep_whitespace=True
    )
    starts = [0, *accumulate(map(len, words))]
    mentions = []
    first = 0
    while first < len(words):
        last, place = _longest(words, first)
        if place and (nations or not _is_nationality(place, normalised, starts[first], starts[last])):
            mentions.append(_seen(place, normalised, starts[first], starts[last]))
        first = last
    return tuple(mentions or _run_together(normalised))


def _seen(place: Place, normalised: str, start: int, end: int) -> Mention:
    """A place with what the words right before it make of it."""
    before = _just_before(normalised, start)
    if place.facing and _before("opposite").search(before):
        return Mention(Place(place.facing, place.facing, "country"), start, end)
    denied, beside, either, left = (
        bool(_before(name).search(before)) for name in ("denial", "beside", "either", "left")
    )
    whose = place.kind == "country" and bool(_before("whose").search(before))
    returned = place.country == "TH" and bool(_before("returned").search(before))
    return Mention(place, start, end, denied, beside, either, whose, left, returned)


def _just_before(normalised: str, start: int) -> str:
    """The loosened words right before a place, up to the last gap."""
    words = normalised[max(0, start - 24) : start].split()
    return loosen(words[-1]) if words else ""


def _run_together(normalised: str) -> list[Mention]:
    """Long names in a text whose words were cut wrongly (people leave out every space)."""
    spelled = _gazetteer().spelled
    return [Mention(spelled[found.group()], found.start(), found.end()) for found in _long_names().finditer(normalised)]


@cache
def _long_names() -> re.Pattern[str]:
    names = sorted(_gazetteer().spelled.keys() - _never(), key=len, reverse=True)
    return re.compile("|".join(name for name in names if len(name) >= LEAST_RUN_TOGETHER and not name.isascii()))


def _longest(words: list[str], first: int) -> tuple[int, Place | None]:
    """(the word after it, the place) of the longest name that begins here; (the next word, None) if none does."""
    if words[first].isspace():
        return first + 1, None
    for last in range(min(len(words), first + LONGEST), first, -1):
        if not words[last - 1].isspace() and (place := _named(words[first:last])):
            return last, place
    return first + 1, None


def _named(words: list[str]) -> Place | None:
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


@cache
def _never() -> frozenset[str]:
    return frozenset(data.read("place_guards")["never"])


def crosses(loosened: str) -> bool:
    """Whether a loosened text speaks of having gone over a border."""
    return bool(_over("crossing").search(loosened))


def went_over(loosened: str) -> bool:
    """The same of somebody nobody has heard of since: that they meant to go is enough."""
    return bool(_over("went_over").search(loosened))


@cache
def _over(name: str) -> re.Pattern[str]:
    return data.compile_pattern(data.read("place_guards")[name], f"place_guards.yml, {name}")


@cache
def _before(name: str) -> re.Pattern[str]:
    """What, right before a place, changes its meaning."""
    return data.compile_pattern(data.read("place_guards")[name] + "$", f"place_guards.yml, {name}")


def _is_nationality(place: Place, normalised: str, start: int, end: int) -> bool:
    if place.kind != "country":
        return False
    before, after = _just_before(normalised, start), loosen(normalised[end : end + 12])
    return bool(
        _before("nationality").search(before) or _people_after().match(after) or _is_language(place, before, after)
    )


def _is_language(place: Place, before: str, after: str) -> bool:
    names, learnt, mastered = _languages()
    return place.name in names and bool(learnt.search(before) or mastered.match(after))


@cache
def _languages() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    """Nations whose name mostly means their language, and what, right before or after, tells that it does."""
    said = data.read("place_guards")["language"]
    return (
        frozenset(said["names"]),
        data.compile_pattern(said["before"] + " ?$", "place_guards.yml, language"),
        data.compile_pattern(" ?" + said["after"], "place_guards.yml, language"),
    )


@cache
def _people_after() -> re.Pattern[str]:
    return data.compile_pattern(data.read("place_guards")["people"], "place_guards.yml, people")


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


def where(mentions: tuple[Mention, ...], *, crossing: bool = False) -> tuple[str | None, str | None]:
    """(country, place) a text is about: outside Thailand before inside, then what is named most, then first;
    none where they say one or the other.

    `crossing`: the text speaks of going over the border, so a Thai border town stands for the country it faces.
    """
    standing = [mention for mention in mentions if not mention.denied]
    if back := next((mention.place.name for mention in standing if mention.returned), None):
        return "TH", back
    meant = [mention for mention in standing if not mention.beside] or standing
    abroad = [mention for mention in meant if mention.place.country != "TH"]
    facing = next((mention.place.facing for mention in meant if mention.place.facing), None)
    if crossing and facing and not abroad:
        return facing, None
    plainly = {mention.place for mention in standing if not (mention.beside or mention.whose or mention.left)}
    known = [one.place for one in [one for one in abroad if one.place in plainly] or abroad or meant]
    if not known or (any(mention.either for mention in standing) and len({place.country for place in known}) > 1):
        return None, None
    country = Counter(place.country for place in known).most_common(1)[0][0]
    towns = [place.name for place in known if place.country == country and place.kind in TOWNS]
    return country, towns[0] if towns else None
