"""Places a text names, what the words around them make of each, and which country the text is about."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from pythainlp.tokenize import word_tokenize

from nlu.signals import data, gazetteer
from nlu.signals.gazetteer import Place
from nlu.signals.normalise import loosen

LONGEST = 6
"""Words of the longest name (`สถานีรถไฟหัวลำโพง` is one, `tao nga phra` three)."""

_APART = str.maketrans(dict.fromkeys('ฯ()[]"“”', " "))
"""What would stick to a name when a text is cut into words."""

TOWNS = frozenset({"town", "compound", "region"})


@dataclass(frozen=True)
class Mention:
    """A place found in a text, at [start, end) of the normalised text.

    `denied` in "ไม่ใช่ลาว"; `beside` where it only says where another place lies ("ใกล้ดูไบ"); `either` in
    "ลาวหรือพม่า", of the second; `whose` where it says whose a shop or boss is ("ร้านจีน"); `left` where
    somebody comes from ("หนีเขมรเข้าเวียดนาม") or where in Thailand home is ("ลูกอยู่สุรินทร์"); `returned` where
    somebody is back in Thailand ("กลับมาโคราชแล้ว"), `arrived` where in Thailand somebody is ("ถึงหมอชิตแล้ว").
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
    arrived: bool = False


def find_places(normalised: str, *, nations: bool = False) -> tuple[Mention, ...]:
    """All places of a normalised text, in order; a name counts only where it begins and ends with a word.

    `nations`: also countries that only say whose ("อาหารเกาหลี").
    """
    return tuple(
        _seen(place, normalised, start, end)
        for place, start, end in _named(normalised) or gazetteer.run_together(normalised)
        if nations or not _is_nationality(place, normalised, start, end)
    )


def _named(normalised: str) -> list[tuple[Place, int, int]]:
    """Each place that some whole words of a text name, and where they begin and end."""
    known = gazetteer.words()
    words = word_tokenize(normalised.translate(_APART), custom_dict=known, engine="newmm", keep_whitespace=True)
    starts = [0, *accumulate(map(len, words))]
    found = []
    first = 0
    while first < len(words):
        last, place = _longest(words, first)
        if place:
            found.append((place, starts[first], starts[last]))
        first = last
    return found


def _seen(place: Place, normalised: str, start: int, end: int) -> Mention:
    """A place with what the words right before it make of it."""
    before = _just_before(normalised, start)

    def says(name: str) -> bool:
        return bool(_before(name).search(before))

    thai, beside = place.country == "TH", says("beside")
    returned = thai and says("returned")
    if place.facing and (says("opposite") or (beside and not thai)):
        return Mention(Place(place.facing, place.facing, "country"), start, end)
    return Mention(
        place,
        start,
        end,
        denied=says("denial"),
        beside=beside,
        either=says("either"),
        whose=place.kind == "country" and says("whose"),
        left=says("left") or (thai and not returned and says("home")),
        returned=returned,
        arrived=thai and place.kind in TOWNS and says("arrived"),
    )


def _just_before(normalised: str, start: int) -> str:
    """The loosened words right before a place, up to the last gap."""
    words = normalised[max(0, start - 24) : start].split()
    return loosen(words[-1]) if words else ""


def _longest(words: list[str], first: int) -> tuple[int, Place | None]:
    """(the word after it, the place) of the longest name that begins here; (the next word, None) if none does."""
    if words[first].isspace():
        return first + 1, None
    for last in range(min(len(words), first + LONGEST), first, -1):
        if not words[last - 1].isspace() and (place := gazetteer.named(words[first:last])):
            return last, place
    return first + 1, None


def crosses(loosened: str) -> bool:
    """Whether a loosened text speaks of having gone over a border."""
    return bool(_over("crossing").search(loosened))


def went_over(loosened: str) -> bool:
    """The same of somebody nobody has heard of since: that they meant to go is enough."""
    return bool(_over("went_over").search(loosened))


def not_over(loosened: str) -> bool:
    """Whether a loosened text says that somebody has not gone over yet."""
    return bool(_over("not_over").search(loosened))


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


def where(mentions: tuple[Mention, ...], *, crossing: bool = False) -> tuple[str | None, str | None]:
    """(country, place) a text is about: outside Thailand before inside, then what is named most, then
    that of a town, then first; none where they say one or the other.

    `crossing`: the text speaks of going over the border, so a Thai border town stands for the country it faces.
    """
    standing = [mention for mention in mentions if not mention.denied]
    if back := next((mention.place.name for mention in standing if mention.returned), None):
        return "TH", back
    meant = [mention for mention in standing if not mention.beside] or standing
    abroad = [mention for mention in meant if mention.place.country != "TH"]
    here = next((mention.place.name for mention in meant if mention.arrived), None)
    if here and abroad and all(mention.left for mention in abroad):
        return "TH", here
    facing = next((mention.place.facing for mention in meant if mention.place.facing), None)
    if crossing and facing and not abroad:
        return facing, None
    plainly = {mention.place for mention in standing if not (mention.beside or mention.whose or mention.left)}
    known = [one.place for one in [one for one in abroad if one.place in plainly] or abroad or meant]
    if not known or (any(mention.either for mention in standing) and len({place.country for place in known}) > 1):
        return None, None
    towns = {place.country: place.name for place in reversed(known) if place.kind in TOWNS}
    named = Counter(place.country for place in known)
    country = max(named, key=lambda country: (named[country], country in towns))
    return country, towns.get(country)
