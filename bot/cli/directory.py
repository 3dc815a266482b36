"""`chek directory`: whom we send people to, and what a person must still dial and confirm."""

import typer
from rich.console import Console
from rich.table import Table

import content
from content.directory import Phone, Service

app = typer.Typer(help="Hotlines, missions and offices.", no_args_is_help=True)


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
def pending() -> None:
    """List what a person must dial and confirm: unverified or stale numbers, and missions without any."""
    table = Table("id", "number", "why")
    for service in content.load().directory.services.values():
        for phone in service.phones:
            reason = _why(phone)
            if reason:
                table.add_row(service.id, phone.display, reason)
        if service.type in ("embassy", "consulate", "trade_office") and not service.phones:
            table.add_row(service.id, "–", "no number known")
    Console().print(table)


def _why(phone: Phone) -> str | None:
    if phone.do_not_show:
        return "held back: " + (phone.note or "a lead only")
    if not phone.verified:
        return "not verified, never shown"
    return f"stale (last seen {phone.last_seen or 'at an unknown date'})" if phone.stale else None


@app.command()
def show(service_id: str) -> None:
    """Show one desk with all its numbers and sources."""
    service: Service | None = content.load().directory.services.get(service_id)
    if service is None:
        raise typer.BadParameter(f"no service has the id {service_id}")
    Console().print(service.model_dump(exclude_none=True))
