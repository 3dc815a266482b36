"""What one message adds to the offer its conversation is about, in the form of slots (JSON values)."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from re import Pattern
from typing import Any

from nlu.signals import data
from nlu.signals.job import read_job
from nlu.signals.normalise import loosen
from nlu.signals.offer import Money
from nlu.signals.reading import Reading
from nlu.signals.talk import Talk
from nlu.signals.terms import read_terms
from nlu.signals.works import find_works


def offer_facts(reading: Reading, talk: Talk, *, flags: "Mapping[str, str]", fresh: bool) -> "dict[str, Any]":
    """The slots of an offer after this message; `fresh`: it is another offer than the one told before.

    `flags` and `works` with the words that showed them, `told`: the facts it says anything about (told.yml),
    `salary`, `offer_country` and `offer_place` where it tells them.
    """
    loosened = loosen(reading.text)
    job = read_job(reading.text)
    terms = read_terms(reading.text, loosened)
    named = {name for name, pattern in _told().items() if pattern.search(loosened)}
    named |= {"place"} if job.country else set()
    named |= {"employer"} if terms.hiring_organization else set()
    named |= {"fee"} if job.fees else set()
    named |= {"contract"} if terms.contract is not None else set()
    facts: dict[str, Any] = {
        "flags": {**_known(talk.flags, fresh), **flags},
        "works": {**_known(talk.works, fresh), **find_works(reading.text, loosened)},
        "told": sorted({*(() if fresh else talk.told), *named}),
    }
    if job.salary or fresh:
        facts["salary"] = _salary_slot(job.salary) if job.salary else None
    if job.country or fresh:
        facts |= {"offer_country": job.country, "offer_place": job.place or ""}
    return facts


def salary_of(slot: "Mapping[str, Any] | None") -> "Money | None":
    """The pay kept in the slot `salary`."""
    if not slot:
        return None
    return Money(Decimal(slot["minimum"]), Decimal(slot["maximum"]), slot["currency"], slot["period"], slot["words"])


def _salary_slot(pay: Money) -> "dict[str, Any]":
    return {
        "minimum": str(pay.minimum),
        "maximum": str(pay.maximum),
        "currency": pay.currency,
        "period": pay.period,
        "words": pay.words,
    }


def _known(slot: "Mapping[str, str] | None", fresh: bool) -> "Mapping[str, str]":
    return {} if fresh else slot or {}


@cache
def _told() -> "dict[str, Pattern[str]]":
    patterns = data.read("told")["offer"]
    return {name: data.compile_pattern(pattern, f"told.yml, {name}") for name, pattern in patterns.items()}
