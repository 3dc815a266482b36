"""The directory: complete, dialled rightly from everywhere, and open when it says so."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import content
from content.directory import Phone, Service
from content.directory.schedule import DAYS, Hours, Schedule

DIRECTORY = content.load().directory
PHONES = [phone for service in DIRECTORY.services.values() for phone in service.phones]


def test_it_holds_all_that_was_researched() -> None:
    """As counted in the research of 2026-11-23, less three desks without any source (DSI 1202, RLPD, labour Tokyo)."""
    kinds = Counter(service.type for service in DIRECTORY.services.values())
    missions = kinds["embassy"] + kinds["consulate"] + kinds["trade_office"]
    local = [
        service for service in DIRECTORY.services.values() if service.type == "hotline" and service.country != "TH"
    ]
    assert missions == 95
    assert (kinds["hotline"] - len(local), len(local)) == (21, 10)
    assert (kinds["labour_office"], kinds["channel"]) == (9, 10)
    assert len(DIRECTORY.countries) == 69
    assert len(PHONES) == 67
    assert all(country.police and country.ambulance and country.fire for country in DIRECTORY.countries.values())
    assert {mission for country in DIRECTORY.countries.values() for mission in country.missions} == {
        service.id
        for service in DIRECTORY.services.values()
        if service.type in ("embassy", "consulate", "trade_office")
    }


@pytest.mark.parametrize("phone", [phone for phone in PHONES if phone.number], ids=lambda phone: phone.number)
def test_a_number_dials_the_same_line_from_everywhere(phone: Phone) -> None:
    for country in ("TH", "KH", phone.country, None):
        written = phone.dialled_from(country)
        assert written
        parsed = phonenumbers.parse(written, country or "TH")
        assert phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) == phone.number


@pytest.mark.parametrize("phone", [phone for phone in PHONES if phone.short_code], ids=lambda phone: phone.short_code)
def test_a_short_code_works_in_its_country_alone(phone: Phone) -> None:
    assert phone.dialled_from(phone.country) == phone.display
    assert phone.dialled_from("SN") is None
    assert phone.dialled_from(None) is None


OFFICE = Schedule(
    timezone="Asia/Phnom_Penh",
    hours=(
        Hours(byday=DAYS[:5], opens_at=time(8, 30), closes_at=time(12)),
        Hours(byday=DAYS[:5], opens_at=time(14), closes_at=time(17)),
    ),
)
NIGHTS = Schedule(timezone="Asia/Tokyo", hours=(Hours(byday=("FR",), opens_at=time(22), closes_at=time(6)),))


@pytest.mark.parametrize(
    ("schedule", "when", "is_open"),
    [
        (OFFICE, "2026-11-23 08:29", False),  # a Monday
        (OFFICE, "2026-11-23 08:30", True),
        (OFFICE, "2026-11-23 12:00", False),
        (OFFICE, "2026-11-23 14:00", True),
        (OFFICE, "2026-11-22 09:00", False),
        (NIGHTS, "2026-11-27 23:00", True),
        (NIGHTS, "2026-11-28 05:59", True),
        (NIGHTS, "2026-11-28 06:00", False),
        (NIGHTS, "2026-11-28 23:00", False),
        (NIGHTS, "2026-11-27 05:00", False),
        (Schedule(always=True), "2026-11-22 03:00", True),
        (Schedule(description="office hours"), "2026-11-23 10:00", None),
    ],
)
def test_open_by_the_offices_own_clock(schedule: Schedule, when: str, is_open: bool | None) -> None:
    local = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(schedule.timezone or "Asia/Bangkok"))
    assert schedule.open_at(local) is is_open
    assert schedule.open_at(local.astimezone(ZoneInfo("America/Los_Angeles"))) is is_open


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_next_opening_is_the_first_open_minute_to_come(now: datetime) -> None:
    for schedule in (OFFICE, NIGHTS):
        opens = schedule.opens_next(now)
        assert opens is not None
        assert now < opens <= now + timedelta(days=8)
        assert schedule.open_at(opens)
        assert not schedule.open_at(opens - timedelta(minutes=1))


def test_a_clock_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="aware"):
        OFFICE.open_at(datetime(2026, 11, 23))  # noqa: DTZ001


@pytest.mark.parametrize(
    "fields",
    [
        {"timezone": "Asia/Bangkok"},
        {"hours": OFFICE.hours},
        {"always": True, "timezone": "Asia/Bangkok", "hours": OFFICE.hours},
        {"timezone": "Asia/Poipet", "hours": OFFICE.hours},
    ],
)
def test_half_a_schedule_is_a_mistake(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Schedule.model_validate(fields)


def test_a_number_is_due_again_half_a_year_after_it_was_dialled() -> None:
    dialled = PHONES[0].model_copy(update={"assured_date": date(2026, 1, 1)})
    assert not dialled.due(date(2026, 6, 1))
    assert dialled.due(date(2026, 8, 1))
    assert not PHONES[0].model_copy(update={"assured_date": None}).due(date(2030, 1, 1))


def test_every_desk_with_a_number_has_words_for_its_button() -> None:
    phrases = content.load().phrases
    for service in DIRECTORY.services.values():
        assert service.label or f"label.{service.type}" in phrases or not service.phones


def test_every_page_can_stand_behind_a_button() -> None:
    """LINE opens addresses of ASCII letters."""
    offices: list[Service] = [service for service in DIRECTORY.services.values() if service.type != "channel"]
    pages = [service.website for service in offices if service.website]
    assert pages
    assert [page for page in pages if not page.startswith("http") or not page.isascii()] == []
