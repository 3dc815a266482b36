"""Messages the model has never seen, written apart from the training data, labelled by labels.md."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
NLU_DATA = FOLDER.parents[1] / "nlu" / "data"

DISTRESS_OR_FAMILY = frozenset(
    {"distress_immediate", "distress_non_immediate", "family_missing", "family_held_or_ransom"}
)
OFFERS = frozenset({"offer_check", "offer_details"})


@dataclass(frozen=True)
class Labels:
    """What a message means, by its writer or by us."""

    need: str
    danger: int
    country: str | None
    place: str | None
    red_flags: frozenset[str]

    @classmethod
    def of(cls, entry: dict[str, object]) -> "Labels":
        """From a line of JSON with the names of labels.md."""
        flags = entry["red_flags"]
        assert isinstance(flags, list)
        place, country = entry["place"], entry["country"]
        return cls(
            str(entry["need"]),
            int(str(entry["danger"])),
            None if country is None else str(country),
            None if place is None else str(place),
            frozenset(map(str, flags)),
        )


@dataclass(frozen=True)
class Held:
    """One held-out message."""

    id: str
    text: str
    labels: Labels


@cache
def load() -> tuple[Held, ...]:
    """All held-out messages, in the order of their files."""
    lines = [line for path in sorted(FOLDER.glob("held_out_*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    entries = [json.loads(line) for line in lines if line.strip()]
    return tuple(Held(entry["id"], entry["text"], Labels.of(entry)) for entry in entries)


@cache
def training_texts() -> tuple[tuple[str, str], ...]:
    """(need, text) of every training example."""
    found = []
    for path in sorted(NLU_DATA.glob("*/*.yml")):
        for block in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader).get("nlu", ()):
            found += [(block["intent"], example["text"].strip()) for example in block["examples"]]
    return tuple(found)
