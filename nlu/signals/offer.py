"""A job offer as it was told, in the names of schema.org JobPosting; what the text does not say is None or empty."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Period = Literal["HOUR", "DAY", "WEEK", "MONTH", "YEAR", "TASK"]


@dataclass(frozen=True)
class Money:
    """An amount or a range, ISO 4217 `currency`, and for pay its period (schema.org unitText)."""

    minimum: Decimal
    maximum: Decimal
    currency: str
    period: Period | None
    words: str  # of the text
    and_up: bool = False  # "ขึ้นไป", "อัพ": `maximum` is only what was said


@dataclass(frozen=True)
class Contacts:
    """Ways to reach or pay the recruiter. Phones in E.164; links normalised; accounts digits only."""

    phones: tuple[str, ...] = ()
    line_ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # Facebook, Telegram, WhatsApp … handles
    emails: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()  # those of `links` that hide where they lead


@dataclass(frozen=True)
class Offer:
    """One offer, from one or many messages."""

    title: str | None = None  # the work
    hiring_organization: str | None = None
    recruiter: str | None = None  # who recruits: agency, friend, page
    country: str | None = None  # ISO 3166-1 alpha-2
    place: str | None = None
    salary: Money | None = None
    fees: tuple[Money, ...] = ()
    travel_paid_by: Literal["recruiter", "worker"] | None = None
    visa: str | None = None
    contract: bool | None = None
    licence_number: str | None = None
    valid_through: str | None = None  # the deadline, in the text's words
    contacts: Contacts = field(default_factory=Contacts)
