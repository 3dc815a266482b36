"""The terms of an offer: work, visa, contract, who pays the journey, licence, deadline, employer and recruiter."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from nlu.signals import data
from nlu.signals.employer import find_employers
from nlu.signals.normalise import normalise


@dataclass(frozen=True)
class Terms:
    """What the words of an offer say of its terms; None where they say nothing. Names as in nlu.signals.offer.Offer."""

    title: str | None
    hiring_organization: str | None
    recruiter: str | None
    travel_paid_by: Literal["recruiter", "worker"] | None
    visa: str | None
    contract: bool | None
    licence_number: str | None
    valid_through: str | None


@cache
def _trades() -> tuple[dict[str, str], re.Pattern[str]]:
    spelled = {
        normalise(word): trade["name"] for trade in data.read("trades") for word in (trade["name"], *trade["also"])
    }
    longest_first = sorted(spelled, key=len, reverse=True)
    words = [rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word) for word in longest_first]
    return spelled, re.compile("|".join(words))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return data.compile_pattern(data.read("offer_terms")[name], f"offer_terms.yml, {name}")


@cache
def _typed(name: str) -> re.Pattern[str]:
    """A pattern over the normalised text, for what is shown as it was written."""
    return re.compile(data.read("offer_terms")[name])


@cache
def _visas() -> dict[str, re.Pattern[str]]:
    kinds = data.read("offer_terms")["visa"]
    return {kind: data.compile_pattern(pattern, f"offer_terms.yml, {kind}") for kind, pattern in kinds.items()}


def read_terms(normalised: str, loosened: str) -> Terms:
    """The terms of a text, which is handed over in both forms (nlu.signals.normalise)."""
    employer, agency = find_employers(normalised)
    licence, deadline = (_typed(name).search(normalised) for name in ("licence", "deadline"))
    return Terms(
        title=_title(normalised),
        hiring_organization=employer,
        recruiter=agency or _recruiter(normalised),
        travel_paid_by=_travel(loosened),
        visa=next((kind for kind, pattern in _visas().items() if pattern.search(loosened)), None),
        contract=_contract(loosened),
        licence_number=re.sub(r"\s", "", licence["number"]) if licence else None,
        valid_through=deadline.group().strip() if deadline else None,
    )


def _title(normalised: str) -> str | None:
    spelled, pattern = _trades()
    found = pattern.search(normalised)
    return spelled[found.group()] if found else None


def _contract(loosened: str) -> bool | None:
    if _pattern("no_contract").search(loosened):
        return False
    return True if _pattern("contract").search(loosened) else None


def _travel(loosened: str) -> Literal["recruiter", "worker"] | None:
    if _pattern("no_travel").search(loosened):
        return "worker"
    return "recruiter" if _pattern("travel").search(loosened) else None


def _recruiter(normalised: str) -> str | None:
    found = _typed("recruits").search(normalised)
    return (found["who"] or found["named"]).strip() if found else None
