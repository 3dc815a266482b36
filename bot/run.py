"""`make run`: the whole bot on this machine, with the stand-in and its chat page; one command, one Ctrl-C."""

import os
import sys
import threading
import time
import webbrowser

import httpx
from honcho.environ import parse_procfile
from honcho.manager import Manager

from bot import training
from bot.settings import ROOT, Settings, SettingsError, load

STAND_IN = (
    ".venv/bin/gunicorn -k gthread --threads 32 --log-level warning -b 127.0.0.1:{port}"
    " 'bot.simulator.server:create_app()'"
)


def main() -> None:
    """Trains if need be, starts every process and says where the chat page is."""
    os.chdir(ROOT)
    try:
        settings = load()
        training.ensure(settings)
    except (SettingsError, training.NoRasaError) as error:
        sys.exit(str(error))
    processes = manager(settings)
    threading.Thread(target=_announce, args=(settings,), daemon=True).start()
    processes.loop()
    sys.exit(processes.returncode or 0)


def manager(settings: Settings) -> Manager:
    """All processes of the Procfile, and the stand-in."""
    found = Manager()
    environment = {**os.environ, "PORT": str(settings.port), "PYTHONUNBUFFERED": "1"}
    for name, line in parse_procfile((ROOT / "Procfile").read_text()).processes.items():
        found.add_process(name, line, env=environment, cwd=str(ROOT))
    found.add_process("line", STAND_IN.format(port=settings.simulator_port), env=environment, cwd=str(ROOT))
    return found


def ready(settings: Settings) -> bool:
    """Whether a message typed now would be answered in full."""
    try:
        page = httpx.get(f"http://127.0.0.1:{settings.simulator_port}/", timeout=1.0).status_code == 200
        health = httpx.get(f"http://127.0.0.1:{settings.port}/healthz", timeout=3.0).json()
    except (httpx.HTTPError, ValueError):
        return False
    return page and health["status"] == "ok" and health["rasa"]


def _announce(settings: Settings) -> None:
    while not ready(settings):
        time.sleep(0.3)
    address = f"http://127.0.0.1:{settings.simulator_port}/"
    sys.stdout.write(f"\nเช็กก่อนไป พร้อมแล้ว · ready: {address}?people=3\n\n")
    sys.stdout.flush()
    if sys.stdout.isatty():
        webbrowser.open(address)


if __name__ == "__main__":
    main()
