"""Whom to call, for every country there is."""

import phonenumbers
import pytest

import content
from content import Content
from content.directory import LIFELINE_ID
from handlers.routing import MAX_CONTACTS, Need, Situation, contacts_for

COUNTRIES = [None, "GE", "PG", "XX", *sorted(content.load().directory.countries)]


@pytest.fixture(scope="module")
def loaded() -> Content:
    """All content."""
    return content.load()


@pytest.mark.parametrize("need", ["distress", "family", "self_harm"])
@pytest.mark.parametrize("country", COUNTRIES)
def test_everywhere(loaded: Content, need: Need, country: str | None) -> None:
    contacts = contacts_for(loaded, Situation(need, country))
    services = [contact.service for contact in contacts]
    assert 1 <= len(contacts) <= MAX_CONTACTS
    assert len(set(services)) == len(services)
    assert all(contact.reason and contact.label for contact in contacts)
    if country != "TH":
        assert LIFELINE_ID in services[:2]
    for contact in contacts:
        if contact.number.startswith("+"):
            assert phonenumbers.is_valid_number(phonenumbers.parse(contact.number))
        else:
            assert contact.country in ("TH", country), "a short code of a third country"


@pytest.mark.parametrize("country", [code for code in COUNTRIES if code not in (None, "TH")])
def test_somebody_abroad_is_never_left_with_short_codes_alone(loaded: Content, country: str) -> None:
    for need in ("distress", "self_harm"):
        first = contacts_for(loaded, Situation(need, country))[0]
        assert first.number.startswith("+")


@pytest.mark.parametrize("country", COUNTRIES)
def test_an_unverified_number_is_never_shown_and_a_stale_one_says_so(loaded: Content, country: str | None) -> None:
    for contact in contacts_for(loaded, Situation("distress", country)):
        service = loaded.directory.services.get(contact.service)
        phone = next((p for p in service.phones if p.dialable == contact.number), None) if service else None
        if phone:
            assert phone.verified
            assert not phone.do_not_show
            assert bool(contact.note) == phone.stale


def test_responsibility_over_distance(loaded: Content) -> None:
    assert contacts_for(loaded, Situation("distress", "LA"))[1].service == "la-vientiane"
    assert contacts_for(loaded, Situation("distress", "TH"))[0].service == "police_191"
    assert contacts_for(loaded, Situation("distress"))[0].service == LIFELINE_ID


def test_the_same_short_code_always_stands_with_its_country(loaded: Content) -> None:
    """1191 is the police in Laos and something else in Thailand; 191 is the fire service in Myanmar."""
    laos = contacts_for(loaded, Situation("distress", "LA"))
    assert next(contact.label for contact in laos if contact.number == "1191") == "ตำรวจลาว 1191"
    assert "191" not in [contact.number for contact in contacts_for(loaded, Situation("distress", "MM"))]
