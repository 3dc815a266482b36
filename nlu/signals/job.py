"""Where the job of an offer is and what it pays and costs."""

import re
from dataclasses import dataclass
from functools import lru_cache

from nlu.signals.job_place import find_job_place
from nlu.signals.money import country_of
from nlu.signals.offer import Money
from nlu.signals.pay import read_pay

_PHONE = re.compile(r"(?<![\d.,])0\d(?:[ .-]?\d){7,8}(?!\d)")
"""A Thai telephone number, near enough not to be taken for pay (Rasa's environment has no phonenumbers)."""


@dataclass(frozen=True)
class Job:
    """`country`: ISO 3166-1 alpha-2, told or shown by the currency of the pay; None if neither."""

    country: "str | None"
    place: "str | None"
    salary: "Money | None"
    fees: "tuple[Money, ...]"


@lru_cache(maxsize=1)  # the decision and the facts of one message ask for it; no text is kept beyond the next one
def read_job(normalised: str) -> Job:
    """The job of an offer's normalised text."""
    country, place = find_job_place(normalised)
    salary, fees = read_pay(_PHONE.sub(lambda found: "¤" * len(found.group()), normalised), country)
    if country is None and salary:
        country = country_of(salary.currency)
    return Job(country, place, salary, fees)
