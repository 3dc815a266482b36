"""How dangerous an offer looks: a pure function of its red flags. The same flags always give the same level."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from content.offers import RedFlag

Level = Literal["extreme", "high", "check", "none_seen"]


@dataclass(frozen=True)
class Assessment:
    """The level and the red flags that made it, heaviest first. There is no level that means "safe"."""

    level: Level
    reasons: tuple[RedFlag, ...]


def assess(flags: Iterable[str], meanings: dict[str, RedFlag], *, complete: bool) -> Assessment:
    """The level of an offer that shows `flags`. `complete`: it names employer, place, visa, cost and contract.

    Two heavy flags, or a heavy one with two others, are extreme; one heavy or two light ones are high; anything
    less, or an offer with gaps, needs checking.
    """
    reasons = sorted((meanings[flag] for flag in set(flags) if flag in meanings), key=lambda r: (-r.weight, r.flag))
    heavy = sum(reason.weight == 2 for reason in reasons)
    light = len(reasons) - heavy
    level: Level
    if heavy >= 2 or (heavy and light >= 2):
        level = "extreme"
    elif heavy or light >= 2:
        level = "high"
    else:
        level = "check" if light or not complete else "none_seen"
    return Assessment(level, tuple(reasons))
