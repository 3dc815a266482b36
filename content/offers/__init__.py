"""What an offer's signs mean, in words a job seeker understands, each with its source.

Red flags, known patterns, what such work is paid, official alerts, and which question to ask next.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from content.base import Model, Sourced, load_folder

FOLDER = Path(__file__).parent

Level = Literal["extreme", "high", "check", "none_seen"]
"""How dangerous an offer looks. There is no level that means "safe"."""

Ilo = Annotated[int, Field(ge=1, le=11)]
"""Indicator of forced labour (ILO SAP-FL 2012)."""

Says = Annotated[str, Field(max_length=48)]
Why = Annotated[str, Field(max_length=160)]


class RedFlag(Sourced):
    """A red flag of labels.md: `says` names it, `why` tells why it matters.

    `weight`: 2 for what is by itself a mark of trafficking or fraud, 1 for what needs company.
    """

    flag: str
    says: Says
    why: Why
    weight: Literal[1, 2]
    ilo: Ilo | None = None


class Pattern(Sourced):
    """A known way of deceiving: a kind of work together with flags or destinations.

    It fits when the offer shows one of `works` (content/signals/works.yml) and, where given, one of `flags` and one
    of `countries` (ISO 3166-1; `abroad`: anywhere but Thailand). It lifts the offer to `level` at least. `money`: a
    loss of money, so the line to call is another one.
    """

    key: str
    says: Says
    why: Why
    level: Literal["extreme", "high"]
    works: tuple[str, ...] = Field(min_length=1)
    flags: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    abroad: bool = False
    money: bool = False
    ilo: Ilo | None = None


class Pay(Sourced):
    """What work is paid in a country in a year, as somebody published it. What is not here is not known.

    `highest` is given where the reference is a range. `works` empty: any work without special skill.
    """

    key: str
    country: str
    lowest: Decimal
    highest: Decimal
    currency: str
    period: Literal["HOUR", "DAY", "WEEK", "MONTH"]
    year: int
    says: Says
    works: tuple[str, ...] = ()
    not_works: tuple[str, ...] = ()


class Alert(Sourced):
    """An official warning in the shape of CAP 1.2 (OASIS): it holds from `effective` until before `expires`."""

    identifier: str
    headline: Says
    description: Why
    countries: tuple[str, ...] = Field(min_length=1)
    works: tuple[str, ...] = Field(min_length=1)
    urgency: Literal["Immediate", "Expected", "Future", "Past", "Unknown"]
    severity: Literal["Extreme", "Severe", "Moderate", "Minor", "Unknown"]
    certainty: Literal["Observed", "Likely", "Possible", "Unlikely", "Unknown"]
    effective: date
    expires: date

    @model_validator(mode="after")
    def _holds_for_a_while(self) -> "Alert":
        if not self.effective < self.expires:
            raise ValueError("it expires before it takes effect")
        return self


class Question(Model):
    """What to ask when `fact` is missing.

    `flag` is what a bad answer would show, `chance` how often it does (0-1): together they say how much the answer
    may change the verdict. `reply` is the wording.
    """

    fact: str
    flag: str
    chance: Annotated[float, Field(gt=0, lt=1)]
    reply: str
    where: Literal["anywhere", "abroad"] = "anywhere"


def load_red_flags() -> dict[str, RedFlag]:
    """All red flags by name."""
    return load_folder(FOLDER, RedFlag, "flag", "red_flags.yml")


def load_patterns() -> dict[str, Pattern]:
    """All known patterns by key."""
    return load_folder(FOLDER, Pattern, "key", "patterns.yml")


def load_pay() -> dict[str, Pay]:
    """All pay references by key."""
    return load_folder(FOLDER, Pay, "key", "pay.yml")


def load_alerts() -> dict[str, Alert]:
    """All alerts by identifier, expired ones too."""
    return load_folder(FOLDER, Alert, "identifier", "alerts.yml")


def load_questions() -> dict[str, Question]:
    """What to ask for, by fact."""
    return load_folder(FOLDER, Question, "fact", "questions.yml")
