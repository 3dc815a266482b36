"""Verdicts people disagree with, sealed, for an operator to read and learn from."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from bot.store.database import insert_of
from bot.store.seal import Seal, UnreadableError
from bot.store.tables import Appeal as Row
from handlers.contract import Appeal

KEEP_DAYS = 90


class Appeals:
    """Keeps appeals for KEEP_DAYS."""

    def __init__(self, engine: sa.Engine, seal: Seal) -> None:
        self._engine = engine
        self._seal = seal
        self._insert = insert_of(engine)

    def add(self, appeal: Appeal, lane: str, event_id: str, today: date) -> None:
        """Keeps an appeal; the same event twice is one."""
        verdict = {"level": appeal.level, "reasons": dict(appeal.reasons), "country": appeal.country}
        row = {
            "id": self._seal.hash(f"appeal/{event_id}"),
            "person": self._person(lane),
            "day": today,
            "verdict": self._seal.seal(verdict),
        }
        with self._engine.begin() as connection:
            connection.execute(self._insert(Row).values(row).on_conflict_do_nothing())

    def all(self) -> list[tuple[date, dict[str, Any]]]:
        """Every appeal, the newest first, without anything of who made it; those of another key are left out."""
        rows = sa.select(Row.day, Row.verdict).order_by(Row.day.desc(), Row.id)
        with self._engine.connect() as connection:
            return [(day, opened) for day, sealed in connection.execute(rows) if (opened := self._open(sealed))]

    def forget(self, lane: str) -> None:
        """Deletes a person's appeals."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(Row).where(Row.person == self._person(lane)))

    def purge(self, today: date) -> int:
        """Deletes what is older than KEEP_DAYS. Returns how many."""
        with self._engine.begin() as connection:
            old = sa.delete(Row).where(Row.day <= today - timedelta(days=KEEP_DAYS))
            return connection.execute(old).rowcount

    def _open(self, sealed: bytes) -> dict[str, Any] | None:
        try:
            opened: dict[str, Any] = self._seal.open(sealed)
        except UnreadableError:
            return None
        return opened

    def _person(self, lane: str) -> str:
        return self._seal.hash(f"appeal/{lane}")
