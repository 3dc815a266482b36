"""Red flags that an offer's own facts and words speak against: the model hears the telling words, not their denial."""

from collections.abc import Mapping
from functools import cache
from re import Pattern

from nlu.signals import data
from nlu.signals.employer import find_employers
from nlu.signals.job import Job
from nlu.signals.normalise import loosen


def standing(flags: "Mapping[str, str]", job: Job, normalised: str) -> "dict[str, str]":
    """The flags, each with its words, that nothing in the offer contradicts."""
    return {flag: words for flag, words in flags.items() if not _contradicted(flag, job, normalised)}


def _contradicted(flag: str, job: Job, normalised: str) -> bool:
    if flag == "vague_employer":
        return find_employers(normalised)[0] is not None
    if flag == "fee_upfront" and job.fees:
        return False
    denied, unless = _patterns().get(flag, (None, None))
    loosened = loosen(normalised)
    return bool(denied and denied.search(loosened)) and not (unless and unless.search(loosened))


@cache
def _patterns() -> "dict[str, tuple[Pattern[str] | None, Pattern[str] | None]]":
    def compiled(flag: str, name: str) -> "Pattern[str] | None":
        text = said[flag].get(name)
        return data.compile_pattern(text, f"contradictions.yml, {flag}, {name}") if text else None

    said = data.read("contradictions")
    return {flag: (compiled(flag, "denied"), compiled(flag, "unless")) for flag in said}
