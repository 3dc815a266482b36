"""`chek case`: what people told, for those who help them. Every look is in the audit trail under your name."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

import content
from bot.cases import desks, htcds
from bot.cases.office import NoSuchCaseError, Office
from bot.cases.outbox import Outbox, client_of
from bot.cases.record import CaseFile
from bot.settings import SettingsError, load_for_tools
from bot.store.database import create_engine
from bot.store.seal import Seal
from handlers.case_number import quoted_in, spell

app = typer.Typer(help="Cases: list, show, note, status, export, links.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="As the person quotes it, e.g. ชก-4827-4 or 48274.")]
By = Annotated[str, typer.Option("--by", help="Your name in the audit trail.", default_factory=getpass.getuser)]


class Status(StrEnum):
    """HTCDS 2.0, cas_Status."""

    Active = "Active"
    FollowUp = "FollowUp"
    Closed = "Closed"
    ClosedReferred = "ClosedReferred"


class Format(StrEnum):
    """How to write a case."""

    json = "json"
    csv = "csv"


@app.command("list")
def list_(by: By, status: Annotated[Status | None, typer.Option(help="Only cases of this status.")] = None) -> None:
    """List the cases: no names, no words."""
    table = Table("number", "status", "who writes", "country", "consent", "rev", "opened (UTC)", "last word", "desks")
    with _office(by) as office:
        for case in office.all():
            if status is None or case.status == status:
                table.add_row(
                    *(_spell(case), case.status, case.role, case.country or "?", case.consent, str(case.revision)),
                    *(_moment(case.opened_at), _moment(case.updated_at), _states(case)),
                )
    Console().print(table)


@app.command()
def show(number: Number, by: By) -> None:
    """Show one case: facts, words, where it went, who looked."""
    console = Console()
    with _office(by) as office:
        case = office.open(_digits(number), "shown")
        trail = office.trail(case.number)
    console.print(f"[bold]{_spell(case)}[/bold] {case.status} · {case.role} · consent: {case.consent}")
    _print(console, ("fact", "value"), ((name, str(value)) for name, value in case.facts.items()))
    words = ((_moment(entry.at), entry.author or case.role, entry.words) for entry in case.entries)
    _print(console, ("at (UTC)", "who", "words"), words)
    receipts = (
        (one.desk, str(one.revision), one.state, str(one.attempts), _moment(one.delivered_at))
        for one in case.deliveries
    )
    _print(console, ("desk", "rev", "state", "attempts", "delivered (UTC)"), receipts)
    _print(console, ("at (UTC)", "who", "what"), ((_moment(act.at), act.who, act.what) for act in trail))


@app.command()
def note(number: Number, words: str, by: By) -> None:
    """Add a note to a case. Desks read it with the next revision."""
    with _office(by) as office:
        office.note(_digits(number), words)
    typer.echo("noted")


@app.command()
def status(number: Number, new: Status, by: By) -> None:
    """Change the status; the person who reported is told."""
    with _office(by) as office:
        changed = office.set_status(_digits(number), new)
    typer.echo("changed, and the person will be told" if changed else "it has this status already")


@app.command()
def export(
    number: Number,
    by: By,
    format_: Annotated[Format, typer.Option("--format")] = Format.json,
    output: Annotated[Path | None, typer.Option(help="A file; standard output if not given.")] = None,
) -> None:
    """Write a case as HTCDS 2.0."""
    with _office(by) as office:
        case = office.open(_digits(number), f"exported as {format_}")
    records = [htcds.record(case, content.load(), desk=None)]
    text = htcds.as_json(records) if format_ is Format.json else htcds.as_csv(records)
    if output:
        output.touch(mode=0o600)
        output.write_text(text, encoding="utf-8")
    else:
        typer.echo(text)


@app.command()
def links(by: By) -> None:
    """Propose cases that may be about the same person. You decide; nothing is merged."""
    table = Table("case", "who writes", "case", "who writes", "why")
    with _office(by) as office:
        for link in office.links():
            one, other = link.cases
            table.add_row(_spell(one), one.role, _spell(other), other.role, ", ".join(link.reasons))
    Console().print(table)


@contextmanager
def _office(by: str) -> Iterator[Office]:
    try:
        settings = load_for_tools()
        engine = create_engine(settings.database_url)
        yield Office(engine, Seal(settings.data_key), Outbox(client_of(engine), desks.load(settings.desks_file)), by)
        engine.dispose()
    except SettingsError as error:
        raise typer.BadParameter(str(error)) from None
    except NoSuchCaseError as error:
        raise typer.BadParameter(f"no case has the number {error}") from None


def _digits(number: str) -> str:
    quoted = quoted_in(number, content.load(), expected=True)
    if quoted is None or not quoted.valid:
        raise typer.BadParameter(f"{number} is not a case number: its check digit does not fit")
    return quoted.digits


def _spell(case: CaseFile) -> str:
    return spell(case.number, content.load())


def _states(case: CaseFile) -> str:
    newest = {one.desk: one.state for one in case.deliveries}
    return ", ".join(f"{desk} {state}" for desk, state in newest.items()) or "–"


def _print(console: Console, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
    table = Table(*columns)
    for row in rows:
        table.add_row(*map(_plain, row))
    if table.row_count:
        console.print(table)


def _plain(text: str) -> str:
    """What a person wrote is no markup of Rich's."""
    return text.replace("[", "\\[")


def _moment(at: int | None) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M") if at else "–"
