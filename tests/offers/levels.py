"""The levels of labelled ads: how many scams are seen, how many honest offers are wronged, are reasons in the text?

    python -m tests.offers.levels FILE [labelled|detected]

`labelled` takes the flags, country and pay of the label, to judge the assessment apart from the detection.
"""

import json
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import content
from bot.cli.borrowed_rasa import rasa_for
from bot.rasa import Rasa, Said
from bot.settings import load_for_tools
from handlers.assessment import RANK, Assessment, Told, assess
from handlers.contract import Decision, Message
from handlers.slots import told_of
from nlu.signals.normalise import normalise
from nlu.signals.offer import Money

TODAY = date(2026, 11, 23)
Flags = Literal["labelled", "detected"]
Slots = dict[str, Any]
Hear = Callable[[str], Slots]


def heard(rasa: Rasa) -> Hear:
    """Hears an ad as the bot does: a first message to the Rasa that serves."""

    def hear(text: str) -> Slots:
        sender = f"levels-{uuid.uuid4().hex}"
        answer = rasa.turn(Said(sender, "1", text))
        rasa.forget(sender)
        return dict(answer["slots"])

    return hear


def judge(ad: dict[str, Any], hear: Hear, flags: Flags = "detected") -> Assessment:
    """The assessment of one labelled ad."""
    slots = hear(ad["text"])
    told = told_of(Message("text", text=ad["text"]), Decision("offer.check", slots=slots))
    if flags == "labelled":
        offer = replace(told.offer, country=ad["country"], place=ad["place"], salary=_salary(ad))
        facts = {*told.facts} - {"place"} | ({"place"} if ad["country"] else set())
        shown = {name: told.flags.get(name, "") for name in ad["red_flags"]}
        told = Told(offer, shown, told.works, facts)
    return assess(told, content.load(), TODAY)


def _salary(ad: dict[str, Any]) -> Money | None:
    pay = ad["salary"]
    if not pay:
        return None
    low = Decimal(str(pay["amount_min"]))
    high = Decimal(str(pay["amount_max"])) if pay["amount_max"] is not None else low
    return Money(low, high, pay["currency"], pay["period"], "")


@dataclass
class Figures:
    """What was measured. Shares are 0-1; `slowest` milliseconds is the 95th percentile from text to verdict."""

    below_check: list[str] = field(default_factory=list)
    scams_high: float = 0.0
    wronged: float = 0.0
    not_in_text: list[str] = field(default_factory=list)
    slowest: float = 0.0
    levels: dict[str, Counter[str]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    wronged_ids: list[str] = field(default_factory=list)


def measure(ads: list[dict[str, Any]], hear: Hear, flags: Flags = "detected") -> Figures:
    """The figures over some ads."""
    figures, times = Figures(), []
    for ad in ads:
        started = time.perf_counter()
        found = judge(ad, hear, flags)
        times.append((time.perf_counter() - started) * 1000)
        figures.levels.setdefault(ad["kind"], Counter())[found.level] += 1
        text = normalise(ad["text"])
        figures.not_in_text += [f"{ad['id']}: {one.words}" for one in found.reasons if one.words not in text]
        if ad["kind"] == "scam" and RANK[found.level] < RANK["high"]:
            figures.missed.append(ad["id"])
            figures.below_check += [ad["id"]] if found.level == "none_seen" else []
        if ad["kind"] == "legitimate" and RANK[found.level] >= RANK["high"]:
            figures.wronged_ids.append(ad["id"])
    scams = sum(ad["kind"] == "scam" for ad in ads)
    honest = sum(ad["kind"] == "legitimate" for ad in ads)
    return replace(
        figures,
        scams_high=1 - len(figures.missed) / max(1, scams),
        wronged=len(figures.wronged_ids) / max(1, honest),
        slowest=sorted(times)[int(len(times) * 0.95)],
    )


def load(path: Path) -> list[dict[str, Any]]:
    """Labelled ads, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    arguments = sys.argv[2:]
    kind: Flags = "labelled" if "labelled" in arguments else "detected"
    with rasa_for(load_for_tools(), private=True) as started:
        for name, value in vars(measure(load(Path(sys.argv[1])), heard(started), kind)).items():
            sys.stdout.write(f"{name}: {value}\n")
