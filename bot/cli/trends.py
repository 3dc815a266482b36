"""`chek trends`: what turns up more and more in the offers people send; and `chek offers`: verdicts disputed."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.settings import load_for_tools
from bot.store.database import create_engine
from bot.store.offers import OfferBook
from bot.store.schema import migrate
from bot.store.seal import Seal
from bot.store.sightings import WINDOW_DAYS, Sightings, Trend

app = typer.Typer(help="What people think of our verdicts.", no_args_is_help=True)

WEEKS = 12
BARS = " ▁▂▃▄▅▆▇█"
PLOTTED = 6


def trends(
    days: Annotated[int, typer.Option(min=1, help="Compare this many days with as many before.")] = WINDOW_DAYS,
    plot: Annotated[Path | None, typer.Option(help="Also draw the steepest rises over 12 weeks into this PNG.")] = None,
) -> None:
    """Show rising contacts (masked), destinations and patterns, each sent by three people or more."""
    book, today = _book(), datetime.now(UTC).date()
    rising = book.sightings.trends(today, days)
    table = Table("what", "which", f"people, last {days} days", "before", "days", f"per week, last {WEEKS}")
    for trend in rising:
        weeks = book.sightings.per_week(trend.indicator, today, WEEKS)
        table.add_row(
            trend.kind, trend.masked, str(trend.people), str(trend.people_before), str(trend.days), bars(weeks)
        )
    Console().print(table if rising else "nothing was sent by three people or more")
    if plot and rising:
        _draw(book.sightings, rising[:PLOTTED], today, plot)


@app.callback()
def main() -> None:
    """What people think of our verdicts."""


@app.command()
def appeals() -> None:
    """List the verdicts people disagreed with: the level, each reason with the offer's words, the country."""
    table = Table("day", "level", "country", "reasons")
    for day, verdict in _book().appeals.all():
        reasons = "\n".join(f"{name}: {words}" for name, words in verdict["reasons"].items())
        table.add_row(str(day), verdict["level"], verdict["country"] or "–", reasons)
    Console().print(table)


def bars(numbers: list[int]) -> str:
    """Numbers as a row of bars, the largest full."""
    most = max(numbers, default=0)
    return "".join(BARS[round(number / most * (len(BARS) - 1))] if most else BARS[0] for number in numbers)


def _draw(sightings: Sightings, rising: list[Trend], today: date, file: Path) -> None:
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 - a tool for development, not installed in production
    except ImportError:
        typer.echo("matplotlib is not installed: the bars in the table are all there is", err=True)
        raise typer.Exit(1) from None
    figure = Figure(figsize=(9, 5), layout="constrained")
    axes = figure.add_subplot()
    for trend in rising:
        weeks = sightings.per_week(trend.indicator, today, WEEKS)
        axes.plot(range(1 - WEEKS, 1), weeks, marker="o", label=f"{trend.kind} {trend.masked}")
    axes.set(xlabel="weeks ago", ylabel="distinct people", title=f"Seen in offers, up to {today}")
    axes.legend()
    figure.savefig(file)


def _book() -> OfferBook:
    settings = load_for_tools()
    migrate(settings.database_url)
    return OfferBook.on(create_engine(settings.database_url), Seal(settings.data_key))
