"""Thai missions and hotlines: by country, by a shared pin, or the list of lines most often asked for."""

from content import Content
from content.dates import thai_day
from content.replies import Value
from handlers.contract import Decision, Desk, Message, Outcome, Reply
from handlers.geo import whereabouts
from handlers.reach import hotline, lifeline
from handlers.routing import contacts_for, responsible_missions
from handlers.situation import Situation
from handlers.slots import asked_country_of, where_in_words

COMMON = ("mfa_consular_call_center", "police_191", "msdhs_1300", "mol_1506", "aoc_1441", "dmh_1323")
MAX_OFFICES = 5


def embassy(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """The missions of a country, with the 24-hour line first; which country, if it was not said."""
    country = asked_country_of(decision)
    if country is None or country == "TH":
        return Outcome((Reply("contacts.ask_country", contacts=lifeline(desk.content)),))
    situation = Situation("distress", country, place=decision.slots.get("asked_place"), now=desk.now)
    offices = responsible_missions(desk.content, country, situation.responsible_mission)
    lines = tuple(_in_words(desk.content, office.id) for office in offices[:MAX_OFFICES])
    data: dict[str, Value] = {
        "where": where_in_words(desk.content, country, situation.place),
        "offices": lines,
        "checked": desk.content.phrase("checked", day=thai_day(desk.content.directory.lifeline.assured_date)),
    }
    contacts = contacts_for(desk.content, situation)
    border = (Reply("contacts.border"),) if _near_border(message) else ()
    return Outcome((Reply("contacts.country", data, contacts), *border))


def _near_border(message: Message) -> bool:
    if message.latitude is None or message.longitude is None:
        return False
    return whereabouts(message.latitude, message.longitude).near_border


def hotlines(_message: Message, decision: Decision, desk: Desk) -> Outcome:
    """The lines most often asked for; in a country abroad, the numbers that work there."""
    if asked_country_of(decision) not in (None, "TH"):
        return embassy(_message, decision, desk)
    calls_from = asked_country_of(decision)  # not said: it may be Thailand
    listed = [hotline(desk.content, id_, "reason.line", calls_from=calls_from, now=desk.now) for id_ in COMMON]
    return Outcome((Reply("contacts.hotlines", contacts=tuple(filter(None, listed))),))


def _in_words(content: Content, service_id: str) -> str:
    """An office by name, with its page and address."""
    office = content.directory.services[service_id]
    words = [office.name]
    if office.website:
        words.append(content.phrase("office.website", website=office.website))
    if office.address:
        words.append(content.phrase("office.address", address=office.address))
    return " · ".join(words)
