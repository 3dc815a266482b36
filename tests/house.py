"""The whole bot as processes on free ports, with LINE's stand-in: for end-to-end tests, screenshots and the bench."""

import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx

from bot import training
from bot.settings import ROOT, Settings

PYTHON = str(ROOT / ".venv" / "bin" / "python")
GUNICORN = str(ROOT / ".venv" / "bin" / "gunicorn")
START_SECONDS = 120.0

Json = dict[str, Any]


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def local_settings(folder: Path) -> Settings:
    """Settings of a bot that lives in `folder`, with made-up secrets and free ports."""
    simulator, rasa = free_port(), free_port()
    return Settings(
        _env_file=None,
        line_channel_secret="test-secret",
        line_channel_access_token="test-token",
        line_api_base_url=f"http://127.0.0.1:{simulator}",
        line_data_api_base_url=f"http://127.0.0.1:{simulator}",
        database_url=f"sqlite:///{folder / 'chek.db'}",
        rasa_url=f"http://127.0.0.1:{rasa}",
        rasa_token="test-rasa-token",
        data_key="test-data-key",
        port=free_port(),
        simulator_port=simulator,
        var=folder,
    )


def as_environment(settings: Settings) -> dict[str, str]:
    """The environment variables that give a process these settings."""
    return {name.upper(): str(value) for name, value in settings.model_dump().items()}


@dataclass
class House:
    """The running processes by name, and a person's way to talk to them."""

    settings: Settings
    logs: Path
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.settings.simulator_port}", timeout=40.0)

    def commands(self) -> Mapping[str, list[str]]:
        """The command line of each process."""
        stand_in = f"127.0.0.1:{self.settings.simulator_port}"
        return {
            "line": [GUNICORN, "-k", "gthread", "--threads", "48", "-b", stand_in, "bot.simulator.server:create_app()"],
            "web": [GUNICORN, "-c", "bot/gunicorn_conf.py", "bot.web:create_app()"],
            "worker": [PYTHON, "-m", "bot.worker"],
            "rasa": [PYTHON, "-m", "bot.rasa_server"],
        }

    def start(self, *names: str) -> None:
        """Starts processes, all of them if none is named."""
        commands = self.commands()
        names = names or tuple(commands)
        if "rasa" in names:
            training.ensure(self.settings)
        for name in names:
            own = {**os.environ, **as_environment(self.settings)}
            with (self.logs / f"{name}.log").open("ab") as log:
                self.processes[name] = subprocess.Popen(
                    commands[name], cwd=ROOT, env=own, stdout=log, stderr=log, start_new_session=True
                )

    def stop(self, name: str, how: int = signal.SIGTERM) -> None:
        """Stops one process and whatever it started."""
        process = self.processes.pop(name)
        if process.poll() is None:
            os.killpg(process.pid, how)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(15)

    def wait_until_ready(self, *, rasa: bool = True) -> float:
        """Waits until a message would be answered in full; returns the seconds it took."""
        started = time.monotonic()
        while time.monotonic() - started < START_SECONDS:
            health = self.health()
            if health and health["status"] == "ok" and (health["rasa"] or not rasa) and self._stand_in_answers():
                return time.monotonic() - started
            time.sleep(0.1)
        tails = {path.stem: path.read_text(errors="replace")[-1500:] for path in self.logs.glob("*.log")}
        raise TimeoutError(f"the house did not start: {tails}")

    def health(self) -> Json | None:
        """`/healthz`, None if nobody answers."""
        try:
            return dict(httpx.get(f"http://127.0.0.1:{self.settings.port}/healthz", timeout=5.0).json())
        except (httpx.HTTPError, ValueError):
            return None

    def _stand_in_answers(self) -> bool:
        try:
            return self.http.get("/sim/calls").status_code == 200
        except httpx.HTTPError:
            return False

    # --- a person

    def send(self, *events: tuple[str, Json], **order: Any) -> Json:
        """Sends events, each (chat, content), in one webhook call."""
        listed = [{"chat": chat, "content": content} for chat, content in events]
        answer: Json = self.http.post("/sim/events", json={"events": listed, **order}).json()
        return answer

    def say(self, chat: str, content: Json, *, seconds: float = 20.0, answers: int = 1) -> list[Json]:
        """Sends one event and waits for the bot's answer messages."""
        before = len(self.chat(chat))
        self.send((chat, content))
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            new = self.chat(chat, after=before + answers, wait=min(5.0, seconds))[before + 1 :]
            if len(new) >= answers:
                time.sleep(0.05)  # one call may bring several messages
                return self.chat(chat)[before + 1 :]
        return self.chat(chat)[before + 1 :]

    def text(self, chat: str, words: str, **options: Any) -> list[Json]:
        """Types a text and waits for the answer."""
        return self.say(chat, text(words), **options)

    def chat(self, chat: str, *, after: int = -1, wait: float = 0.0) -> list[Json]:
        """All messages of a chat."""
        answer = self.http.get(f"/sim/chats/{chat}", params={"after": after, "wait": wait}).json()
        messages: list[Json] = answer["messages"]
        return messages

    def calls(self) -> list[Json]:
        """All calls the bot made to LINE."""
        calls: list[Json] = self.http.get("/sim/calls").json()
        return calls


def text(words: str, message_id: str | None = None) -> Json:
    """A text message's event content."""
    message = {"type": "text", "id": message_id or str(secrets.randbits(56)), "text": words, "quoteToken": "q"}
    return {"type": "message", "message": message}


def postback(data: str) -> Json:
    """A tapped button's event content."""
    return {"type": "postback", "postback": {"data": data}}


def location(latitude: float, longitude: float) -> Json:
    """A shared pin's event content."""
    message = {"type": "location", "id": str(secrets.randbits(56)), "latitude": latitude, "longitude": longitude}
    return {"type": "message", "message": message}


def person() -> str:
    """A LINE user id nobody had before."""
    return "U" + secrets.token_hex(16)


H = TypeVar("H", bound=House)


@contextmanager
def started(house: H, *, rasa: bool = True) -> Iterator[H]:
    """A house that is ready, with Rasa or without, and stopped afterwards."""
    house.start(*(("line", "web", "worker") if not rasa else ()))
    try:
        house.wait_until_ready(rasa=rasa)
        yield house
    finally:
        for name in list(house.processes):
            house.stop(name)


@contextmanager
def running_house(folder: Path, *, rasa: bool = True) -> Iterator[House]:
    """A house of its own in a folder."""
    with started(House(local_settings(folder), folder), rasa=rasa) as house:
        yield house
