"""A message as Bangkok would say it: words of dialect, of haste and of ภาษาคาราโอเกะ replaced one by one.

For finding facts in, not for reading or quoting (content/signals/central.yml).
"""

import re
from functools import cache, lru_cache

from nlu.signals import data
from nlu.signals.normalise import normalise
from nlu.signals.sounds import sounds

LONGEST = 4
"""So many syllables in Latin letters are looked up together: people break romanised words anywhere."""

_LATIN = re.compile(r"[a-z]+(?:[ '-]+[a-z]+)*")
_SILENT_R = re.compile("(?<=[aeo])r$")
_ENGLISH = re.compile(r"\b(?:the|they|my|is|are|we|and|have|from|am|was|our|please|with|cannot|can't|me)\b")
_ASKING = re.compile(r"(?<=[ก-๎])ไม่(?=(?:ค่ะ|ครับ|นะ)*$)")


@lru_cache(maxsize=1)  # asked for several times a message; nobody's words are kept beyond the next one
def central(text: str) -> str:
    """A normalised text in central Thai; what is not known stays as it is."""
    for pattern, word in _dialect():
        text = pattern.sub(word, text)
    if len(_ENGLISH.findall(text)) > 1:
        return text
    return _ASKING.sub("ไหม", _LATIN.sub(lambda found: _in_thai(found.group()), text))


@cache
def _dialect() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(normalise(pattern)), word) for word, pattern in data.read("central")["dialect"].items())


@cache
def _karaoke() -> dict[str, str]:
    """Thai words by their sound; the first named of two that sound alike."""
    found: dict[str, str] = {}
    for thai, ways in data.read("central")["karaoke"].items():
        for way in [ways] if isinstance(ways, str) else ways:
            found.setdefault(_key(way.split()), thai)
    return found


def _key(syllables: list[str]) -> str:
    """The sounds, telling apart at the beginning what `sounds` takes for one: dai is not tai, ha not a."""
    first = syllables[0][0]
    return (first if first in "bdh" else "") + sounds(_SILENT_R.sub("", syllable) for syllable in syllables)


def _in_thai(latin: str) -> str:
    """Latin words in Thai, if at least half of them are known; else as they were."""
    syllables = re.split("[ '-]+", latin)
    said, known, place = list[str](), 0, 0
    while place < len(syllables):
        for length in range(min(LONGEST, len(syllables) - place), 0, -1):
            if word := _karaoke().get(_key(syllables[place : place + length])):
                known += length
                break
        said.append(word or f" {syllables[place]} ")
        place += length
    return "".join(said) if known * 2 >= len(syllables) else latin
