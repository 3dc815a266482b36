"""What every piece of content shares: strict models, sources, review dates and clear errors."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator


class ContentError(Exception):
    """Content that may not be shown. `faults` are lines "file, entry: what is wrong"."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class Model(BaseModel):
    """A strict, immutable record: an unknown field is a mistake, not a surprise."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Model):
    """Where a fact was seen: an address, a public repository file where the page itself was not seen, or a call."""

    url: str | None = None
    ref: str | None = None
    kind: Literal["official", "news", "third_party", "dialled"]
    page_date: str | None = None  # ISO 8601, as far as it is known: 2025, 2025-10 or 2025-10-23
    seen: str

    @model_validator(mode="after")
    def _has_a_place(self) -> "Source":
        if not (self.url or self.ref):
            raise ValueError("a source needs a url or a ref")
        return self


class Sourced(Model):
    """A statement with its sources, the day somebody last read them, and the day to read them again."""

    sources: tuple[Source, ...] = Field(min_length=1)
    assured_date: date
    review_by: date


M = TypeVar("M", bound=BaseModel)


def entries(folder: Path, files: str = "*.yml") -> Iterator[tuple[Path, int, dict[str, Any]]]:
    """The entries of all YAML lists in a folder, each with its file and position."""
    for path in sorted(folder.glob(files)):
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for position, entry in enumerate(loaded or []):
            yield path, position, entry


def load_folder(folder: Path, model: type[M], key: str, files: str = "*.yml") -> dict[str, M]:
    """Each YAML entry of a folder's `files` as `model`, by its field `key`; all faults at once, each named."""
    found: dict[str, M] = {}
    faults: list[str] = []
    for path, position, entry in entries(folder, files):
        name = entry.get(key) or f"entry {position + 1}"
        place = f"{path.parent.name}/{path.name}, {name}"
        if name in found:
            faults.append(f"{place}: the {key} is used twice")
        try:
            found[name] = model.model_validate(entry)
        except ValidationError as error:
            faults += [
                f"{place}: {'.'.join(str(part) for part in fault['loc']) or 'entry'}: {fault['msg']}"
                for fault in error.errors()
            ]
    if faults:
        raise ContentError(faults)
    return found
