"""A case as HTCDS, as a proposal of links, and the desks' file."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

import content
from bot.cases import desks, htcds
from bot.cases.links import links
from bot.cases.record import CaseFile, Entry
from bot.settings import SettingsError
from bot.store.seal import Seal

DAY = 86_400_000
VICTIM = CaseFile(
    id=1,
    number="48274",
    lane="a",
    status="Active",
    revision=2,
    quiet=True,
    consent="yes",
    asked_by=None,
    heard_by=None,
    opened_at=1_700_000_000_000,
    updated_at=1_700_000_000_000,
    chat_id="U1",
    asked=(),
    agreed=(),
    deliveries=(),
    entries=(
        Entry("1", 1, 1_700_000_000_000, "โดนขัง ยึดพาสปอร์ต", {"country": "KH", "place": "ปอยเปต"}, "victim", None),
        Entry("2", 2, 1_700_000_060_000, "=cmd()", {"phone": "081 234 5678"}, "victim", None),
    ),
)


def family(country: str = "KH", *, days: int = 3, **facts: Any) -> CaseFile:
    """A relative's case."""
    at = VICTIM.opened_at + days * DAY
    told = Entry("3", 1, at, "", {"country": country, **facts}, "family", "family_missing")
    return replace(VICTIM, id=2, number="10008", lane="b", opened_at=at, updated_at=at, entries=(told,))


def record() -> dict[str, Any]:
    """The victim's case for a desk."""
    return htcds.record(VICTIM, content.load(), desk="กรมการกงสุล")


def test_htcds_fields() -> None:
    made = record()
    assert made["cas_Status"] == "Active"
    assert (made["hte_Country"], made["hte_City"]) == ("KH", "ปอยเปต")
    assert made["con_Consent"] is True
    assert made["prs_MobilePhone"] == "081 234 5678"
    assert made["vic_TraffickingStatus"] == "PossibleVictimOfTrafficking"
    assert {"Other", "WithholdsDocuments"} <= set(made["vic_MethodsOfControl"])
    assert made["MethodsOfControlRestrictsMovement"] is True
    assert [comment["text"] for comment in made["cco_CaseComment"]] == ["โดนขัง ยึดพาสปอร์ต", "=cmd()"]
    assert json.loads(htcds.as_json([made])) == [made]


def test_a_csv_cell_never_starts_a_formula() -> None:
    text = htcds.as_csv([{**record(), "prs_FirstName": "=HYPERLINK()"}])
    row = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert row["prs_FirstName"] == "'=HYPERLINK()"
    assert row["hte_Country"] == "KH"
    assert "WithholdsDocuments" in row["vic_MethodsOfControl"].split(";")


def test_an_earlier_revision_holds_what_was_known_then() -> None:
    assert "phone" not in VICTIM.at_revision(1).facts


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        (family(place="ปอย เปต"), ("same place",)),
        (family(), ("same country",)),
        (family(place="สีหนุวิลล์"), ()),
        (family("MM"), ()),
        (family(days=40), ()),
        (family("MM", days=400, phone="081-2345678"), ("same phone",)),
        (family(place="ปอยเปต", phone="0812345678"), ("same phone", "same place")),
        (replace(family(), lane="a"), ()),
    ],
)
def test_links(other: CaseFile, reasons: tuple[str, ...]) -> None:
    assert [link.reasons for link in links([VICTIM, other], Seal("k"))] == ([reasons] if reasons else [])


def test_desks_take_what_they_are_for(tmp_path: Path) -> None:
    file = tmp_path / "desks.yml"
    listed = [
        {"id": "all", "name": "ก", "urls": ["json://127.0.0.1/"]},
        {"id": "some", "name": "ข", "countries": ["KH"], "needs": ["family_missing"], "urls": ["json://127.0.0.1/"]},
    ]
    file.write_text(yaml.safe_dump(listed), encoding="utf-8")
    loaded = desks.load(str(file))
    assert [desk.id for desk in family().takers(loaded)] == ["all", "some"]
    assert [desk.id for desk in family("MM").takers(loaded)] == ["all"]
    assert desks.load("") == {}


def test_the_example_is_a_valid_file() -> None:
    assert set(desks.load(str(Path(desks.__file__).with_name("desks.example.yml")))) == {"consular", "trafficking"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- id: a\n  name: ก\n  urls: ['nonsense://user:secret@host']", "urls"),
        ("- id: a\n  name: ก\n  urls: []", "urls"),
        ("- {id: a, name: ก, urls: ['json://h/']}\n- {id: a, name: ก, urls: ['json://h/']}", "twice"),
        ("a: [", "YAML"),
        ("- just words", "desks.yml"),
    ],
)
def test_a_bad_desks_file_is_one_line_without_secrets(tmp_path: Path, text: str, fault: str) -> None:
    file = tmp_path / "desks.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        desks.load(str(file))
    assert fault in str(error.value)
    assert "\n" not in str(error.value)
    assert "secret" not in str(error.value)
