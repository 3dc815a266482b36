"""Whom to call: one pure function from a situation to ordered contacts, each with its reason.

Responsibility over distance. The 24-hour consular line stands first or second in every answer abroad; a stale
mission number only after it, with its date; a number that nobody verified never (content.directory decides). A short
code is offered only to somebody whose telephone can reach it.
"""

from content import Content
from content.directory import Service
from handlers.contract import Contact
from handlers.reach import by_phone, hotline, in_writing, local_police
from handlers.situation import Situation

MAX_CONTACTS = 4
"""More than this confuse a frightened person."""

Found = list[Contact | None]


def contacts_for(content: Content, situation: Situation) -> tuple[Contact, ...]:
    """The desks to offer, best first. Never empty; always a number that can be dialled from where the person may be.

    A contact without a number is a desk to write to: for who cannot call, a mission without a number that may be
    shown, and the social ministry's LINE account in Thailand.
    """
    found: dict[str, Contact] = {}
    for contact in _ordered(content, situation):
        if contact:
            found.setdefault(contact.service, contact)
    return tuple(found.values())[:MAX_CONTACTS]


def responsible_missions(content: Content, iso2: str, mission: str | None) -> tuple[Service, ...]:
    """A country's Thai missions, the one responsible for the exact place first."""
    return tuple(sorted(content.directory.missions(iso2), key=lambda service: service.id != mission))


def _ordered(content: Content, situation: Situation) -> Found:
    if situation.need == "emergency_at_home":
        return [
            _line(content, situation, "police_191", "reason.police_th"),
            _line(content, situation, "ambulance_1669", "reason.ambulance_th"),
            *_listeners(content, situation),
            *_social(content, situation),
        ]
    if situation.need == "self_harm" and not situation.from_afar:
        return _in_despair(content, situation)
    if situation.country == "TH":
        return _in_thailand(content, situation)
    return _abroad(content, situation)


def _in_despair(content: Content, situation: Situation) -> Found:
    """Nobody holds them: somebody who listens; where life is at stake somebody who comes, before all."""
    listeners = _listeners(content, situation)
    lifeline = _lifeline(content, situation)
    if situation.country == "TH":
        urgent = situation.danger >= 3
        ambulance = _line(content, situation, "ambulance_1669", "reason.ambulance_th") if urgent else None
        return [ambulance, *listeners, lifeline]
    if situation.country or situation.caller_abroad:
        return [lifeline, *listeners, *_missions(content, situation)]
    return [listeners[0], lifeline, *listeners[1:]]


def _in_thailand(content: Content, situation: Situation) -> Found:
    police = _line(content, situation, "police_191", "reason.police_th")
    line_account = in_writing(content, "ess_help_me", "reason.ess")
    tips = _line(content, situation, "police_1599", "reason.police_tips")
    seen_from_outside = situation.from_afar or situation.who == "bystander"
    lifeline = _lifeline(content, situation)
    first: Found = [police, line_account] if not situation.can_call else [police]
    if situation.caller_abroad or situation.at_sea:
        first = [lifeline, *first]
    others = [*_listeners(content, situation), *_social(content, situation)]
    return [*first, *others, tips if seen_from_outside else line_account, lifeline]


def _abroad(content: Content, situation: Situation) -> Found:
    """Abroad, at sea, or nobody knows where: the 24-hour line, the mission, then who else may be called safely."""
    lifeline = _lifeline(content, situation)
    missions = _missions(content, situation)
    written: Found = [] if missions else _in_writing(content, situation, "reason.mission_without_number")
    found: Found = [lifeline]
    if not situation.can_call:
        found += [
            *_in_writing(content, situation, "reason.write"),
            in_writing(content, "thai_consular_app", "reason.app"),
        ]
    found += missions
    found += _listeners(content, situation)
    if situation.from_afar:
        report = _line(content, situation, "police_191", "reason.police_report")
        social = _social(content, situation)
        others = [*social, report] if situation.child else [report, *social]
        return [*found, *others, *written]
    found.append(_line(content, situation, "msdhs_1300_abroad", "reason.social_abroad"))
    if situation.child:
        found += _child_lines(content, situation)
    if situation.country is None or situation.at_sea:
        reason = "reason.police_sea" if situation.at_sea else "reason.police_th"
        return [*found, _line(content, situation, "police_191", reason)]
    police, labour = _police(content, situation), _labour_offices(content, situation)
    others = [police, *labour] if situation.danger >= 3 else [*labour, police]
    return [*found, *others, *written]


def _line(content: Content, situation: Situation, service_id: str, reason: str) -> Contact | None:
    return hotline(content, service_id, reason, calls_from=situation.calls_from, now=situation.now)


def _lifeline(content: Content, situation: Situation) -> Contact | None:
    return _line(content, situation, content.directory.lifeline.id, "reason.lifeline")


def _listeners(content: Content, situation: Situation) -> Found:
    """Who listens to somebody who speaks of dying: beside the help for whoever is held, never instead of it."""
    if not situation.in_despair:
        return []
    return [
        _line(content, situation, "dmh_1323", "reason.listener"),
        _line(content, situation, "samaritans_th", "reason.samaritans"),
    ]


def _social(content: Content, situation: Situation) -> Found:
    """The social ministry's line; for a child, the children's lines before it."""
    if not situation.child:
        return [_line(content, situation, "msdhs_1300", "reason.social_th")]
    return [
        _line(content, situation, "childline_1387", "reason.child_th"),
        _line(content, situation, "msdhs_1300", "reason.child_th"),
    ]


def _child_lines(content: Content, situation: Situation) -> Found:
    """The children's lines of the country the child is in."""
    country = situation.country or ""
    lines = content.directory.local_lines(country, "children")
    return [_line(content, situation, line.id, "reason.child_abroad") for line in lines]


def _missions(content: Content, situation: Situation) -> list[Contact]:
    """The first showable line of the responsible mission, else of the country's others; at most one."""
    if situation.country is None:
        return []
    missions = responsible_missions(content, situation.country, situation.responsible_mission)
    reasons = ["reason.mission", *["reason.mission_other"] * len(missions)]
    offered = (
        by_phone(content, mission, reason, calls_from=situation.calls_from, now=situation.now)
        for mission, reason in zip(missions, reasons, strict=False)
    )
    return [contact for contact in offered if contact][:1]


def _in_writing(content: Content, situation: Situation, reason: str) -> Found:
    """The responsible mission's page and address: for who cannot speak, and where no number of it may be shown."""
    missions = responsible_missions(content, situation.country or "", situation.responsible_mission)
    return [in_writing(content, mission.id, reason) for mission in missions[:1]]


def _labour_offices(content: Content, situation: Situation) -> Found:
    offices = content.directory.labour_offices(situation.country or "")
    return [
        by_phone(content, office, "reason.labour", calls_from=situation.calls_from, now=situation.now)
        for office in offices
    ]


def _police(content: Content, situation: Situation) -> Contact | None:
    """The police of the country, only for somebody who is there, and not where they may do harm."""
    country = situation.country or ""
    if situation.police_may_endanger or situation.calls_from != country:
        return None
    return local_police(content, country, "reason.police_careful" if situation.irregular else "reason.police_abroad")
