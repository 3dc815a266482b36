"""`chek directory`: whom we send people to, and what a person must still dial and confirm."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

import content
from content.directory import FOLDER, Phone, Service
from content.directory.confirm import Dialled, NotConfirmedError, Result, record

app = typer.Typer(help="Hotlines, missions and offices.", no_args_is_help=True)
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


@app.command("list")
def list_(country: str = typer.Option("", help="ISO 3166-1 alpha-2, e.g. KH.")) -> None:
    """Show the desks of the directory and the numbers a citizen may see."""
    table = Table("id", "name", "country", "numbers shown", "last seen")
    for service in content.load().directory.services.values():
        if country and service.country != country.upper():
            continue
        shown = service.shown_phones
        seen = ", ".join(phone.last_seen or "?" for phone in shown)
        table.add_row(service.id, service.name, service.country, ", ".join(p.display for p in shown) or "–", seen)
    Console().print(table)


@app.command()
def pending(today: Day = None) -> None:
    """List what a person must dial and confirm: unverified, stale and overdue numbers, and missions without any."""
    table = Table("id", "number", "from Thailand dial", "why")
    for service in content.load().directory.services.values():
        for phone in service.phones:
            reason = why(phone, _day(today))
            if reason:
                table.add_row(service.id, phone.dialable or "–", phone.dialled_from("TH") or "local only", reason)
        if service.type in ("embassy", "consulate", "trade_office") and not service.phones:
            table.add_row(service.id, "–", "–", "no number known")
    Console().print(table)


def why(phone: Phone, today: date) -> str | None:
    """Why somebody must dial a number; None if nobody must."""
    by_whom = f"{phone.assured_date}, {phone.assurer}"
    if phone.assured_result == "wrong":
        return f"wrong number ({by_whom}); find the right one"
    if phone.assured_result == "no-answer":
        return f"nobody answered ({by_whom}); dial again"
    if phone.due(today):
        return f"last confirmed {by_whom}; dial again"
    if phone.do_not_show:
        return "held back: " + (phone.note or "a lead only")
    if not phone.verified:
        return "not verified, never shown"
    return f"stale (last seen {phone.last_seen or 'at an unknown date'})" if phone.stale else None


@app.command()
def confirm(  # noqa: PLR0913, PLR0917 - each option of the command is one argument
    service_id: Annotated[str, typer.Argument(metavar="ID", help="As in: chek directory pending.")],
    number: Annotated[str, typer.Option(help="The number dialled: +66 2 572 8442, or a short code.")],
    by: Annotated[str, typer.Option(help="Who dialled it.")],
    on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day it was dialled.")],
    result: Annotated[Result, typer.Option(help="What happened.")] = "answers",
    add: Annotated[bool, typer.Option("--add", help="The number is new to this desk.")] = False,
    folder: Annotated[Path, typer.Option(help="Where the data files are.")] = FOLDER / "services",
) -> None:
    """Record that a person dialled a number. One that answers is shown, with the day; a wrong one never again."""
    if on.date() > _day(None):
        raise typer.BadParameter(f"{on:%Y-%m-%d} has not come yet")
    try:
        path = record(folder, Dialled(service_id, number, by, on.date(), result), add=add)
    except NotConfirmedError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(f"recorded in {path.name}; commit it, and restart the bot to show it")


@app.command()
def show(service_id: str) -> None:
    """Show one desk with all its numbers and sources."""
    service: Service | None = content.load().directory.services.get(service_id)
    if service is None:
        raise typer.BadParameter(f"no service has the id {service_id}")
    Console().print(service.model_dump(exclude_none=True))


def _day(given: datetime | None) -> date:
    return given.date() if given else date.today()  # noqa: DTZ011 - the operator's calendar
