"""LINE ids, and the names under which somebody is found on Facebook, Telegram, Instagram and the like."""

import re
from functools import cache
from typing import NamedTuple

from nlu.signals import data
from nlu.signals.links import Found

_HANDLE = re.compile(r"(?<![a-zA-Z0-9_@./])@[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9_-])?(?![@/])")
_ID = r"@?[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9_-])?"
_NUMBER = re.compile(r"[\d.-]+[kK]?")
_NO_IDS = ("line", "id", "official", "add", "tel", "the", "and", "www", "chat", "oa", "fb", "ig", "or", "vip")
_QUOTES = tuple("\"“”'「")
_LONGEST_NAME = 40
_AFTER = 16
"""Characters after a handle in which its platform may still be named."""


class _Patterns(NamedTuple):
    line_id: re.Pattern[str]
    platform: re.Pattern[str]
    line: re.Pattern[str]
    platform_id: re.Pattern[str]
    page: re.Pattern[str]
    end: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = data.read("handles")
    sep = r"[ \t]*[:=;\-–—>→➡▶⇒👉]*[ \t]*"
    line = f"(?:{words['line']}(?:[ ]?(?:oa|official|@))?)"
    id_, add = words["line_id"], words["add"]
    cued = f"(?:{add}?[ ]?{line}{sep}(?:{id_}|id|{add})?|{id_}[ ]?{line}?{sep}|{add}[ ]?{sep})"
    elsewhere = rf"(?:{words['platforms']})[ ]?(?:{id_}|{words['named']})?{sep}(?P<id>{_ID})(?![a-zA-Z0-9_@])"
    page = (
        f"(?:(?P<quoted>{words['pages']}[ ]?[:]?[ ]?[\"“”'「])"
        f"|(?P<colon>{words['pages']}[ ]?[:=][ ]?)"
        f"|(?P<called>{words['pages']}[ ]?(?:{words['named']})[ ]?)"
        f"|(?P<reached>{words['reach']}[ ]?(?:เลย|ได้)?[ ]?{words['pages']}[ ]+)"
        f"|(?P<latin>{words['pages']}[ ]+(?=[A-Z0-9]))"
        f"|(?P<apart>(?<![ก-๙]){words['page']}[ ]+(?!{words['after_name']})(?=[ก-๙])))"
    )
    return _Patterns(
        re.compile(rf"(?:{cued}){sep}(?P<id>{_ID})(?![a-zA-Z0-9_@/]|\.[a-zA-Z0-9])", re.IGNORECASE),
        re.compile(words["platforms"], re.IGNORECASE),
        re.compile(words["line"], re.IGNORECASE),
        re.compile(elsewhere, re.IGNORECASE),
        re.compile(page, re.IGNORECASE),
        re.compile(rf"[\n\"“”'」|,#(]|[ ](?:{words['after_name']})|[ ]{{2,}}|[ ][-–—•/📞☎]", re.IGNORECASE),
    )


def find_handles(text: str) -> tuple[list[Found], list[Found]]:
    """(LINE ids, names elsewhere) of a text, as written. An id that is only a phone number is none."""
    patterns = _patterns()
    lines, names = _ids(patterns.line_id, text), _ids(patterns.platform_id, text)
    for match in _HANDLE.finditer(text):
        (lines if _on_line(text, match) else names).append(Found(match.group(), *match.span()))
    names += _pages(text)
    return _apart(lines, names), _apart(names, ())


def _ids(pattern: re.Pattern[str], text: str) -> list[Found]:
    return [Found(match["id"], *match.span("id")) for match in pattern.finditer(text) if _is_id(match)]


def _is_id(match: re.Match[str]) -> bool:
    """Whether it is written as ids are. Without a colon before it, a capitalised word is but a word."""
    written = match["id"]
    cue = match.group()[: match.start("id") - match.start()]
    announced = not cue[-1:].isspace() or any(mark in cue for mark in ":=")
    word = written.islower() and cue.strip().lower() != "add"  # English goes on with any word: "add reception"
    plain = announced or word or any(character in "0123456789_." for character in written)
    return len(written) >= 3 and plain and not _NUMBER.fullmatch(written) and written.lower() not in _NO_IDS


def _on_line(text: str, handle: re.Match[str]) -> bool:
    """A bare @handle is LINE's unless the last platform named before it, or one right after it, is another."""
    patterns = _patterns()
    if patterns.platform.match(text[handle.end() : handle.end() + _AFTER].lstrip(" (")):
        return False
    before = text[: handle.start()]
    other = max((match.end() for match in patterns.platform.finditer(before)), default=0)
    line = max((match.end() for match in patterns.line.finditer(before)), default=0)
    return line >= other


def _pages(text: str) -> list[Found]:
    found = []
    for match in _patterns().page.finditer(text):
        opened = match.end() + (text[match.end() : match.end() + 1] in _QUOTES)
        rest = text[opened : opened + _LONGEST_NAME + 1]
        if match["latin"]:
            name = re.match(r"[A-Za-z0-9][A-Za-z0-9 .&'_-]*", rest)
            end = name.end() if name else 0
        else:
            stop = _patterns().end.search(rest)
            end = stop.start() if stop else len(rest)
        name_ = rest[:end].strip(" .:*_~")
        if 2 <= len(name_) <= _LONGEST_NAME and not _NUMBER.fullmatch(name_):
            found.append(Found(name_, opened, opened + end))
    return found


def _apart(found: list[Found], others: "list[Found] | tuple[()]") -> list[Found]:
    """In order, none inside another of the same list or at the place of one of the others."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if all(one.start >= other.end or one.end <= other.start for other in (*kept, *others)):
            kept.append(one)
    return kept
