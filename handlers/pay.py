"""An offered pay against what somebody published for that work and country; what is not published stays unknown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from content.offers import Pay
from nlu.signals.offer import Money, Offer

FAR_ABOVE = Decimal("2.5")
"""So many times the reference is far above it, for work without special skill."""

ORDINARY = Decimal("1.3")
"""Up to so many times the reference nobody can call it high."""

BELOW = Decimal("0.9")
"""Less than this share of the reference is below it; the rest is rounding, or last year's rate."""


@dataclass(frozen=True)
class Comparison:
    """An offered pay that stands out against a reference, with the words that told it."""

    reference: Pay
    direction: Literal["above", "below"]
    words: str


def compare_pay(offer: Offer, works: Mapping[str, str], references: Iterable[Pay]) -> Comparison | None:
    """How the pay stands out; None if it does not, or if nothing comparable is published.

    Compares only the same currency and period: an exchange rate or working hours of our own would be an invention.
    """
    pay = offer.salary
    if pay is None:
        return None
    for reference in _comparable(offer.country, pay, works, references):
        if pay.minimum > reference.highest * FAR_ABOVE:
            return Comparison(reference, "above", pay.words)
        if pay.maximum < reference.lowest * BELOW:
            return Comparison(reference, "below", pay.words)
    return None


def is_ordinary(offer: Offer, works: Mapping[str, str], references: Iterable[Pay]) -> bool:
    """Whether the pay is about what somebody published, so that it is not "far above"; False if nobody did."""
    if offer.salary is None:
        return False
    published = [reference.highest for reference in _comparable(offer.country, offer.salary, works, references)]
    return bool(published) and offer.salary.maximum <= max(published) * ORDINARY


def _comparable(country: str | None, pay: Money, works: Mapping[str, str], references: Iterable[Pay]) -> Iterator[Pay]:
    for reference in references:
        published = (reference.country, reference.currency, reference.period)
        if published == (country, pay.currency, pay.period) and _same_work(reference, works):
            yield reference


def _same_work(reference: Pay, works: Mapping[str, str]) -> bool:
    wanted = not reference.works or any(work in works for work in reference.works)
    return wanted and not any(work in works for work in reference.not_works)
