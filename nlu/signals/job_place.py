"""The country and place of the job, among all places an offer names: not where one boards, applies or comes from."""

import re
from functools import cache
from typing import NamedTuple

from pythainlp.corpus import provinces
from pythainlp.util import Trie

from nlu.signals import data
from nlu.signals.normalise import loosen, normalise
from nlu.signals.places import TOWNS, Mention, crosses, find_places

_LOOK = 18
"""Letters before and after a name that say what it is doing there."""

_PLAIN = 3
"""A town with "ทำงานที่" before it: that is where the job is, whatever else is said."""

_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


class _Patterns(NamedTuple):
    before: tuple[tuple[int, re.Pattern[str]], ...]
    after: tuple[tuple[int, re.Pattern[str]], ...]
    attribute: re.Pattern[str]
    pair: re.Pattern[str]
    paired_before: re.Pattern[str]
    likely_attribute: re.Pattern[str]
    from_thailand: re.Pattern[str]
    abroad: re.Pattern[str]
    remote: re.Pattern[str]
    joined: re.Pattern[str]
    thai_address: re.Pattern[str]
    thai_work: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = data.read("job_places")

    def compiled(name: str) -> re.Pattern[str]:
        return data.compile_pattern(words[name], f"job_places.yml, {name}")

    return _Patterns(
        before=tuple((worth, re.compile(loosen(pattern) + "$")) for worth, pattern in words["before"].items()),
        after=tuple((worth, re.compile("^" + loosen(pattern))) for worth, pattern in words["after"].items()),
        attribute=compiled("attribute"),
        pair=compiled("pair"),
        paired_before=compiled("paired_before"),
        likely_attribute=compiled("likely_attribute"),
        from_thailand=compiled("from_thailand"),
        abroad=compiled("abroad"),
        remote=compiled("remote"),
        joined=compiled("joined"),
        thai_address=re.compile(words["thai_address"]),
        thai_work=re.compile(words["thai_work"]),
    )


@cache
def _thai_places() -> Trie:
    """Thailand's provinces (not the short names that are also words: ตาก, เลย ...) and what thai_places.yml lists."""
    listed = [*(name for name in provinces() if len(name) > 4), *data.read("thai_places")]
    return Trie([normalise(name) for name in listed])


@cache
def _languages() -> frozenset[str]:
    return frozenset(loosen(normalise(name)) for name in data.read("job_places")["languages"])


def names_thailand(normalised: str) -> bool:
    """Whether a normalised text names a Thai province, district or landmark."""
    places = _thai_places()
    return any(places.prefixes(normalised, start) for start in range(len(normalised)))


def _in_thailand(normalised: str) -> bool:
    return names_thailand(normalised) or bool(_patterns().thai_address.search(normalised))


def find_job_place(normalised: str) -> tuple[str | None, str | None]:
    """(ISO 3166-1 alpha-2 of the job's country, the town or compound) of an offer; None where it says neither."""
    patterns, loosened = _patterns(), loosen(normalised)
    worths: dict[str, int] = {}
    towns: dict[str, tuple[int, str]] = {}
    equals: set[str] = set()
    worth, last = 0, 0
    mentions = _real(normalised)
    for mention in mentions:
        if last and patterns.joined.search(loosen(normalised[last : mention.start])):
            equals.add(mention.place.country)
        else:
            worth = _worth(normalised, mention)
        last = mention.end
        named = loosen(normalised[mention.start : mention.end])
        if worth <= (mention.place.kind != "country") and named in _languages():
            continue
        country = mention.place.country
        worths[country] = max(worths.get(country, -9), worth)
        if mention.place.kind in TOWNS and worth > towns.get(country, (-9, ""))[0]:
            towns[country] = (worth, mention.place.name)
    for flag in _FLAG.findall(normalised):
        country = "".join(chr(ord(letter) - 0x1F1E6 + ord("A")) for letter in flag)
        worths[country] = worths.get(country, 0) + 2
    if _in_thailand(normalised):
        worths.setdefault("TH", 0)
    best_towns = {country: found for country, (found, _) in towns.items()}
    best = None if patterns.from_thailand.search(loosened) else _best(worths, equals, best_towns)
    if best == "TH":
        meant = _meant_by_thailand(loosened, mentions, worths["TH"])
    elif not worths and patterns.thai_work.search(normalised) and not patterns.abroad.search(loosened):
        meant = "TH"
    else:
        meant = best if best in towns or not patterns.remote.search(loosened) else None
    return meant, (towns[meant][1] if meant in towns else None)


def _meant_by_thailand(loosened: str, mentions: list[Mention], worth: int) -> str | None:
    """The country of a job whose ad names Thailand, but not plainly as where the work is."""
    if worth >= _PLAIN:
        return "TH"
    if crosses(loosened):  # to the other side of a border town
        return next((mention.place.facing for mention in mentions if mention.place.facing), "TH")
    return None if _patterns().abroad.search(loosened) else "TH"


def _best(worths: dict[str, int], equals: set[str], towns: dict[str, int]) -> str | None:
    """The country that most speaks for; abroad before Thailand, unless only passed through.

    Of two that speak alike the one of a town is meant ("โรงงานจีนที่เมียวดี"), else the first named, unless they
    were named together ("สวีเดน/ฟินแลนด์": `equals`). `towns`: how much the best town of each speaks for it.
    """
    least = min(0, worths["TH"]) if "TH" in worths else min(worths.values(), default=0)
    abroad = {country: worth for country, worth in worths.items() if country != "TH" and worth >= least}
    if not abroad:
        return "TH" if "TH" in worths else None
    highest = max(abroad.values())
    best = [country for country, worth in abroad.items() if worth == highest]
    best = [country for country in best if towns.get(country) == highest] or best
    if len(best) == 1:
        return best[0]
    if equals.isdisjoint(best):
        return best[0]
    return "TH" if "TH" in worths else None


def _around(normalised: str, mention: Mention) -> tuple[str, str]:
    """The loosened text right before and right after a name."""
    before = loosen(normalised[max(0, mention.start - 2 * _LOOK) : mention.start])[-_LOOK:]
    return before, loosen(normalised[mention.end : mention.end + 2 * _LOOK])[:_LOOK]


def _worth(normalised: str, mention: Mention) -> int:
    patterns = _patterns()
    before, after = _around(normalised, mention)
    said = [worth for worth, pattern in patterns.before if pattern.search(before)]
    said += [worth for worth, pattern in patterns.after if pattern.search(after)]
    if mention.place.kind == "country" and patterns.likely_attribute.search(before):
        said.append(-1)
    towns = 1 if mention.place.kind != "country" else 0
    return (min(said) if said and min(said) < 0 else max(said, default=0)) + towns


def _real(normalised: str) -> list[Mention]:
    """Without denied ones, and nations named for a language, a person or a currency."""
    patterns = _patterns()
    kept: list[Mention] = []
    for mention in find_places(normalised, nations=True):
        before, after = _around(normalised, mention)
        attribute = mention.place.kind == "country" and (
            patterns.attribute.search(before) or patterns.pair.search(after) or patterns.paired_before.search(before)
        )
        joined = kept and patterns.joined.search(loosen(normalised[kept[-1].end : mention.start]))
        if not mention.denied and (joined or not attribute):
            kept.append(mention)
    return kept
