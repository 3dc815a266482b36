"""`chek agencies`: the Department of Employment's list of licensed agencies, loaded from a file, and looked up."""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bot.settings import load_for_tools
from bot.store.agencies import Agencies
from bot.store.database import create_engine
from bot.store.schema import migrate
from handlers.contract import Agency
from nlu.signals.agency import licence_key

app = typer.Typer(help="Licensed overseas recruitment agencies.", no_args_is_help=True)

COLUMNS = {
    "licence": ("เลขใบอนุญาต", "ใบอนุญาตเลขที่", "เลขที่ใบอนุญาต", "ใบอนุญาต", "ทะเบียน", "licence", "license"),
    "name_en": ("ภาษาอังกฤษ", "อังกฤษ", "english", "name_en", "name (en"),
    "name": ("ชื่อบริษัท", "ชื่อสำนักงาน", "ชื่อ", "บริษัท", "company", "agency", "name"),
}
"""What a column may be called, by words its heading holds; tried in this order, each column taken once."""


class ListError(Exception):
    """The file is not such a list, or holds faults: `faults` are lines "row N: what is wrong"."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV (UTF-8 or TIS-620) or XLSX.")],
    listed_on: Annotated[str, typer.Option("--date", help="The day of the list (ISO 8601); today if not given.")] = "",
    partly: Annotated[bool, typer.Option(help="Load the sound rows although others have faults.")] = False,
) -> None:
    """Put this list in the place of the one loaded before. Faults are named by row, and nothing is loaded then."""
    day = date.fromisoformat(listed_on) if listed_on else datetime.now(UTC).date()
    try:
        agencies, faults = read_list(file)
    except ListError as error:
        agencies, faults = [], error.faults
    for fault in faults:
        typer.echo(f"fault: {fault}", err=True)
    if not agencies or (faults and not partly):
        typer.echo("nothing was loaded", err=True)
        raise typer.Exit(1)
    _agencies().replace(agencies, day)
    typer.echo(f"{len(agencies)} agencies of {day} loaded")


@app.command()
def find(name_or_licence: str) -> None:
    """Look an agency up as the bot does."""
    answer = _agencies().find(name_or_licence)
    if answer is None:
        typer.echo("no list has been loaded: chek agencies import FILE")
        raise typer.Exit(1)
    console = Console()
    for agency in answer.found:
        likeness = "found" if answer.exact else "similar"
        console.print(f"{likeness}: {agency.name} {agency.name_en} ({agency.licence})", markup=False)
    if not answer.found:
        console.print(f"not found in the list of {answer.listed_on}")


def read_list(file: Path) -> tuple[list[Agency], list[str]]:
    """The agencies of a file, and the faults of its rows. Raises ListError if it has no such columns."""
    rows = _xlsx(file) if file.suffix.lower() in (".xlsx", ".xlsm") else _csv(file)
    columns: dict[str, int] = {}
    agencies: dict[str, Agency] = {}
    faults: list[str] = []
    for number, row in rows:
        if not columns:
            columns = _columns(row)
            continue
        cells = {field: row[place].strip() if place < len(row) else "" for field, place in columns.items()}
        if not any(cells.values()):
            continue
        fault = _fault(cells, agencies)
        if fault:
            faults.append(f"row {number}: {fault}")
        else:
            agency = Agency(cells["licence"], cells["name"] or cells["name_en"], cells.get("name_en", ""))
            agencies[licence_key(agency.licence)] = agency
    if not columns:
        raise ListError(["no row names a column for the licence number and one for the company's name"])
    return list(agencies.values()), faults


def _fault(cells: dict[str, str], known: dict[str, Agency]) -> str | None:
    key = licence_key(cells["licence"])
    if not key:
        return f"no licence number like 123/2560 in {cells['licence']!r}"
    if key in known:
        return f"the licence number {cells['licence']} is used twice"
    return None if cells["name"] or cells.get("name_en") else "no name"


def _columns(row: list[str]) -> dict[str, int]:
    """Which column holds what, if this row is the heading; else nothing."""
    found: dict[str, int] = {}
    for field, words in COLUMNS.items():
        for place, cell in enumerate(row):
            heading = cell.strip().lower()
            if place not in found.values() and any(word in heading for word in words):
                found[field] = place
                break
    return found if {"licence", "name"} <= set(found) else {}


def _csv(file: Path) -> Iterator[tuple[int, list[str]]]:
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp874", errors="replace")  # what Excel on a Thai Windows writes
    yield from enumerate(csv.reader(text.splitlines()), 1)


def _xlsx(file: Path) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - only operators need it, and it takes half a second

    sheet: Iterable[tuple[Any, ...]] = load_workbook(file, read_only=True, data_only=True).active.values
    for number, row in enumerate(sheet, 1):
        yield number, ["" if cell is None else str(cell) for cell in row]


def _agencies() -> Agencies:
    settings = load_for_tools()
    migrate(settings.database_url)
    return Agencies(create_engine(settings.database_url))
