"""A house of real processes without Rasa (the signals decide), whose worker keeps cases, and desks that listen."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

from bot.cases import desks
from bot.cases.keeper import Keeper
from bot.cases.outbox import Outbox, client_of
from bot.cases.record import CaseFile, find
from bot.store.database import create_engine
from bot.store.seal import Seal
from bot.store.tables import Case
from tests.house import PYTHON, House, free_port, local_settings, started

RETRY_SECONDS = 0.2


class CaseHouse(House):
    """The house's processes that a case passes through."""

    def commands(self) -> Mapping[str, list[str]]:
        return {**super().commands(), "worker": [PYTHON, "-m", "tests.cases.worker"]}

    def cases(self) -> list[CaseFile]:
        """All cases in the database, opened."""
        with create_engine(self.settings.database_url).connect() as connection:
            return list(find(connection, Seal(self.settings.data_key), Case.id > 0))

    def case_of(self, chat: str) -> CaseFile | None:
        """A person's case."""
        return next((case for case in self.cases() if case.chat_id == chat), None)


@contextmanager
def case_house(folder: Path, *listed: Mapping[str, Any]) -> Iterator[CaseHouse]:
    """A house that is ready, with these desks; stopped afterwards."""
    desks_file = folder / "desks.yml"
    desks_file.write_text(yaml.safe_dump(list(listed), allow_unicode=True), encoding="utf-8")
    settings = local_settings(folder).model_copy(
        update={"desks_file": str(desks_file), "case_retry_seconds": RETRY_SECONDS}
    )
    with started(CaseHouse(settings, folder), rasa=False) as house:
        yield house


def until(true: Callable[[], Any], seconds: float = 30.0) -> Any:
    """Waits until something is so, and returns it; the last falsy answer if it never is."""
    deadline = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


@dataclass
class DeskServer:
    """An agency's server on this machine: takes Apprise's JSON, and can be down."""

    port: int = field(default_factory=free_port)
    received: list[dict[str, Any]] = field(default_factory=list)
    _server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Its address for Apprise."""
        return f"json://127.0.0.1:{self.port}/intake"

    def up(self) -> None:
        """Starts listening, if it does not yet."""
        if self._server:
            return
        received = self.received

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()


def make_keeper(url: str, *listed: Mapping[str, Any]) -> Keeper:
    """A keeper over a migrated database, without processes."""
    engine = create_engine(url)
    known = {one["id"]: desks.CaseDesk.model_validate(one) for one in listed}
    return Keeper(engine, Seal("test-data-key"), Outbox(client_of(engine), known))
