"""One telephone number: what it is, how it is dialled from where, and how far it can be trusted."""

from datetime import date, timedelta
from typing import Annotated, Literal

import phonenumbers
from phonenumbers import PhoneNumberFormat
from pydantic import AfterValidator, Field, model_validator

from content.base import Model, Source
from content.directory.schedule import Schedule

CONFIRM_EVERY = timedelta(days=180)
"""A number dialled longer ago than this is to be dialled again."""


def e164(typed: str) -> str:
    """A number with its country code, however it is written, in E.164. ValueError if there is no such number."""
    try:
        parsed = phonenumbers.parse(typed)
    except phonenumbers.NumberParseException as error:
        raise ValueError(f"{typed} is not a telephone number") from error
    if not phonenumbers.is_valid_number(parsed):
        raise ValueError(f"{typed} is not a valid telephone number")
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)


def _in_e164(number: str) -> str:
    if e164(number) != number:
        raise ValueError(f"{number} is not in E.164 form")
    return number


E164 = Annotated[str, AfterValidator(_in_e164)]
ISO2 = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Kind = Literal["hotline", "emergency_thai", "consular", "main", "labour"]


class Phone(Model):
    """One number: E.164 `number`, or a `short_code` that works only inside `country`.

    `last_seen` is the newest dated sighting (ISO, year and month at least). `assured_date`, `assurer` and
    `assured_result` say when and by whom it was last dialled and what happened; `chek directory confirm` writes
    them. `verified` and `stale` follow the rules in content/README.md.
    """

    number: E164 | None = None
    short_code: Annotated[str, Field(pattern=r"^\d{2,6}$")] | None = None
    country: ISO2
    display: str
    kind: Kind
    schedule: Schedule = Schedule()
    verified: bool
    stale: bool
    do_not_show: bool = False
    last_seen: str | None = None
    assured_date: date | None = None
    assurer: str | None = None
    assured_result: Literal["answers", "wrong", "no-answer"] | None = None
    note: str | None = None
    sources: tuple[Source, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sound(self) -> "Phone":
        if not (self.number or self.short_code or self.do_not_show):
            raise ValueError("a phone that is shown needs a number or a short code")
        assured = (self.assured_date, self.assurer, self.assured_result)
        if any(assured) and not all(assured):
            raise ValueError("assured_date, assurer and assured_result belong together")
        return self

    @property
    def dialable(self) -> str | None:
        """What a phone dials: E.164, or the short code."""
        return self.number or self.short_code

    @property
    def showable(self) -> bool:
        """Whether a citizen may ever see it: seen in a trustworthy place, and not held back."""
        return self.verified and not self.do_not_show

    @property
    def confirmed_on(self) -> date | None:
        """The day a person dialled it and it answered rightly, if that was the last time somebody tried."""
        return self.assured_date if self.assured_result == "answers" else None

    def due(self, today: date) -> bool:
        """Whether its last dialling is so long ago that somebody should dial it again."""
        return self.assured_date is not None and today - self.assured_date > CONFIRM_EVERY

    def dialled_from(self, iso2: str | None) -> str | None:
        """As one writes and dials it in a country (ISO 3166-1 alpha-2; None: unknown), or None where it cannot work.

        Abroad always with the country code, even inside the country: that works from a Thai SIM card as well.
        """
        if self.number is None:
            return self.display if iso2 == self.country else None
        form = PhoneNumberFormat.NATIONAL if iso2 == self.country == "TH" else PhoneNumberFormat.INTERNATIONAL
        return phonenumbers.format_number(phonenumbers.parse(self.number), form)
