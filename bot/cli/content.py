"""`chek content`: is everything we may say sound, sourced, in date and legal on LINE?"""

from datetime import date

import typer

import content
from bot.content_check import check as faults_of

app = typer.Typer(help="What the bot may say.", no_args_is_help=True)


@app.callback()
def main() -> None:
    """What the bot may say."""


@app.command()
def check(today: str = typer.Option("", help="Check as if it were this day (ISO 8601).")) -> None:
    """Check all content: sources, review dates, phone numbers, gaps, LINE's limits. Exits 1 on a fault."""
    day = date.fromisoformat(today) if today else date.today()  # noqa: DTZ011 - the operator's calendar
    try:
        loaded = content.load()
    except content.ContentError as error:
        _end(error.faults)
        return
    faults, overdue = faults_of(loaded, day)
    for line in overdue:
        typer.echo(f"overdue: {line}")
    _end(faults)
    typer.echo(
        f"content is sound: {len(loaded.replies)} replies, {len(loaded.answers)} answers, "
        f"{len(loaded.directory.services)} services, {len(loaded.directory.countries)} countries"
    )


def _end(faults: list[str]) -> None:
    for fault in faults:
        typer.echo(f"fault: {fault}", err=True)
    if faults:
        raise typer.Exit(1)
