"""`chek agencies`, `chek trends` and `chek offers` on a database of their own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import agencies, app, trends
from bot.cli.agencies import ListError, read_list
from bot.settings import Settings
from bot.store.database import create_engine
from bot.store.offers import OfferBook
from bot.store.schema import migrate
from bot.store.seal import Seal
from handlers.contract import Appeal, Indicator, Outcome

GOOD = (
    "รายชื่อบริษัทจัดหางาน,,\n"
    "ลำดับ,ชื่อบริษัท (ภาษาไทย),ชื่อภาษาอังกฤษ,เลขใบอนุญาต\n"
    "1,บริษัท จัดหางาน ทานตะวัน จำกัด,Tantawan Co. Ltd.,ต.12/2560\n"
    ",,,\n"
    "2,บริษัท ฟ้าใส จำกัด,,ต.๓๔๕/๒๕๖๒\n"
)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    made = Settings(database_url=f"sqlite:///{tmp_path / 'chek.db'}", data_key="key")
    for module in (agencies, trends):
        monkeypatch.setattr(module, "load_for_tools", lambda: made)
    return made


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_a_list_is_read_whatever_wrote_it(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(GOOD.encode(encoding))
    found, faults = read_list(file)
    assert faults == []
    assert [(one.licence, one.name, one.name_en) for one in found] == [
        ("ต.12/2560", "บริษัท จัดหางาน ทานตะวัน จำกัด", "Tantawan Co. Ltd."),
        ("ต.๓๔๕/๒๕๖๒", "บริษัท ฟ้าใส จำกัด", ""),
    ]


def test_a_workbook_is_read_the_same(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for line in GOOD.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "list.xlsx")
    found, faults = read_list(tmp_path / "list.xlsx")
    assert (len(found), faults) == (2, [])


def test_faults_are_named_by_row(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(GOOD + "3,บริษัท ก จำกัด,,ไม่มี\n4,บริษัท ข จำกัด,,ต.12/2560\n5,,,ต.9/2561\n", encoding="utf-8")
    found, faults = read_list(file)
    assert len(found) == 2
    assert [fault.split(":")[0] for fault in faults] == ["row 6", "row 7", "row 8"]


def test_another_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ListError, match="no row names a column"):
        read_list(file)


def test_a_list_with_faults_is_loaded_only_when_told_to(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(GOOD + "3,บริษัท ก จำกัด,,ไม่มี\n", encoding="utf-8")
    run = CliRunner()
    assert run.invoke(app, ["agencies", "import", str(file)]).exit_code == 1
    assert "no list" in run.invoke(app, ["agencies", "find", "ฟ้าใส"]).output
    done = run.invoke(app, ["agencies", "import", str(file), "--partly", "--date", "2026-10-01"])
    assert "2 agencies of 2026-10-01 loaded" in done.output
    assert "found: บริษัท ฟ้าใส จำกัด" in run.invoke(app, ["agencies", "find", "345/2562"]).output
    assert "not found in the list of 2026-10-01" in run.invoke(app, ["agencies", "find", "เมฆขาว"]).output


def test_trends_and_appeals_are_listed_and_drawn(settings: Settings, tmp_path: Path) -> None:
    migrate(settings.database_url)
    book = OfferBook.on(create_engine(settings.database_url), Seal("key"))
    today = datetime.now(UTC).date()
    seen = Outcome((), indicators=(Indicator("phone", "+66812345678"), Indicator("pattern", "task")))
    for lane in "abc":
        book.record(seen, lane, lane, today)
    book.record(Outcome((), appeal=Appeal("high", {"flag.no_contract": "ไม่มีสัญญา"}, "KR")), "a", "e", today)
    run = CliRunner()
    picture = tmp_path / "rising.png"
    listed = run.invoke(app, ["trends", "--plot", str(picture)], env={"COLUMNS": "160"})
    assert "08x-xxx-5678" in listed.output
    assert "task" in listed.output
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "ไม่มีสัญญา" in run.invoke(app, ["offers", "appeals"], env={"COLUMNS": "160"}).output
