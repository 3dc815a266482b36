"""The signals' data: content/signals/*.yml, read without content's models, for Rasa's Python knows them not."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nlu.signals.normalise import loosen, normalise

FOLDER = Path(__file__).parents[2] / "content" / "signals"


class SignalDataError(Exception):
    """A mistake in content/signals: names the file and the entry."""


@cache
def read(name: str) -> Any:
    """The content of content/signals/<name>.yml."""
    return yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def table(name: str) -> list[list[str]]:
    """The rows of content/signals/<name>.csv, without its heading."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@cache
def words() -> dict[str, str]:
    """Named alternatives for patterns, e.g. `{they}`: people name the same thing in many ways."""
    return {
        name: "(?:" + "|".join(loosen(normalise(word)) for word in listed) + ")"
        for name, listed in read("words").items()
    }


def compile_pattern(pattern: str, place: str) -> re.Pattern[str]:
    """A pattern of the data, loosened like the text it meets, its `{names}` replaced. `place` is for the error."""
    try:
        named = re.sub(r"\{([a-z_]+)\}", lambda found: words()[found.group(1)], loosen(pattern))
        return re.compile(named)
    except (KeyError, re.error) as error:
        raise SignalDataError(f"content/signals/{place}: {pattern!r}: {error}") from error
