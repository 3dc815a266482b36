"""Guidance: short sourced answers, one per question people ask."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from content.base import Sourced, load_folder

FOLDER = Path(__file__).parent


class Answer(Sourced):
    """One answer. `lines` are short sentences in the order to be read; `services` ids of desks to call or open.

    `needs` are the labels it answers by default, `words` those that choose it over its neighbours.
    """

    key: str
    question: Annotated[str, Field(max_length=60)]
    lines: tuple[Annotated[str, Field(max_length=160)], ...] = Field(min_length=1, max_length=7)
    services: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def load_answers() -> dict[str, Answer]:
    """All answers by key."""
    return load_folder(FOLDER, Answer, "key")
