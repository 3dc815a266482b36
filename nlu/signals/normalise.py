"""Thai as people type it, brought into one form before anything looks for meaning in it."""

import re
import unicodedata

from pythainlp.util import normalize, thai_digit_to_arabic_digit

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_STRETCHED = re.compile(r"([^\d\s])\1{2,}")
_THAI = "\u0e01-\u0e4e"
_GAP_IN_THAI = re.compile(rf"(?<=[{_THAI}])[ \t\u00a0]+(?=[{_THAI}])")
_SPACES = re.compile(r"[ \t\u00a0]+")
_LINES = re.compile(r"\s*\n\s*")
_MARK_CHARACTERS = "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e"
_MARKS = re.compile(f"[{_MARK_CHARACTERS}]")  # short-vowel mark, four tones, silencer, yamakkan
_MEDIALS = str.maketrans({"ฤ": "ร"})

MAX_LENGTH = 2000
"""Characters of one message that are looked at; nobody says more than this in one breath."""


def clean(text: str) -> str:
    """Compatible characters, none that cannot be seen, Arabic digits. Case, spelling and line breaks stay."""
    text = unicodedata.normalize("NFKC", text).replace("\u0e4d\u0e32", "\u0e33")
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text))
    return thai_digit_to_arabic_digit(text) if text else ""


def normalise(text: str) -> str:
    """One spelling for one sound: no invisible characters, no stretched letters, Arabic digits, lower-case Latin.

    Line breaks stay, for a pasted advertisement means something by them. Idempotent.
    """
    text = _STRETCHED.sub(r"\1", clean(text[:MAX_LENGTH]).lower())
    text = "\n".join(normalize(line) for line in text.split("\n"))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def loosen(normalised: str) -> str:
    """The text without spaces inside Thai and without tone marks: what is left when people type in haste.

    Cues and places are compared in this form, so `ชวยดวย`, `ช่วย ด้วย` and `ช่วยด้วย` are one.
    """
    return _GAP_IN_THAI.sub("", _MARKS.sub("", normalised)).translate(_MEDIALS)


def _places_of(normalised: str) -> list[int]:
    """Where each character of the loosened form stands in a normalised text."""
    kept = [place for place, character in enumerate(normalised) if character not in _MARK_CHARACTERS]
    unmarked = "".join(normalised[place] for place in kept)
    gaps = {place for gap in _GAP_IN_THAI.finditer(unmarked) for place in range(*gap.span())}
    return [kept[place] for place in range(len(unmarked)) if place not in gaps]


def quote(normalised: str, start: int, end: int) -> str:
    """The words of a normalised text that stand at [start, end) of its loosened form."""
    places = _places_of(normalised)
    return normalised[places[start] : places[end] if end < len(places) else len(normalised)].strip()
