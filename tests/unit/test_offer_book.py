"""What is kept of offers: indicators without clear values, appeals without persons, the list of agencies."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store.appeals import KEEP_DAYS as KEEP_APPEALS
from bot.store.database import create_engine
from bot.store.masks import mask
from bot.store.offers import OfferBook
from bot.store.schema import migrate
from bot.store.seal import Seal
from bot.store.sightings import KEEP_DAYS
from handlers.contract import Agency, Appeal, Indicator, Outcome

TODAY = date(2026, 11, 23)
PHONE = Indicator("phone", "+66812345678")
LINE = Indicator("line_id", "@somchai88")


@pytest.fixture
def engine(tmp_path: Path) -> sa.Engine:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    migrate(url)
    return create_engine(url)


@pytest.fixture
def book(engine: sa.Engine) -> OfferBook:
    return OfferBook.on(engine, Seal("key"))


def _people(book: OfferBook, *lanes: str, day: date = TODAY) -> None:
    for lane in lanes:
        book.record(Outcome((), indicators=(PHONE, LINE)), lane, f"event-{lane}-{day}", day)


def test_one_person_counts_once_however_often(book: OfferBook) -> None:
    for days in range(5):
        _people(book, "a", "a", day=TODAY - timedelta(days=days))
    seen = book.sightings.times_seen(PHONE, "somebody else", TODAY)
    assert (seen.people, seen.days) == (1, 5)


def test_others_are_counted_not_oneself_and_not_long_ago(book: OfferBook) -> None:
    _people(book, "a", "b", "c", "d")
    _people(book, "e", day=TODAY - timedelta(days=30))
    assert book.sightings.times_seen(PHONE, "a", TODAY).people == 3


def test_no_clear_value_is_in_the_database(book: OfferBook, engine: sa.Engine) -> None:
    _people(book, "lane-of-a-person")
    with engine.connect() as connection:
        stored = str(connection.execute(sa.text("SELECT * FROM sighting")).all())
    assert "12345678" not in stored
    assert "somchai" not in stored
    assert "lane-of-a-person" not in stored
    assert "08x-xxx-5678" in stored


def test_forgetting_a_person_and_purging_old_days(book: OfferBook) -> None:
    _people(book, "a", "b")
    book.forget("a")
    assert book.sightings.times_seen(PHONE, "x", TODAY).people == 1
    assert book.purge(TODAY + timedelta(days=KEEP_DAYS)) == 2
    assert book.sightings.times_seen(PHONE, "x", TODAY).people == 0


def test_what_was_taken_back_is_not_counted(book: OfferBook) -> None:
    _people(book, "a", day=TODAY - timedelta(days=9))
    _people(book, "a")
    book.unsay("a", TODAY)
    assert book.sightings.times_seen(PHONE, "x", TODAY).days == 1


def test_trends_show_what_rises_and_nothing_below_three_people(book: OfferBook) -> None:
    _people(book, "a", day=TODAY - timedelta(days=40))
    _people(book, "a", "b", "c", "d")
    book.record(Outcome((), indicators=(Indicator("country", "KH"),)), "a", "e", TODAY)
    rising = book.sightings.trends(TODAY)
    assert [(one.masked, one.people, one.people_before) for one in rising] == [("so…8", 4, 1), ("08x-xxx-5678", 4, 1)]
    assert book.sightings.per_week(rising[0].indicator, TODAY, weeks=7) == [0, 1, 0, 0, 0, 0, 4]


@pytest.mark.parametrize(
    ("indicator", "masked"),
    [
        (PHONE, "08x-xxx-5678"),
        (Indicator("phone", "+85512345678"), "+855 xxx-5678"),
        (Indicator("phone", "1234567"), "xxx4567"),
        (LINE, "so…8"),
        (Indicator("line_id", "abc"), "…"),
        (Indicator("link", "https://t.me/kk_hr_thai"), "t.me/…"),
        (Indicator("link", "bit.ly/3xYz"), "bit.ly/…"),
        (Indicator("account", "0555012345"), "xxxxxx2345"),
        (Indicator("name", "สมชาย ใจดี"), "…"),
        (Indicator("country", "KH"), "KH"),
    ],
)
def test_masks(indicator: Indicator, masked: str) -> None:
    assert mask(indicator) == masked


def test_an_appeal_is_kept_sealed_once_and_not_for_ever(book: OfferBook, engine: sa.Engine) -> None:
    appeal = Appeal("high", {"flag.tourist_visa": "วีซ่าท่องเที่ยว"}, "KR")
    for _ in range(2):
        book.record(Outcome((), appeal=appeal), "lane", "event", TODAY)
    verdict = {"level": "high", "reasons": {"flag.tourist_visa": "วีซ่าท่องเที่ยว"}, "country": "KR"}
    assert book.appeals.all() == [(TODAY, verdict)]
    with engine.connect() as connection:
        assert "วีซ่า" not in str(connection.execute(sa.text("SELECT * FROM appeal")).all())
    assert OfferBook.on(engine, Seal("another key")).appeals.all() == []
    assert book.purge(TODAY + timedelta(days=KEEP_APPEALS)) == 1


LISTED = [
    Agency("ต.12/2560", "บริษัท จัดหางาน ทานตะวันร่มเย็น จำกัด", "Tantawan Romyen Recruitment Co., Ltd."),
    Agency("ต.345/2562", "บริษัทจัดหางาน ฟ้าใสแมนพาวเวอร์ จำกัด", "Fahsai Manpower Co.,Ltd."),
]


def test_without_a_list_nothing_is_said(book: OfferBook) -> None:
    assert book.agencies.find("ทานตะวัน") is None


@pytest.mark.parametrize(
    ("wanted", "licence", "exact"),
    [
        ("บริษัทจัดหางานทานตะวันร่มเย็น จำกัด", "ต.12/2560", True),
        ("ทานตะวันร่มเย็น", "ต.12/2560", True),
        ("tantawan romyen recruitment company limited", "ต.12/2560", True),
        ("ใบอนุญาตเลขที่ ต.๑๒/๒๕๖๐", "ต.12/2560", True),
        ("ต. 345 / 2562", "ต.345/2562", True),
        ("ทานตะวันร่มเยน", "ต.12/2560", False),
        ("Fasai Manpower", "ต.345/2562", False),
        ("ดอกไม้เหล็กโอเวอร์ซีส์", None, False),
        ("จำกัด", None, False),
        ("", None, False),
    ],
)
def test_looking_up_an_agency(book: OfferBook, wanted: str, licence: str | None, exact: bool) -> None:
    book.agencies.replace(LISTED, TODAY)
    answer = book.agencies.find(wanted)
    assert answer is not None
    assert answer.listed_on == TODAY
    assert [agency.licence for agency in answer.found] == ([licence] if licence else [])
    assert answer.exact is exact


def test_a_new_list_takes_the_place_of_the_old(book: OfferBook) -> None:
    book.agencies.replace(LISTED, TODAY)
    book.agencies.replace(LISTED[:1], TODAY)
    gone = book.agencies.find("ต.345/2562")
    assert gone is not None
    assert gone.found == ()
