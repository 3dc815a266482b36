"""Whom to call: one pure function from a situation to ordered contacts, each with its reason.

Responsibility over distance. The 24-hour consular line stands first or second in every answer abroad; a stale
mission number only after it, with its date; a number that nobody verified never (content.directory decides).
"""

from dataclasses import dataclass, replace
from typing import Literal

import phonenumbers

from content import Content
from content.dates import thai_month
from content.directory import Phone, Service
from handlers.contract import Contact

Need = Literal["distress", "family", "self_harm", "emergency_at_home"]

MAX_CONTACTS = 4
"""More call buttons than this confuse a frightened person."""


@dataclass(frozen=True)
class Situation:
    """Who needs what, where. `country` is where the person in trouble is (ISO 3166-1), None if unknown.

    `mission`: id of the mission responsible for the exact place, where it is not the country's first.
    """

    need: Need
    country: str | None = None
    mission: str | None = None


def contacts_for(content: Content, situation: Situation) -> tuple[Contact, ...]:
    """The numbers to offer, best first. Never empty; always one that can be dialled from where the person may be."""
    found = [contact for contact in _ordered(content, situation) if contact][:MAX_CONTACTS]
    calls_from_thailand = situation.country == "TH" or situation.need == "family"
    return tuple(found if calls_from_thailand else map(as_dialled_from_abroad, found))


def as_dialled_from_abroad(contact: Contact) -> Contact:
    """The same contact with its number written as one dials it from another country."""
    if not contact.number.startswith("+"):
        return contact
    number = phonenumbers.parse(contact.number)
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return replace(contact, display=written)


def _ordered(content: Content, situation: Situation) -> list[Contact | None]:
    lifeline = hotline(content, content.directory.lifeline.id, "reason.lifeline")
    police = hotline(content, "police_191", "reason.police_th")
    social = hotline(content, "msdhs_1300", "reason.social_th")
    missions = _missions(content, situation)
    if situation.need == "emergency_at_home":
        return [police, hotline(content, "ambulance_1669", "reason.ambulance_th"), social]
    if situation.need == "self_harm":
        return _for_despair(content, situation, lifeline, missions)
    if situation.country == "TH":
        return [police, social, lifeline]
    if situation.need == "family":
        return [lifeline, *missions, hotline(content, "police_191", "reason.police_report"), social]
    if situation.country is None:
        return [lifeline, police]
    return [lifeline, *missions, *_local_police(content, situation.country)]


def _for_despair(
    content: Content, situation: Situation, lifeline: Contact | None, missions: list[Contact]
) -> list[Contact | None]:
    listener = hotline(content, "dmh_1323", "reason.listener")
    samaritans = hotline(content, "samaritans_th", "reason.samaritans")
    if situation.country == "TH":
        return [listener, samaritans, lifeline]
    if situation.country:
        return [lifeline, samaritans, *missions]
    return [listener, lifeline, samaritans]


def hotline(content: Content, service_id: str, reason: str) -> Contact | None:
    """A service's best showable number, with the phrase `reason`; None if none may be shown."""
    service = content.directory.services[service_id]
    return _contact(content, service, content.phrase(reason)) if service.shown_phones else None


def _missions(content: Content, situation: Situation) -> list[Contact]:
    """The first showable line of the responsible mission, else of the country's others; at most one."""
    if situation.country in (None, "TH"):
        return []
    missions = responsible_missions(content, situation.country or "", situation.mission)
    shown = [mission for mission in missions if mission.shown_phones]
    return [_contact(content, mission, content.phrase("reason.mission")) for mission in shown[:1]]


def responsible_missions(content: Content, iso2: str, mission: str | None) -> tuple[Service, ...]:
    """A country's Thai missions, the one responsible for the exact place first."""
    return tuple(sorted(content.directory.missions(iso2), key=lambda service: service.id != mission))


def _local_police(content: Content, iso2: str) -> list[Contact]:
    country = content.directory.countries.get(iso2)
    if country is None or not (country.verified and country.police):
        return []
    number = country.police[0]
    label = content.phrase("label.police_abroad", country=country.name, number=number)
    reason = content.phrase("reason.police_abroad", country=country.name)
    return [Contact(f"police-{iso2.lower()}", label, number, iso2, reason)]


def _contact(content: Content, service: Service, reason: str) -> Contact:
    phone = service.shown_phones[0]
    label = service.label or content.phrase(
        f"label.{service.type}",
        city=service.city or "",
        country=content.directory.country_name(service.country) or "",
    )
    return Contact(service.id, label, phone.dialable or "", phone.country, reason, _note(content, phone), phone.display)


def _note(content: Content, phone: Phone) -> str:
    if not phone.stale:
        return ""
    if phone.last_seen is None:
        return content.phrase("note.stale_undated")
    return content.phrase("note.stale", month=thai_month(phone.last_seen))
