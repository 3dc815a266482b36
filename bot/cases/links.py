"""Which cases may be about the same person: a mother who searches and her daughter who writes do not know of each
other, and each told one desk. We only propose; a person decides.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import combinations

from bot.cases.record import CaseFile
from bot.store.seal import Seal

WITHIN_DAYS = 30
"""Cases further apart in time (last word of one, first of the other) are not proposed for their place alone."""

IDENTITIES = ("name", "phone", "line_id", "passport")
"""Facts that tell who the person in trouble is."""


@dataclass(frozen=True)
class Link:
    """Two cases and why they may belong together, the strongest reason first."""

    cases: tuple[CaseFile, CaseFile]
    reasons: tuple[str, ...]


def links(cases: list[CaseFile], seal: Seal) -> list[Link]:
    """All pairs worth a look, those with most reasons first."""
    found = [Link((one, other), _reasons(one, other, seal)) for one, other in combinations(cases, 2)]
    return sorted((link for link in found if link.reasons), key=lambda link: -len(link.reasons))


def _reasons(one: CaseFile, other: CaseFile, seal: Seal) -> tuple[str, ...]:
    if one.lane == other.lane:
        return ()
    same = tuple(f"same {name}" for name in IDENTITIES if _hashes(one, name, seal) & _hashes(other, name, seal))
    if {one.role, other.role} != {"victim", "family"} or not _meet_in_time(one, other):
        return same
    if one.country is None or one.country != other.country:
        return same
    places = {_plain(case.facts.get("place")) for case in (one, other)}
    if "" in places:
        return (*same, "same country")
    return (*same, "same place") if len(places) == 1 else same


def _hashes(case: CaseFile, name: str, seal: Seal) -> set[str]:
    """What was told under a name, over all entries, as keyed hashes: two people need not spell it the same way."""
    return {seal.hash(f"{name}:{plain}") for entry in case.entries if (plain := _plain(entry.facts.get(name)))}


def _plain(value: object) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", value)).casefold() if isinstance(value, str) else ""


def _meet_in_time(one: CaseFile, other: CaseFile) -> bool:
    gap = max(one.opened_at, other.opened_at) - min(one.updated_at, other.updated_at)
    return gap <= WITHIN_DAYS * 86_400_000
