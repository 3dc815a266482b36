"""How well offers are read: `python -m tests.offers.evaluate` prints a table.

known.jsonl: 500 labelled ads by three writers, looked at while the reader was made. unseen.jsonl: 120 by a fourth
writer, which no rule of the reader and no training text was made from.
"""

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from nlu.signals.agency import name_key
from nlu.signals.links import normalise_link
from nlu.signals.offer import Contacts, Offer
from nlu.signals.offer_reader import read_offer

FOLDER = Path(__file__).parent

Ad = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """An ad, what was read in it, and how long that took in milliseconds."""

    ad: Ad
    offer: Offer
    milliseconds: float


def ads(name: str) -> list[Ad]:
    """The ads of known.jsonl or unseen.jsonl."""
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def read_all(listed: Iterable[Ad]) -> list[Reading]:
    """Reads every ad, timed."""
    read_offer("งานเดือนละ 20,000 ที่ลาว โทร 0812345678")  # compile before the clock starts
    readings = []
    for ad in listed:
        started = time.perf_counter()
        offer = read_offer(ad["text"])
        readings.append(Reading(ad, offer, (time.perf_counter() - started) * 1000))
    return readings


def figures(readings: Sequence[Reading]) -> dict[str, float]:
    """The share of ads, 0 to 1, in which each part was read exactly as labelled (nothing is right where nothing is)."""
    paid = [one for one in readings if one.ad["salary"] and one.offer.salary]
    return {
        "salary amount": _share(readings, lambda one: _amounts(one.ad["salary"]) == _read_amounts(one.offer)),
        "currency": _share(paid, lambda one: one.offer.salary.currency == one.ad["salary"]["currency"]),
        "period": _share(paid, lambda one: one.offer.salary.period == one.ad["salary"]["period"]),
        "fees": _share(readings, lambda one: _fees(one.ad) == {fee.minimum for fee in one.offer.fees}),
        "country": _share(readings, lambda one: one.offer.country == one.ad["country"]),
        "contacts": _share(readings, lambda one: labelled(one.ad) == found(one.offer.contacts)),
    }


def employers_read(readings: Sequence[Reading]) -> float:
    """The share of ads, labelled with `employer`, whose employer (or agency) was read by its own name, or none."""
    return _share(readings, _is_employer_read)


def _is_employer_read(one: Reading) -> bool:
    wanted, offer = one.ad["employer"], one.offer
    if not wanted:
        return offer.hiring_organization is None
    return name_key(wanted) in {name_key(name) for name in (offer.hiring_organization, offer.recruiter) if name}


def contact_f1(readings: Sequence[Reading]) -> float:
    """Micro-F1 over single contacts of all kinds."""
    right = sum(len(labelled(one.ad) & found(one.offer.contacts)) for one in readings)
    wanted = sum(len(labelled(one.ad)) for one in readings)
    given = sum(len(found(one.offer.contacts)) for one in readings)
    return 2 * right / (wanted + given)


def amount_f1(readings: Sequence[Reading]) -> float:
    """Micro-F1 over all amounts: each salary (both ends) and each fee is one."""
    right = wanted = given = 0
    for one in readings:
        want = _fees(one.ad) | ({_amounts(one.ad["salary"])} if one.ad["salary"] else set())
        have = {fee.minimum for fee in one.offer.fees} | ({_read_amounts(one.offer)} if one.offer.salary else set())
        right, wanted, given = right + len(want & have), wanted + len(want), given + len(have)
    return 2 * right / (wanted + given)


def labelled(ad: Ad) -> set[tuple[str, str]]:
    """The contacts an ad is labelled with, by kind, links in their one form."""
    contacts = ad["contacts"]
    pairs = {(kind, value) for kind in ("phones", "line_ids", "accounts", "names") for value in contacts[kind]}
    return pairs | {("links", normalise_link(url) or url) for url in contacts["urls"]}


def found(contacts: Contacts) -> set[tuple[str, str]]:
    """The contacts that were read, by kind."""
    kinds = ("phones", "line_ids", "accounts", "names", "links")
    return {(kind, value) for kind in kinds for value in getattr(contacts, kind)}


def _share(readings: Sequence[Reading], right: Any) -> float:
    return sum(bool(right(one)) for one in readings) / len(readings)


def _amounts(salary: Any) -> Any:
    """(least, most) of a labelled salary; `most` None: so much and more."""
    if not salary:
        return None
    ends = (salary["amount_min"], salary["amount_max"])
    least, most = (None if amount is None else Decimal(str(amount)) for amount in ends)
    return least, most


def _read_amounts(offer: Offer) -> Any:
    if not offer.salary:
        return None
    opened = offer.salary.and_up and offer.salary.minimum == offer.salary.maximum
    return offer.salary.minimum, None if opened else offer.salary.maximum


def _fees(ad: Ad) -> set[Any]:
    return {Decimal(fee["amount"]) for fee in ad["fees"]}


def main() -> None:
    """Prints the table."""
    table = Table("what", "known", "unseen")
    both = [read_all(ads(name)) for name in ("known", "unseen")]
    known, unseen = (figures(readings) for readings in both)
    for name in known:
        table.add_row(name, f"{known[name]:.3f}", f"{unseen[name]:.3f}")
    table.add_row("contacts, micro-F1", *(f"{contact_f1(readings):.3f}" for readings in both))
    table.add_row("salaries and fees, micro-F1", *(f"{amount_f1(readings):.3f}" for readings in both))
    table.add_row("slowest, ms", *(f"{max(one.milliseconds for one in readings):.1f}" for readings in both))
    Console().print(table)


if __name__ == "__main__":
    main()
