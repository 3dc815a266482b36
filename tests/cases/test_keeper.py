"""What a person tells is kept once, sealed, and leaves only where they agreed that it may."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.cases import audit, retention
from bot.cases.keeper import Keeper, Told
from bot.cases.record import CaseFile
from bot.store.database import create_engine
from bot.store.tables import Case, CaseAudit
from handlers.case_number import is_valid
from handlers.contract import Report

LANE = "lane"


def tell(keeper: Keeper, event: str, words: str = "", lane: str = LANE, **facts: Any) -> CaseFile:
    """One event of a person in distress."""
    told = Told(event, "U1", Report("victim", facts, words), "distress_immediate", quiet=True)
    return keeper.record(lane, told)


def agree(keeper: Keeper, event: str = "asked") -> CaseFile:
    """The question, and a yes to it."""
    case = keeper.of(LANE)
    assert case is not None
    keeper.ask(case, event)
    asked = keeper.of(LANE)
    assert asked is not None
    keeper.answer(asked, "yes")
    return keeper.of(LANE) or asked


def test_the_first_message_opens_a_case_and_the_next_adds_to_it(keeper: Keeper) -> None:
    first = tell(keeper, "1", "โดนขัง")
    second = tell(keeper, "2", "อยู่ปอยเปต", country="KH")
    assert first.number == second.number
    assert is_valid(second.number)
    assert second.facts == {"country": "KH"}
    assert [entry.words for entry in second.entries] == ["โดนขัง", "อยู่ปอยเปต"]


def test_a_turn_done_again_adds_nothing(keeper: Keeper) -> None:
    assert tell(keeper, "1", "โดนขัง", country="KH") == tell(keeper, "1", "โดนขัง", country="KH")


def test_only_news_is_kept_of_facts_told_before(keeper: Keeper) -> None:
    tell(keeper, "1", country="KH")
    assert tell(keeper, "2", country="KH", hurt="yes").entries[-1].facts == {"hurt": "yes"}


def test_a_message_taken_back_takes_its_facts_along(keeper: Keeper) -> None:
    tell(keeper, "1", "โดนขัง", country="KH")
    tell(keeper, "2", "ชั้นห้า", floor="5")
    keeper.unsay(["1"])
    case = keeper.of(LANE)
    assert case is not None
    assert case.facts == {"floor": "5"}
    assert [entry.words for entry in case.entries] == ["ชั้นห้า"]


def test_a_closed_case_is_not_added_to(keeper: Keeper, database: str) -> None:
    old = tell(keeper, "1")
    with create_engine(database).begin() as connection:
        connection.execute(sa.update(Case).values(status="Closed"))
    assert tell(keeper, "2").number != old.number


def test_nothing_goes_anywhere_before_a_yes(keeper: Keeper) -> None:
    assert tell(keeper, "1", country="KH").deliveries == ()
    case = keeper.of(LANE)
    assert case is not None
    keeper.answer(case, "no")
    assert tell(keeper, "2", country="KH", hurt="yes").deliveries == ()


def test_after_a_yes_every_revision_goes_to_the_desks_that_were_named_and_to_no_other(keeper: Keeper) -> None:
    tell(keeper, "1")  # country unknown: the desk for Cambodia is not named
    agreed = agree(keeper)
    assert [one.desk for one in agreed.deliveries] == ["consular"]
    later = tell(keeper, "2", country="KH")
    assert [(one.desk, one.revision) for one in later.deliveries] == [
        ("consular", agreed.revision),
        ("consular", later.revision),
    ]


def test_a_yes_taken_back_and_given_again_sends_again(keeper: Keeper) -> None:
    tell(keeper, "1")
    case = agree(keeper)
    keeper.answer(case, "no")
    assert tell(keeper, "2", hurt="yes").deliveries == case.deliveries
    assert len(agree(keeper).deliveries) == 2


def test_a_typed_answer_counts_only_right_after_the_question(keeper: Keeper) -> None:
    case = tell(keeper, "1")
    assert not keeper.hear(case, "1")
    keeper.ask(case, "1")
    asked = keeper.of(LANE)
    assert asked is not None
    assert not keeper.hear(asked, "1"), "the turn that asked, done again"
    assert keeper.hear(asked, "2")
    heard = keeper.of(LANE)
    assert heard is not None
    assert keeper.hear(heard, "2"), "done again"
    assert not keeper.hear(heard, "3")


def test_a_number_finds_ones_own_cases_only(keeper: Keeper) -> None:
    theirs = tell(keeper, "1", lane="other")
    assert keeper.of(LANE, theirs.number) is None
    own = tell(keeper, "2")
    found = keeper.of(LANE, theirs.number)
    assert found is not None
    assert found.number == own.number


def test_numbers_are_random_and_run_longer_when_they_get_scarce(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [tell(keeper, str(event), lane=str(event)).number for event in range(40)]
    assert len(set(numbers)) == 40
    assert numbers != sorted(numbers)
    monkeypatch.setattr("bot.cases.keeper.secrets.randbelow", lambda _below: 0)
    assert len(tell(keeper, "a", lane="a").number) == 5
    assert len(tell(keeper, "b", lane="b").number) == 6


@pytest.mark.parametrize(
    ("case", "days", "kept"),
    [
        (("unasked", "Active"), 29, True),
        (("no", "Active"), 31, False),
        (("yes", "Active"), 31, True),
        (("yes", "Closed"), 89, True),
        (("yes", "Closed"), 91, False),
        (("yes", "FollowUp"), 366, False),
    ],
)
def test_how_long_a_case_is_kept(keeper: Keeper, database: str, case: tuple[str, str], days: int, kept: bool) -> None:
    tell(keeper, "1", "โดนขัง")
    engine = create_engine(database)
    old = {"consent": case[0], "status": case[1], "updated_at": audit.now() - days * 86_400_000}
    with engine.begin() as connection:
        connection.execute(sa.update(Case).values(old))
    assert retention.purge(engine) == (0 if kept else 1)
    assert (keeper.of(LANE) is not None) == kept


def test_nothing_is_readable_in_the_file_and_after_deletion_not_even_its_cipher(
    keeper: Keeper, database: str, tmp_path: Path
) -> None:
    tell(keeper, "1", "หนูชื่อสมหญิง", name="สมหญิง")
    with create_engine(database).connect() as connection:
        sealed = [
            *connection.execute(sa.text("SELECT sealed FROM case_entry")).scalars(),
            *connection.execute(sa.text("SELECT sealed FROM case_file")).scalars(),
        ]
    assert any(sealed[0] in path.read_bytes() for path in tmp_path.glob("cases.db*"))
    keeper.erase(LANE)
    husk = keeper.of(LANE)
    assert husk is not None
    assert (husk.chat_id, husk.entries) == (None, ())
    keeper.bury(LANE)
    assert keeper.of(LANE) is None
    for path in tmp_path.glob("cases.db*"):
        data = path.read_bytes()
        assert "สมหญิง".encode() not in data
        assert not any(cipher in data for cipher in sealed)


def test_the_trail_says_what_happened_and_nothing_anybody_said(keeper: Keeper, database: str) -> None:
    tell(keeper, "1", "หนูชื่อสมหญิง")
    agree(keeper)
    keeper.erase(LANE)
    with create_engine(database).connect() as connection:
        acts = list(connection.execute(sa.select(CaseAudit.who, CaseAudit.what).order_by(CaseAudit.id)))
    assert acts == [("person", "opened"), ("person", "consent yes"), ("person", "deleted")]
