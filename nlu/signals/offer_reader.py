"""Reads a job offer: one text, or several bubbles that are one offer, as an `Offer`.

Imports `phonenumbers` (by nlu.signals.contacts), which Rasa's environment lacks: for the bot and handlers only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from functools import reduce
from typing import Any

from nlu.signals.contacts import find_contacts, with_phones
from nlu.signals.job_place import find_job_place
from nlu.signals.money import country_of
from nlu.signals.normalise import clean, loosen, normalise
from nlu.signals.offer import Contacts, Offer
from nlu.signals.pay import read_pay
from nlu.signals.terms import read_terms

MAX_LENGTH = 5000
"""LINE's longest text; nothing after it is looked at."""


def read_offer(text: str) -> Offer:
    """The offer a text tells; what it does not say is None or empty. Never fails; a few milliseconds for a long ad."""
    contacts, rest = find_contacts(clean(text[:MAX_LENGTH]))
    normalised = normalise(rest)
    loosened = loosen(normalised)
    country, place = find_job_place(normalised)
    contacts, normalised = with_phones(contacts, normalised, country)
    salary, fees = read_pay(normalised, country)
    if country is None and salary:
        country = country_of(salary.currency)
    terms = read_terms(normalised, loosened)
    return Offer(
        title=terms.title,
        hiring_organization=terms.hiring_organization,
        recruiter=terms.recruiter,
        country=country,
        place=place,
        salary=salary,
        fees=fees,
        travel_paid_by=terms.travel_paid_by,
        visa=terms.visa,
        contract=terms.contract,
        licence_number=terms.licence_number,
        valid_through=terms.valid_through,
        contacts=contacts,
    )


def warm_up() -> None:
    """Compiles the patterns and loads the word list, which takes half a second, before the first offer comes."""
    read_offer("งานที่ลาว เดือนละ 20,000 เหรียญ โทร 081-234-5678")


def merge(offers: Sequence[Offer]) -> Offer:
    """Several readings of one offer as one: the first that says a thing stands, lists add up. Empty: an empty offer."""
    return reduce(_add, offers, Offer())


def _add(known: Offer, more: Offer) -> Offer:
    filled = {
        field.name: getattr(more, field.name)
        for field in fields(Offer)
        if getattr(known, field.name) is None and getattr(more, field.name) is not None
    }
    if "country" in filled or known.country != more.country:
        filled.pop("place", None)  # a town of another country would not fit
        if known.country is None:
            filled["place"] = more.place
    return replace(
        known, **filled, fees=_once((*known.fees, *more.fees)), contacts=_both(known.contacts, more.contacts)
    )


def _both(known: Contacts, more: Contacts) -> Contacts:
    return Contacts(
        **{field.name: _once((*getattr(known, field.name), *getattr(more, field.name))) for field in fields(Contacts)}
    )


def _once(listed: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(listed))
