"""Links in a text, each in one form, so that the same link is known again however it was written."""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from nlu.signals import data

_SCHEME = re.compile(r"^h(?:tt|xx)ps?://|^line://", re.IGNORECASE)
_TRAILING = ".,;:!?)]}\"'”’…*_~|"
_THAI = "\u0e00-\u0e7f"


@dataclass(frozen=True)
class Found:
    """Something found in a text at [start, end): its value in one form."""

    value: str
    start: int
    end: int


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    ends = "|".join(sorted(data.read("links")["top_level"], key=len, reverse=True))
    tail = rf"(?::\d{{2,5}})?(?:[/?#][^\s\"'<>{_THAI}]*)?"
    dot = r"(?:\.|\[\.\]|\(\.\))"
    with_scheme = rf"(?:h(?:tt|xx)ps?|line)://[^\s\"'<>/?#]+{tail}"
    bare = rf"(?<![a-zA-Z0-9_@./-])(?:[a-z0-9-]+{dot})+(?:{ends})(?![a-zA-Z0-9_-])(?!\.[a-zA-Z0-9_]){tail}"
    return re.compile(with_scheme, re.IGNORECASE), re.compile(bare, re.IGNORECASE)


def find_links(text: str, *, bare: bool) -> list[Found]:
    """The links of a text, normalised, in order: those with a scheme, or the bare ones."""
    found = []
    for match in _patterns()[bare].finditer(text):
        written = match.group().rstrip(_TRAILING)
        link = normalise_link(written)
        if link:
            found.append(Found(link, match.start(), match.start() + len(written)))
    return found


def normalise_link(written: str) -> str | None:
    """`https://host/path?query`: host in punycode without "www.", no tracking parameters, no fragment. Idempotent.

    None if it is no link. "hxxp", "[.]" and a missing scheme are mended; line:// is LINE's own name for line.me.
    """
    written = re.sub(r"\[\.\]|\(\.\)", ".", written)
    address = _SCHEME.sub("", written)
    if written.lower().startswith("line://"):
        address = f"line.me/R/{address}" if not address.lower().startswith("ti/") else f"line.me/{address}"
    try:
        parts = urlsplit(f"https://{address}")
        port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
        host = (parts.hostname or "").rstrip(".").encode("idna").decode().lower()
    except ValueError:  # UnicodeError is one
        return None
    host = re.sub(r"^(?:www\.)+", "", host)
    if "." not in host.strip("."):
        return None
    query = urlencode([pair for pair in parse_qsl(parts.query) if not _tracks(pair[0])])
    return f"https://{host}{port}{parts.path.rstrip('/')}{'?' + query if query else ''}"


def is_shortener(link: str) -> bool:
    """Whether a normalised link hides where it leads."""
    return urlsplit(link).hostname in data.read("links")["shorteners"]


def _tracks(name: str) -> bool:
    known = data.read("links")
    return name.lower() in known["tracking"] or name.lower().startswith(tuple(known["tracking_prefixes"]))
