"""Group commit: requests that arrive together are stored in one transaction, each answered when it is durable.

SQLite has one writer; a hundred threads that each want a transaction of their own would wait for one another far
longer than the writing takes.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 64
"""Items of one transaction."""


class Together(Generic[Item, Result]):
    """Calls `store` with all items that wait, from one thread. If that fails, each item is tried by itself."""

    def __init__(self, store: Callable[[Sequence[Item]], Sequence[Result]]) -> None:
        self._store = store
        self._waiting: queue.SimpleQueue[tuple[Item, Future[Result]]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def put(self, item: Item) -> Result:
        """Stores an item and waits until it is durable. Raises what `store` raised for it."""
        future: Future[Result] = Future()
        self._waiting.put((item, future))
        self._ensure_started()
        return future.result()

    def _ensure_started(self) -> None:
        # Not in __init__: gunicorn forks after the application may have been made.
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="together", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            batch = [self._waiting.get()]
            while len(batch) < MOST and not self._waiting.empty():
                batch.append(self._waiting.get())
            self._settle(batch)

    def _settle(self, batch: list[tuple[Item, "Future[Result]"]]) -> None:
        try:
            results = self._store([item for item, _ in batch])
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to those who wait
            if len(batch) == 1:
                batch[0][1].set_exception(error)
                return
            for one in batch:
                self._settle([one])
            return
        for (_, future), result in zip(batch, results, strict=True):
            future.set_result(result)
