"""Trains Rasa when its data, configuration, code or signals have changed, and shows how far it is."""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.status import Status

from bot.settings import ROOT, Settings

RASA = ROOT / "nlu" / ".venv" / "bin" / "rasa"
SOURCES = (
    *("nlu/config.yml", "nlu/requirements.txt", "nlu/domain", "nlu/data", "nlu/components", "nlu/importer.py"),
    *("nlu/signals", "content/signals"),
)
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",  # it knows nothing of nlu/signals, and would keep what old signals saw
    "PYTHONPATH": str(ROOT),
    "PYTHONWARNINGS": "ignore",
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "LOG_LEVEL_RASA": "WARNING",
    "SANIC_WORKERS": "1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


class NoRasaError(Exception):
    """Rasa is not installed, or its training failed; the message says what to do."""


def fingerprint() -> str:
    """A name for all that a model is made from: the same files, the same name."""
    digest = hashlib.sha256()
    for source in SOURCES:
        top = ROOT / source
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.suffix in (".yml", ".py", ".txt"):
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def model_path(settings: Settings) -> Path:
    """Where the model for today's sources is, or will be."""
    return settings.models / f"{fingerprint()}.tar.gz"


def ensure(settings: Settings) -> Path:
    """The model for today's sources, trained now if need be. Raises NoRasaError."""
    model = model_path(settings)
    if model.exists():
        return model
    if not RASA.exists():
        raise NoRasaError("nlu/.venv is missing: run `make setup` (it needs Python 3.10 for Rasa)")
    model.parent.mkdir(parents=True, exist_ok=True)
    _train(settings, model)
    return model


def _train(settings: Settings, model: Path) -> None:
    log = settings.var / "training.log"
    line = [
        *(str(RASA), "train", "--force", "--skip-validation", "--config", "nlu/config.yml", "--domain", "nlu/domain"),
        *(
            "--data",
            "nlu/data",
            "--out",
            str(model.parent),
            "--fixed-model-name",
            model.name.removesuffix(".tar.gz"),
        ),
    ]
    started = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            line, cwd=ROOT, env={**os.environ, **QUIET}, stdout=output, stderr=subprocess.STDOUT
        )
        console = Console(stderr=True)
        with console.status("") as status:
            while process.poll() is None:
                _show(status, console, time.monotonic() - started)
                time.sleep(1)
    if process.returncode or not model.exists():
        raise NoRasaError(f"training failed, see {log}")
    sys.stderr.write(f"trained in {time.monotonic() - started:.0f} s\n")


def _show(status: Status, console: Console, seconds: float) -> None:
    """A spinner on a terminal; elsewhere a line every ten seconds."""
    if console.is_terminal:
        status.update(f"Training the language model (first start only) … {seconds:.0f} s")
    elif int(seconds) % 10 == 0:
        sys.stderr.write(f"training the language model (first start only): {seconds:.0f} s\n")
