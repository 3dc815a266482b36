"""The loading animation for answers that take longer than half a second; one watcher for all turns."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot.line.api import LineApi, LineError
from bot.log import log

AFTER_SECONDS = 0.5
LOOK_EVERY_SECONDS = 0.1


class Loading:
    """Shows the animation in every one-to-one chat whose answer is late. Thread-safe."""

    def __init__(self, line: LineApi) -> None:
        self._line = line
        self._waiting: dict[int, tuple[float, str]] = {}
        self._somebody_waits = threading.Event()
        threading.Thread(target=self._watch, name="loading", daemon=True).start()

    @contextmanager
    def while_thinking(self, user_id: str | None) -> Iterator[None]:
        """Around the making of an answer. `user_id` None (a group): no animation, LINE has none there."""
        ticket = threading.get_ident()
        if user_id:
            self._waiting[ticket] = (time.monotonic() + AFTER_SECONDS, user_id)
            self._somebody_waits.set()
        try:
            yield
        finally:
            self._waiting.pop(ticket, None)

    def _watch(self) -> None:
        while True:
            self._somebody_waits.wait()
            time.sleep(LOOK_EVERY_SECONDS)
            if not self._waiting:
                self._somebody_waits.clear()
            for ticket, (due, user_id) in list(self._waiting.items()):
                if due <= time.monotonic():
                    self._waiting.pop(ticket, None)
                    self._show(user_id)

    def _show(self, user_id: str) -> None:
        try:
            self._line.show_loading(user_id)
        except LineError:
            log.info("no loading animation")
