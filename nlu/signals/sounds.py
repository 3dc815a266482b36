"""How a text sounds, roughly: one spelling for Thai script, misspelt Thai and ภาษาคาราโอเกะ (romanised Thai).

`ช่วยด้วย`, `ชวยดวย`, `chuay duay` and `chuai duai` all become `juYtuY`. Not for reading; for comparing.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from pythainlp.transliterate import romanize

_THAI = re.compile("[\u0e01-\u0e4e]")
_NOT_LATIN = re.compile("[^a-z]")

_ONE_FOR_MANY = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        # consonants Thais hear as one, in the spellings they use for them
        *(("ph", "p"), ("kh", "k"), ("th", "t"), ("ch|sh", "j"), ("ng|gn", "N"), ("wh|v", "w"), ("[xqcg]", "k")),
        *(("b", "p"), ("d", "t"), ("z", "s"), ("r", "l")),
        # vowels, long and short alike
        *(("ai|ay|ei|ey|y$", "Y"), ("ao|aw|au|ow", "W"), ("oo|ou|ue|eu|ui?", "u"), ("ee|ie|ea|ii", "i")),
        *(("ae|e+", "e"), ("oe|or|o+", "o"), ("aa|ah|a+", "a")),
        # what is left of aspiration, and doubled letters
        *(("h", ""), (r"(.)\1+", r"\1")),
    )
)


def sounds(words: Iterable[str]) -> str:
    """The sounds of a text's words in one string, without gaps (people break romanised words anywhere)."""
    return "".join(map(_sound, words))


@lru_cache(maxsize=50_000)
def _sound(word: str) -> str:
    latin = _NOT_LATIN.sub("", (romanize(word, engine="royin") if _THAI.search(word) else word).lower())
    for pattern, sound in _ONE_FOR_MANY:
        latin = pattern.sub(sound, latin)
    return latin
