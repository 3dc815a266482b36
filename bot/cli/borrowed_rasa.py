"""Rasa for one command: the one that runs, or one started for the call and stopped after it."""

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from bot import rasa_server, training
from bot.rasa import Rasa
from bot.settings import ROOT, Settings

START_SECONDS = 90
STOP_SECONDS = 15


@contextmanager
def rasa_for(settings: Settings, *, private: bool = False) -> Iterator[Rasa]:
    """Rasa, ready to answer. `private`: always one of our own, whose dialogues are forgotten."""
    running = Rasa(settings.rasa_url, settings.rasa_token)
    if not private and running.ready():
        yield running
        return
    with (
        tempfile.TemporaryDirectory(prefix="chek-rasa-") as folder,
        _started(settings, Path(folder)) as started,
    ):
        yield started


@contextmanager
def _started(settings: Settings, folder: Path) -> Iterator[Rasa]:
    try:
        model = training.ensure(settings)
    except training.NoRasaError as error:
        raise typer.BadParameter(str(error)) from None
    address = f"http://127.0.0.1:{_free_port()}"
    own = settings.model_copy(update={"rasa_url": address, "database_url": f"sqlite:///{folder / 'chek.db'}"})
    log = settings.var / "rasa-for-a-command.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            rasa_server.command(str(model), address),
            cwd=ROOT,
            env={**os.environ, **rasa_server.environment(own)},
            stdout=output,
            stderr=output,
        )
    rasa = Rasa(address, settings.rasa_token)
    try:
        _wait(rasa, process, log)
        yield rasa
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(rasa: Rasa, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not rasa.ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise typer.BadParameter(f"Rasa did not start, see {log}")
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
