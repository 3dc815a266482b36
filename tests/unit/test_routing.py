"""Whom to call, for every country there is, and for everything a person may tell."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import phonenumbers
import pytest

import content
from content.directory import LIFELINE_ID, Phone
from handlers.contract import Contact
from handlers.routing import MAX_CONTACTS, contacts_for
from handlers.situation import Need, Situation, Who

LOADED = content.load()
DIRECTORY = LOADED.directory
ABROAD = ["GE", "PG", "XX", *sorted(set(DIRECTORY.countries) - {"TH"})]
COUNTRIES: list[str | None] = [None, "TH", *ABROAD]
NEEDS: list[Need] = ["distress", "family", "self_harm"]
WRITERS: list[Who] = ["victim", "family", "bystander"]
TOLD: list[dict[str, Any]] = [
    {},
    {"danger": 3},
    {"can_call": False},
    {"irregular": True},
    {"irregular": True, "danger": 3},
    {"child": True},
    {"suicidal": True},
    {"at_sea": True},
    {"child": True, "suicidal": True, "can_call": False, "danger": 3},
]


def offered(**told: Any) -> list[str]:
    """The services offered in a situation, best first."""
    return [contact.service for contact in contacts_for(LOADED, Situation(**told))]


def phone_of(contact: Contact) -> Phone | None:
    service = DIRECTORY.services.get(contact.service)
    return next((phone for phone in service.phones if phone.dialable == contact.number), None) if service else None


@pytest.mark.parametrize("country", COUNTRIES)
def test_whatever_is_told_everywhere(country: str | None) -> None:
    """The promises that hold in every country, for every need, writer, place of the caller and fact told."""
    for need, who, told, abroad in product(NEEDS, WRITERS, TOLD, [None, True, False]):
        situation = Situation(need, country, who=who, caller_abroad=abroad, **told)
        contacts = contacts_for(LOADED, situation)
        services = [contact.service for contact in contacts]
        assert 1 <= len(contacts) <= MAX_CONTACTS, situation
        assert len(set(services)) == len(services), situation
        assert all(contact.reason and contact.label for contact in contacts), situation
        assert contacts[0].number, situation
        if country != "TH":
            assert LIFELINE_ID in services[:2], situation
        if situation.calls_from != "TH":
            assert any(contact.number.startswith("+") for contact in contacts), situation
        for contact in contacts:
            assert_callable(contact, situation)


def assert_callable(contact: Contact, situation: Situation) -> None:
    """Its number may be shown, and their telephone reaches it."""
    phone = phone_of(contact)
    if phone:
        assert phone.showable
        assert (LOADED.phrases["note.stale"].split("{")[0] in contact.note) == (phone.stale and bool(phone.last_seen))
    if contact.number.startswith("+"):
        assert phonenumbers.is_valid_number(phonenumbers.parse(contact.number))
    elif contact.number:
        unsure = situation.calls_from is None and contact.country == "TH"
        assert unsure or contact.country == situation.calls_from, "a short code that does not work there"


@pytest.mark.parametrize("country", ABROAD)
def test_abroad(country: str) -> None:
    """First the 24-hour line, then the responsible mission if its number may be shown, then what works locally."""
    services = offered(need="distress", country=country)
    missions = DIRECTORY.missions(country)
    showable = [mission.id for mission in missions if mission.shown_phones]
    local = DIRECTORY.countries.get(country)
    assert services[0] == LIFELINE_ID
    assert services[1:2] == showable[:1] or not showable
    if missions and not showable:
        assert missions[0].id in services, "named with its page and address, without a number"
    if local and local.police:
        assert f"police-{country.lower()}" in services
        assert f"police-{country.lower()}" not in offered(need="distress", country=country, irregular=True)
        assert f"police-{country.lower()}" not in offered(need="family", country=country)


@pytest.mark.parametrize(
    ("told", "services"),
    [
        ({"need": "distress", "country": "TH"}, ["police_191", "msdhs_1300", "ess_help_me", LIFELINE_ID]),
        ({"need": "family", "country": "TH"}, ["police_191", "msdhs_1300", "police_1599", LIFELINE_ID]),
        (
            {"need": "distress", "country": "TH", "who": "bystander"},
            ["police_191", "msdhs_1300", "police_1599", LIFELINE_ID],
        ),
        (
            {"need": "distress", "country": "TH", "can_call": False},
            ["police_191", "ess_help_me", "msdhs_1300", LIFELINE_ID],
        ),
        ({"need": "emergency_at_home", "country": "TH"}, ["police_191", "ambulance_1669", "msdhs_1300"]),
        ({"need": "distress"}, [LIFELINE_ID, "police_191"]),
        ({"need": "distress", "caller_abroad": True}, [LIFELINE_ID]),
        ({"need": "distress", "at_sea": True}, [LIFELINE_ID, "police_191"]),
        ({"need": "distress", "country": "LA"}, [LIFELINE_ID, "la-vientiane", "police-la"]),
        (
            {"need": "distress", "country": "LA", "place": "สามเหลี่ยมทองคำ", "danger": 3},
            [LIFELINE_ID, "la-vientiane"],
        ),
        ({"need": "distress", "country": "KH", "place": "ปอยเปต", "danger": 3}, [LIFELINE_ID, "kh-siem-reap"]),
        ({"need": "distress", "country": "MM", "place": "เมียวดี"}, [LIFELINE_ID, "mm-yangon"]),
        (
            {"need": "distress", "country": "KH", "can_call": False},
            [LIFELINE_ID, "kh-phnom-penh", "thai_consular_app", "police-kh"],
        ),
        ({"need": "distress", "country": "KR", "irregular": True}, [LIFELINE_ID, "kr-seoul"]),
        ({"need": "distress", "country": "KR", "irregular": True, "danger": 3}, [LIFELINE_ID, "kr-seoul", "police-kr"]),
        ({"need": "distress", "country": "IL"}, [LIFELINE_ID, "il-tel-aviv", "labour-tel-aviv", "police-il"]),
        (
            {"need": "distress", "country": "IL", "danger": 3},
            [LIFELINE_ID, "il-tel-aviv", "police-il", "labour-tel-aviv"],
        ),
        ({"need": "distress", "country": "QA"}, [LIFELINE_ID, "labour-abu-dhabi", "police-qa", "qa-doha"]),
        ({"need": "distress", "country": "VN", "child": True}, [LIFELINE_ID, "vn-hanoi", "vn_111", "police-vn"]),
        ({"need": "family", "country": "VN", "child": True}, [LIFELINE_ID, "vn-hanoi", "msdhs_1300", "police_191"]),
        ({"need": "family", "country": "LA"}, [LIFELINE_ID, "la-vientiane", "police_191", "msdhs_1300"]),
        ({"need": "family", "country": "LA", "caller_abroad": True}, [LIFELINE_ID, "la-vientiane"]),
        (
            {"need": "distress", "country": "LA", "who": "bystander", "caller_abroad": False},
            [LIFELINE_ID, "la-vientiane", "police_191", "msdhs_1300"],
        ),
        ({"need": "self_harm", "country": "TH"}, ["dmh_1323", "samaritans_th", LIFELINE_ID]),
        (
            {"need": "self_harm", "country": "TH", "danger": 3},
            ["ambulance_1669", "dmh_1323", "samaritans_th", LIFELINE_ID],
        ),
        ({"need": "self_harm"}, ["dmh_1323", LIFELINE_ID, "samaritans_th"]),
        ({"need": "self_harm", "caller_abroad": True}, [LIFELINE_ID, "samaritans_th"]),
        ({"need": "self_harm", "country": "LA"}, [LIFELINE_ID, "samaritans_th", "la-vientiane"]),
        (
            {"need": "distress", "country": "TH", "suicidal": True},
            ["police_191", "dmh_1323", "samaritans_th", "msdhs_1300"],
        ),
        (
            {"need": "distress", "country": "LA", "suicidal": True},
            [LIFELINE_ID, "la-vientiane", "samaritans_th", "police-la"],
        ),
    ],
)
def test_the_table(told: dict[str, Any], services: list[str]) -> None:
    assert offered(**told) == services


def test_another_mission_of_the_country_is_not_called_responsible() -> None:
    """Savannakhet has a consulate without a number we may show; Vientiane stands in, and says so."""
    savannakhet = contacts_for(LOADED, Situation("distress", "LA", place="สะหวันนะเขต"))
    assert savannakhet[1].service == "la-vientiane"
    assert savannakhet[1].reason == LOADED.phrases["reason.mission_other"]
    assert contacts_for(LOADED, Situation("distress", "LA"))[1].reason == LOADED.phrases["reason.mission"]
    assert contacts_for(LOADED, Situation("distress", "LA", "la-savannakhet")) == savannakhet


def test_the_same_short_code_always_stands_with_its_country() -> None:
    """1191 is the police in Laos and something else in Thailand; 191 is the fire service in Myanmar."""
    laos = contacts_for(LOADED, Situation("distress", "LA"))
    assert next(contact.label for contact in laos if contact.number == "1191") == "ตำรวจลาว 1191"
    assert "191" not in [contact.number for contact in contacts_for(LOADED, Situation("distress", "MM"))]


@pytest.mark.parametrize(
    ("told", "display"),
    [
        ({"country": "KH"}, "+66 2 572 8442"),
        ({"country": None}, "+66 2 572 8442"),
        ({"country": "TH"}, "02 572 8442"),
        ({"country": "KH", "who": "family"}, "02 572 8442"),
        ({"country": "KH", "who": "family", "caller_abroad": True}, "+66 2 572 8442"),
        ({"country": "KH", "who": "bystander", "caller_abroad": False}, "02 572 8442"),
    ],
)
def test_a_number_is_written_as_one_dials_it_there(told: dict[str, Any], display: str) -> None:
    lifeline = next(one for one in contacts_for(LOADED, Situation("distress", **told)) if one.service == LIFELINE_ID)
    assert (lifeline.number, lifeline.display) == ("+6625728442", display)


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (datetime(2026, 11, 23, 6, tzinfo=UTC), "ตอนนี้น่าจะเปิด"),
        (datetime(2026, 11, 23, 15, tzinfo=UTC), "ตอนนี้น่าจะปิด เปิดอีกที วันอังคาร 12.00 น. เวลาไทย"),
        (None, ""),
    ],
)
def test_open_and_closed_are_told_by_the_offices_own_clock(now: datetime | None, says: str) -> None:
    contacts = contacts_for(LOADED, Situation("self_harm", "KH", now=now))
    note = next(contact.note for contact in contacts if contact.service == "samaritans_th")
    assert note.startswith(says)
    assert ("ตอนนี้" in note) == bool(now)


def test_a_confirmed_number_says_when() -> None:
    vientiane = DIRECTORY.services["la-vientiane"]
    confirmed = vientiane.phones[0].model_copy(
        update={
            "stale": False,
            "assured_date": date(2026, 11, 20),
            "assurer": "somebody",
            "assured_result": "answers",
        }
    )
    services = {**DIRECTORY.services, vientiane.id: vientiane.model_copy(update={"phones": (confirmed,)})}
    loaded = replace(LOADED, directory=replace(DIRECTORY, services=services))
    assert contacts_for(loaded, Situation("distress", "LA"))[1].note == "ยืนยันล่าสุด 20 พ.ย. 2569"
