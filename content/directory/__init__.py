"""Whom to call: Thai hotlines, missions, labour offices and local emergency numbers.

Fields carry the names of Open Referral's HSDS 3.0 (`status`, `schedule`, `service_area`, `assured_date`,
`assurer`, `alert`). A number that nobody has seen in a trustworthy place is kept as a lead and never shown.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from babel import Locale
from pydantic import Field, model_validator

from content.base import ContentError, Model, Source, load_folder
from content.directory.phone import E164, ISO2, Phone
from content.directory.schedule import Schedule

__all__ = ["E164", "FOLDER", "LIFELINE_ID", "Country", "Directory", "Phone", "Schedule", "Service", "load_directory"]

FOLDER = Path(__file__).parent
_THAI = Locale("th")
LIFELINE_ID = "mfa_consular_call_center"
"""The Consular Affairs call centre: 24 hours, from anywhere; it stands in wherever a number is unknown."""


LocalNumber = Annotated[str, Field(pattern=r"^(\d{2,6}|\+\d{6,15})$")]


class Service(Model):
    """A desk a citizen can turn to."""

    id: str
    type: Literal["hotline", "embassy", "consulate", "trade_office", "labour_office", "channel"]
    name: str
    label: Annotated[str, Field(max_length=40)] | None = None  # the words on its call button
    description: str | None = None
    status: Literal["active", "unknown"] = "active"
    country: ISO2
    city: str | None = None
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    website: str | None = None
    email: str | None = None
    line_account: str | None = None
    phones: tuple[Phone, ...] = ()
    service_area: tuple[ISO2, ...] = ()
    topics: tuple[str, ...] = ()
    alert: str | None = None
    assured_date: date
    sources: tuple[Source, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _hotlines_have_a_label(self) -> "Service":
        if self.type == "hotline" and not self.label:
            raise ValueError("a hotline needs a label, the words on its call button")
        return self

    @property
    def shown_phones(self) -> tuple[Phone, ...]:
        """Its showable numbers, fresh ones first, emergency lines before offices."""
        urgent = ("hotline", "emergency_thai", "labour", "consular", "main")
        shown = [phone for phone in self.phones if phone.showable]
        return tuple(sorted(shown, key=lambda phone: (phone.stale, urgent.index(phone.kind))))


class Country(Model):
    """A country as the directory knows it: its name, its own emergency numbers, and who answers for Thais there.

    `police`, `ambulance` and `fire` hold short codes that work only inside the country, or E.164 numbers.
    `missions` are ids of services, the embassy first.
    """

    iso2: ISO2
    name: str
    police: tuple[LocalNumber, ...] = ()
    ambulance: tuple[LocalNumber, ...] = ()
    fire: tuple[LocalNumber, ...] = ()
    verified: bool = False
    last_seen: str | None = None
    missions: tuple[str, ...] = ()
    alert: str | None = None
    sources: tuple[Source, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Directory:
    """All desks by id, and all countries by ISO 3166-1 alpha-2 code."""

    services: dict[str, Service]
    countries: dict[str, Country]

    @property
    def lifeline(self) -> Service:
        """The 24-hour line of the Department of Consular Affairs."""
        return self.services[LIFELINE_ID]

    def missions(self, iso2: str) -> tuple[Service, ...]:
        """The Thai missions responsible for a country, the first one first; empty if we know of none."""
        country = self.countries.get(iso2)
        return tuple(self.services[id_] for id_ in country.missions) if country else ()

    def labour_offices(self, iso2: str) -> tuple[Service, ...]:
        """The Thai labour offices that serve a country."""
        return tuple(one for one in self.services.values() if one.type == "labour_office" and iso2 in one.service_area)

    def local_lines(self, iso2: str, topic: str) -> tuple[Service, ...]:
        """The lines of the country itself that are about a topic, e.g. `children`."""
        lines = (one for one in self.services.values() if one.type == "hotline" and one.country == iso2)
        return tuple(line for line in lines if topic in line.topics)

    def country_name(self, iso2: str | None) -> str | None:
        """The Thai name of a country: the directory's, else Unicode CLDR's; None for None or a code nobody has."""
        if iso2 is None:
            return None
        country = self.countries.get(iso2)
        return country.name if country else _THAI.territories.get(iso2)


def load_directory() -> Directory:
    """The directory, with every reference resolved."""
    services = load_folder(FOLDER / "services", Service, "id")
    countries = load_folder(FOLDER / "countries", Country, "iso2")
    faults = [
        f"countries, {country.iso2}: no service has the id {mission}"
        for country in countries.values()
        for mission in country.missions
        if mission not in services
    ]
    if LIFELINE_ID not in services:
        faults.append(f"services: the lifeline {LIFELINE_ID} is missing")
    if faults:
        raise ContentError(faults)
    return Directory(services, countries)
