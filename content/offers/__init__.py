"""What an offer's red flags mean, in words a job seeker understands, each with its source."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from content.base import Sourced, load_folder

FOLDER = Path(__file__).parent


class RedFlag(Sourced):
    """A red flag of labels.md: `says` names it, `why` tells why it matters.

    `weight`: 2 for what is by itself a mark of trafficking or fraud, 1 for what needs company.
    `ilo`: indicator of forced labour (ILO SAP-FL 2012, 1-11).
    """

    flag: str
    says: Annotated[str, Field(max_length=40)]
    why: Annotated[str, Field(max_length=160)]
    weight: Literal[1, 2]
    ilo: Annotated[int, Field(ge=1, le=11)] | None = None


def load_red_flags() -> dict[str, RedFlag]:
    """All red flags by name."""
    return load_folder(FOLDER, RedFlag, "flag")
