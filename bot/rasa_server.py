"""The Rasa process (`python -m bot.rasa_server`): trains a model if there is none for today's data, then is Rasa."""

import os
import sys
from urllib.parse import urlsplit

from bot import log as logs
from bot import training
from bot.log import log
from bot.settings import EXIT_CONFIG, ROOT, Settings, SettingsError, load

NICENESS = 10
"""Rasa is the heaviest process; on a small machine storing what people send comes first."""

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""One message is too small to share between cores; threads that wait for one another cost the others theirs."""


def environment(settings: Settings) -> dict[str, str]:
    """What nlu/credentials.yml and nlu/endpoints.yml read, and no telemetry."""
    return {
        **os.environ,
        **training.QUIET,
        **ONE_THREAD,
        "RASA_TOKEN": settings.rasa_token,
        "RASA_DATABASE_URL": settings.rasa_database_url,
        "DATA_KEY": settings.data_key,
    }


def command(model: str, address: str, *, credentials: str = "nlu/credentials.yml") -> list[str]:
    """The command line that serves a model at an address."""
    url = urlsplit(address)
    return [
        *(
            str(training.RASA),
            "run",
            "--model",
            model,
            "-i",
            url.hostname or "127.0.0.1",
            "-p",
            str(url.port or 5005),
        ),
        *("--credentials", credentials, "--endpoints", "nlu/endpoints.yml"),
    ]


def main() -> None:
    """Replaces this process by Rasa."""
    logs.configure("rasa")
    try:
        settings = load()
        model = training.ensure(settings)
    except (SettingsError, training.NoRasaError) as error:
        sys.stderr.write(f"rasa: {error}\n")
        sys.exit(EXIT_CONFIG)
    log.info("starting", path=str(model.relative_to(ROOT)) if model.is_relative_to(ROOT) else model.name)
    os.nice(NICENESS)
    os.chdir(ROOT)
    line = command(str(model), settings.rasa_url)
    os.execve(line[0], line, environment(settings))  # noqa: S606 - our own program, no shell


if __name__ == "__main__":
    main()
