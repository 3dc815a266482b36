"""`chek doctor`: what is missing on this machine, and how to mend it."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import sqlalchemy as sa
import typer
from rich.console import Console

import content
from bot import training
from bot.cases import desks
from bot.rasa import Rasa
from bot.settings import Settings, SettingsError, load, load_for_tools
from bot.store.database import create_engine

Finding = tuple[bool, str, str]


def doctor() -> None:
    """Check this machine and its settings; say what is missing and how to mend it. Exits 1 if something is."""
    console = Console()
    findings = list(_findings())
    for good, what, mend in findings:
        console.print(f"[green]✓[/green] {what}" if good else f"[red]✗[/red] {what}\n   → {mend}")
    if not all(good for good, _, _ in findings):
        raise typer.Exit(1)


def _findings() -> Iterator[Finding]:
    yield (
        sys.version_info >= (3, 11),
        f"Python {sys.version.split()[0]}",
        "install Python 3.11 or newer and run make setup",
    )
    yield training.RASA.exists(), "Rasa's environment (nlu/.venv)", "install Python 3.10 and run make setup"
    try:
        settings = load()
        yield True, "settings" + (" (local: LINE is a stand-in)" if settings.local else " (production)"), ""
    except SettingsError as error:
        yield (
            False,
            f"settings: {error}",
            "set it in the environment or in .env; for a local try, use make run",
        )
        settings = load_for_tools()
    yield training.model_path(settings).exists(), "language model for today's data", "run make train"
    yield _content()
    yield _desks(settings)
    yield _database(settings)
    yield _port(settings)
    yield (
        Rasa(settings.rasa_url, settings.rasa_token).ready(),
        f"Rasa answers at {settings.rasa_url}",
        "start it: make run, or honcho start",
    )
    yield shutil.disk_usage(Path.cwd()).free > 1_000_000_000, "disk space", "free at least 1 GB"


def _content() -> Finding:
    try:
        content.load()
    except content.ContentError as error:
        return False, f"content: {error.faults[0]}", "run chek content check and mend the entry it names"
    return True, "content", ""


def _desks(settings: Settings) -> Finding:
    try:
        count = len(desks.load(settings.desks_file))
    except SettingsError as error:
        return False, f"desks: {error}", "mend the file, see bot/cases/desks.example.yml"
    return True, f"desks that may receive a case: {count}", ""


def _database(settings: Settings) -> Finding:
    try:
        with create_engine(settings.database_url).connect() as connection:
            connection.execute(sa.text("SELECT 1"))
    except sa.exc.SQLAlchemyError as error:
        return False, f"database: {type(error).__name__}", "check DATABASE_URL and that the server runs"
    return True, "database", ""


def _port(settings: Settings) -> Finding:
    address = f"http://127.0.0.1:{settings.port}/healthz"
    try:
        return (
            httpx.get(address, timeout=3).status_code == 200,
            f"the bot answers at {address}",
            "see its log",
        )
    except httpx.HTTPError:
        return False, f"the bot answers at {address}", "start it: make run, or honcho start"
