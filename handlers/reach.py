"""How a desk is reached from where somebody is: which number works there, how it is written, how far to trust it."""

from datetime import datetime

from content import Content
from content.dates import thai_day, thai_month, thai_opening
from content.directory import Phone, Service
from handlers.contract import Contact

ABROAD = "ZZ"
"""Unicode CLDR's code of an unknown region: abroad, and nobody said where."""


def hotline(
    content: Content, service_id: str, reason: str, *, calls_from: str | None = None, now: datetime | None = None
) -> Contact | None:
    """A service's best showable number with the phrase `reason`; None if none may be shown or none works there."""
    return by_phone(content, content.directory.services[service_id], reason, calls_from=calls_from, now=now)


def lifeline(content: Content) -> tuple[Contact, ...]:
    """The 24-hour Consular Affairs line, as one writes it from anywhere; empty only if the directory hides it."""
    found = hotline(content, content.directory.lifeline.id, "reason.lifeline")
    return (found,) if found else ()


def by_phone(
    content: Content, service: Service, reason: str, *, calls_from: str | None, now: datetime | None = None
) -> Contact | None:
    """As `hotline`. `calls_from`: ISO 3166-1 alpha-2, `ABROAD`, or None: unknown, so it may be Thailand."""
    working = [phone for phone in service.shown_phones if _works(phone, calls_from)]
    if not working:
        return None
    phone = min(working, key=lambda phone: _closed(phone, now))
    return Contact(
        service.id,
        _label(content, service),
        phone.dialable or "",
        phone.country,
        content.phrase(reason),
        " · ".join(part for part in (_hours(content, phone, now), _standing(content, phone)) if part),
        phone.dialled_from(calls_from) or phone.display,
    )


def in_writing(content: Content, service_id: str, reason: str) -> Contact:
    """A desk for somebody who cannot call: its page, LINE account, e-mail and address, as far as they are known."""
    service = content.directory.services[service_id]
    known = (service.line_account, service.email, service.address)
    note = " · ".join(part for part in known if part) or _seen(content, service)
    name = _label(content, service)
    label = content.phrase("label.page", name=name) if service.website else name
    return Contact(service.id, label, "", service.country, content.phrase(reason), note, link=service.website or "")


def local_police(content: Content, iso2: str, reason: str) -> Contact | None:
    """The police of a country, for somebody who is there."""
    country = content.directory.countries.get(iso2)
    if country is None or not (country.verified and country.police):
        return None
    number = country.police[0]
    label = content.phrase("label.police_abroad", country=country.name, number=number)
    return Contact(f"police-{iso2.lower()}", label, number, iso2, content.phrase(reason, country=country.name))


def _works(phone: Phone, calls_from: str | None) -> bool:
    return bool(phone.dialled_from(calls_from)) or (calls_from is None and phone.country == "TH")


def _closed(phone: Phone, now: datetime | None) -> bool:
    return now is not None and phone.schedule.open_at(now) is False


def _label(content: Content, service: Service) -> str:
    return service.label or content.phrase(
        f"label.{service.type}",
        city=service.city or "",
        country=content.directory.country_name(service.country) or "",
    )


def _hours(content: Content, phone: Phone, now: datetime | None) -> str:
    """Whether somebody answers now; nothing where no source gives hours."""
    if phone.schedule.always:
        return content.phrase("hours.always")
    if now is None or not phone.schedule.hours:
        return ""
    opens = phone.schedule.opens_next(now)
    if phone.schedule.open_at(now) or opens is None:
        return content.phrase("hours.open")
    country = content.directory.country_name(phone.country) or phone.country
    return content.phrase("hours.closed", opens=thai_opening(opens), country=country)


def _standing(content: Content, phone: Phone) -> str:
    if phone.confirmed_on:
        return content.phrase("note.confirmed", day=thai_day(phone.confirmed_on))
    if not phone.stale:
        return ""
    if phone.last_seen is None:
        return content.phrase("note.stale_undated")
    return content.phrase("note.stale", month=thai_month(phone.last_seen))


def _seen(content: Content, service: Service) -> str:
    dates = [source.page_date for source in service.sources if source.page_date]
    return content.phrase("note.channel", month=thai_month(max(dates))) if dates else ""
