"""Somebody dials a number and writes down what happened: that and nothing else changes in the file."""

import difflib
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import content
from bot.cli.directory import app, why
from content.base import load_folder
from content.directory import FOLDER, Phone, Service
from content.directory.confirm import Dialled, NotConfirmedError, Result, record

DAY = date(2026, 11, 20)
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
SEOUL = Dialled("kr-seoul", "+82 10-6747-0095", "สมชาย", DAY)
DIALLED = [
    (service.id, phone.dialable)
    for service in content.load().directory.services.values()
    for phone in service.phones
    if phone.dialable
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of our own data files, with a comment in the way."""
    copy = Path(shutil.copytree(FOLDER / "services", tmp_path / "services"))
    missions = copy / "missions.yml"
    text = missions.read_text("utf-8").replace("- id: kr-seoul\n", "# Seoul: ask for the Thai desk\n- id: kr-seoul\n")
    missions.write_text(text, "utf-8")
    return copy


def phone_of(folder: Path, service: str, number: str) -> Phone:
    phones = load_folder(folder, Service, "id")[service].phones
    return next(phone for phone in phones if phone.dialable == number)


def changes(before: str, after: str) -> list[str]:
    """The lines that differ, as in a diff."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


def test_a_number_that_answers_is_verified_and_fresh(folder: Path) -> None:
    before = (folder / "missions.yml").read_text("utf-8")
    path = record(folder, SEOUL)
    assert changes(before, path.read_text("utf-8")) == [
        "-     stale: true",
        "+     stale: false",
        "+     assured_date: 2026-11-20",
        "+     assurer: 'สมชาย'",
        "+     assured_result: 'answers'",
    ]
    phone = phone_of(folder, "kr-seoul", "+821067470095")
    assert phone.showable
    assert phone.confirmed_on == DAY


def test_a_number_held_back_is_shown_once_it_answers(folder: Path) -> None:
    record(folder, Dialled("msdhs_1300_abroad", "+66991301300", "A", DAY))
    assert phone_of(folder, "msdhs_1300_abroad", "+66991301300").showable


def test_a_wrong_number_is_never_shown_again(folder: Path) -> None:
    record(folder, Dialled("kr-seoul", "+821067470095", "A", DAY, "wrong"))
    phone = phone_of(folder, "kr-seoul", "+821067470095")
    assert not phone.showable
    assert phone.confirmed_on is None
    assert "wrong number" in (why(phone, DAY) or "")


def test_no_answer_changes_nothing_but_is_listed(folder: Path) -> None:
    record(folder, Dialled("police_191", "191", "A", DAY, "no-answer"))
    phone = phone_of(folder, "police_191", "191")
    assert phone.showable
    assert not phone.stale
    assert "nobody answered" in (why(phone, DAY) or "")


def test_a_confirmation_is_asked_for_again_when_it_grows_old(folder: Path) -> None:
    record(folder, SEOUL)
    phone = phone_of(folder, "kr-seoul", "+821067470095")
    assert why(phone, DAY) is None
    assert "dial again" in (why(phone, DAY + timedelta(days=200)) or "")


@pytest.mark.parametrize(
    ("service", "number"), [("ar-buenos-aires", "+541147746644"), ("kh-phnom-penh", "+85523726307")]
)
def test_a_new_number_is_added_when_asked_for(folder: Path, service: str, number: str) -> None:
    dialled = Dialled(service, number, "A", DAY)
    before = (folder / "missions.yml").read_text("utf-8")
    with pytest.raises(NotConfirmedError, match="--add"):
        record(folder, dialled)
    path = record(folder, dialled, add=True)
    assert all(line.startswith("+") for line in changes(before, path.read_text("utf-8")))
    phone = phone_of(folder, service, number)
    assert phone.confirmed_on == DAY
    assert phone.sources[0].kind == "dialled"


@pytest.mark.parametrize(
    ("dialled", "says"),
    [
        (Dialled("nobody", "191", "A", DAY), "no service has the id"),
        (Dialled("kr-seoul", "call me", "A", DAY), "not a telephone number"),
        (Dialled("kr-seoul", "+82 10 1", "A", DAY), "not a valid"),
        (Dialled("kr-seoul", "+6625728442", "A", DAY), "not a number of kr-seoul"),
        (Dialled("kr-seoul", "+821067470095", " ", DAY), "who dialled"),
        (Dialled("kr-seoul", "+821067470095", "A\nverified: true", DAY), "on one line"),
    ],
)
def test_what_cannot_be_recorded_leaves_the_file_alone(folder: Path, dialled: Dialled, says: str) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(NotConfirmedError, match=says):
        record(folder, dialled)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=SLOW)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(DIALLED),
            st.text("กาน้ำ'\"#:-{}&* ab", min_size=1, max_size=12).filter(str.strip),
            st.sampled_from(["answers", "wrong", "no-answer"]),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_whoever_dials_whatever_only_that_phone_changes(
    folder: Path, calls: list[tuple[tuple[str, str], str, Result]]
) -> None:
    for (service, number), by, result in calls:
        before = load_folder(folder, Service, "id")
        record(folder, Dialled(service, number, by, DAY, result))
        after = load_folder(folder, Service, "id")
        assert {key for key in after if after[key] != before[key]} <= {service}
        phone = next(one for one in after[service].phones if one.dialable == number)
        assert (phone.assured_date, phone.assured_result) == (DAY, result)


def test_as_an_operator_types_it(folder: Path) -> None:
    typed = ["confirm", "kr-seoul", "--number", "+82 10 6747 0095", "--by", "A", "--folder", str(folder), "--on"]
    assert CliRunner().invoke(app, [*typed, "2026-11-20"]).exit_code == 0
    assert phone_of(folder, "kr-seoul", "+821067470095").assurer == "A"
    assert CliRunner().invoke(app, [*typed, "2999-01-01"]).exit_code == 2
    assert CliRunner().invoke(app, [*typed, "2026-11-20", "--result", "maybe"]).exit_code == 2
    pending = CliRunner().invoke(app, ["pending"], env={"COLUMNS": "200"}).stdout
    assert "msdhs_1300_abroad" in pending
    assert "no number known" in pending
