"""An offered pay against what somebody published for that work and country; what is not published stays unknown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from content.offers import Pay
from nlu.signals.offer import Offer

FAR_ABOVE = Decimal("2.5")
"""So many times the reference is far above it, for work without special skill."""

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
    for reference in references:
        fits = (reference.country, reference.currency, reference.period) == (offer.country, pay.currency, pay.period)
        if not fits or not _same_work(reference, works):
            continue
        if pay.minimum > reference.highest * FAR_ABOVE:
            return Comparison(reference, "above", pay.words)
        if pay.maximum < reference.lowest * BELOW:
            return Comparison(reference, "below", pay.words)
    return None


def _same_work(reference: Pay, works: Mapping[str, str]) -> bool:
    wanted = not reference.works or any(work in works for work in reference.works)
    return wanted and not any(work in works for work in reference.not_works)
