"""Who hires, when they are called by a name: "ร้านข้าวต้มป้าไหม" is named, "ร้านอาหารไทย" is only a kind of house."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, takewhile
from typing import NamedTuple

from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize

from nlu.signals import data
from nlu.signals.places import Mention, find_places

_PIECE = re.compile(r"[^\s\n,()\"“”'‘’|/:;¤•!?+]+")
_MOST_PIECES = 4
_NOT_BEFORE = 14
_NAME = 36
_BREAK = re.compile(r"[^ก-๙. ]")


class _Patterns(NamedTuple):
    legal: re.Pattern[str]
    kind: re.Pattern[str]
    public: re.Pattern[str]
    ending: re.Pattern[str]
    latin: re.Pattern[str]
    not_before: re.Pattern[str]
    begins: re.Pattern[str]
    trade: re.Pattern[str]
    apart: re.Pattern[str]
    from_: re.Pattern[str]
    official: re.Pattern[str]
    agency: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = data.read("employers")
    word = rf"(?!{words['latin_not']}\b)[a-zß-ÿ0-9&][a-zß-ÿ0-9&'.-]*"
    latin_end = rf"(?:\([a-z]\) )?{words['latin_ending']}(?![a-z])"
    return _Patterns(
        legal=re.compile(
            rf"(?P<form>{words['legal']}\s?)(?:ชื่อ\s?)?(?:(?P<whole>[^\n\d¤\"“”:;|]{{2,50}}?){words['limited']}|(?P<open>))"
        ),
        kind=re.compile(words["kinds"]),
        public=re.compile(words["public"]),
        ending=re.compile(words["endings"]),
        latin=re.compile(
            rf"(?<![a-z0-9@.])(?:{word} ){{1,4}}{latin_end}(?:,? {latin_end})?"
            rf"|{words['latin_before']} (?P<after>(?=[a-z]{{3}})(?:{word} ?){{1,4}})"
        ),
        begins=re.compile(
            rf"(?m)^(?:{words['not_a_letter']})*(?P<first>(?=[a-z]{{3}})(?:{word} ){{1,3}})"
            rf"(?=[(–-]|{words['after_a_first_name']})"
        ),
        apart=re.compile(
            r"[ ]?[\"“'‘](?P<quoted>[^\n\"”'’]{2,40})[\"”'’]"
            rf"|[ ]?(?P<latin>(?=[a-z]{{3}}){word}(?: {word}){{0,3}})"
        ),
        not_before=re.compile(words["not_before"]),
        trade=re.compile(words["trade"]),
        from_=re.compile(words["from"]),
        official=re.compile(words["official"]),
        agency=re.compile(words["agency"]),
    )


@cache
def _lists() -> tuple[frozenset[str], ...]:
    words = data.read("employers")
    return tuple(frozenset(words[name]) for name in ("ends", "generic", "titles", "before_an_ending"))


def find_employers(text: str) -> tuple[str | None, str | None]:
    """(who hires, the agency that recruits) of a normalised text: the first of each that is called by a name."""
    agency = _patterns().agency
    named = [" ".join(name.split()) for _, name in sorted(_named(text))]
    hiring = next((name for name in named if not agency.search(name)), None)
    return hiring, next((name for name in named if agency.search(name)), None)


def _named(text: str) -> Iterator[tuple[int, str]]:
    """All names with where they begin."""
    patterns = _patterns()
    for match in patterns.legal.finditer(text):
        name = _company(text, match)
        if name and not _only_mentioned(text, match.start()):
            yield match.start(), name
    yield from _houses(text)
    for match in patterns.official.finditer(text):
        yield len(text), match.group()  # last, for an ad of an agency names them too
    for match in patterns.latin.finditer(text):
        yield match.start(), match["after"] or match.group()
    for match in patterns.begins.finditer(text):
        if _is_a_name(match["first"].split()):
            yield match.start("first"), match["first"]
    for match in patterns.ending.finditer(text):
        name = _ending_in_a_kind(text, match)
        if name:
            yield match.end() - len(name), name


def _houses(text: str) -> Iterator[tuple[int, str]]:
    """Shops, hotels, schools ... that are called by a name, with where they begin."""
    patterns = _patterns()
    starts = {0, *accumulate(map(len, word_tokenize(text, engine="newmm")))}
    for pattern in (patterns.public, patterns.kind):
        for match in pattern.finditer(text):
            begins = match.start() in starts or patterns.from_.search(text[: match.start()])
            if begins and not _only_mentioned(text, match.start()):
                name = _house(text, match, by_place=pattern is patterns.public)
                if name:
                    yield match.start(), name


def _only_mentioned(text: str, start: int) -> bool:
    return bool(_patterns().not_before.search(text[max(0, start - _NOT_BEFORE) : start]))


def _own_words(piece: str) -> list[str]:
    """The words of a piece up to the first that ends a name."""
    ends = _lists()[0]
    return list(takewhile(lambda word: word not in ends, word_tokenize(piece, engine="newmm")))


def _is_a_name(words: list[str], *, by_place: bool = False) -> bool:
    """Whether the words hold more than trades, goods and numbers, and places unless it is called `by_place`."""
    own = [word for word in words if not _is_generic(word) and not word.isdigit() and len(word) > 1]
    mentions = find_places("".join(own), nations=True)
    ends = list(accumulate(map(len, own)))
    in_place = [any(one.start < end <= one.end and not _names(one, by_place) for one in mentions) for end in ends]
    return not all(in_place)


def _names(mention: Mention, by_place: bool) -> bool:
    return by_place and mention.place.kind != "country"


def _is_generic(word: str) -> bool:
    """Whether a word is common to many houses, or two such words in one ("อาหารจีน")."""
    generic = _lists()[1]
    return word in generic or any(word[:cut] in generic and word[cut:] in generic for cut in range(2, len(word) - 1))


def _company(text: str, found: re.Match[str]) -> str | None:
    """The form and name of a company: up to "จำกัด", or else the pieces up to one that is no part of a name."""
    if found["whole"] and "".join(_own_words(found["whole"])) == found["whole"]:
        return found.group()
    start = found.start("whole") if found["whole"] else found.start("open")
    name = _open_name(text, start)
    return found["form"] + name if name else None


def _open_name(text: str, start: int) -> str | None:
    trade = _patterns().trade.match(text, start)
    first = trade.group() if trade else ""
    start += len(first)
    pieces: list[str] = []
    end = start
    while len(pieces) < _MOST_PIECES and (piece := _PIECE.match(text, end)) and not text[end].isdigit():
        words = _own_words(piece.group())
        pieces += ["".join(words)] if words else []
        if "".join(words) != piece.group() or text[piece.end() : piece.end() + 1] != " ":
            break
        end = piece.end() + 1
    words = [word for piece in pieces for word in _own_words(piece)]
    coined = any(word not in thai_words() for word in words) or text[start - 1] in " ."  # not "บริษัทรับเหมา"
    return first + " ".join(pieces) if coined and _is_a_name(words) else None


def _house(text: str, kind: re.Match[str], *, by_place: bool) -> str | None:
    """The name of a shop, hotel, school ...: its own words, or a name in quotes or Latin letters after them."""
    end = kind.end() + (text[kind.end() : kind.end() + 1] == " ")
    piece = _PIECE.match(text, end)
    words = _own_words(piece.group()) if piece else []
    own = "".join(words)
    coined = end == kind.end() or any(word not in thai_words() for word in words)  # apart, any word may follow
    if coined and _is_a_name(words, by_place=by_place and end == kind.end()) and not own.isascii():
        return text[kind.start() : end] + own
    after = _patterns().apart.match(text, kind.end() if own.isascii() else end + len(own))
    return (after["quoted"] or after["latin"]) if after else None


def _ending_in_a_kind(text: str, ending: re.Match[str]) -> str | None:
    """The name that ends in such a word ("เลมอนกราสสปา"): all before it, back to a word that is no part of a name."""
    ends, _, _, before = _lists()
    line = text[max(0, ending.start() - _NAME) : ending.start()].rpartition("\n")[2]
    words = word_tokenize(line, engine="newmm")
    last = max(
        (place for place, word in enumerate(words) if word in before or word in ends or _BREAK.search(word)), default=-1
    )
    own = words[last + 1 :]
    if last < 0 and len(line) == _NAME:
        return None  # no name is so long
    name = "".join(own).strip()
    return name + ending.group() if any(word.strip() and not _is_generic(word) for word in own) else None
