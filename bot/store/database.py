"""The engine: SQLite in WAL mode or PostgreSQL; errors never quote data."""

from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import event

POOL = 24


def create_engine(url: str, *, durability: Literal["full", "process"] = "process") -> sa.Engine:
    """An engine for `url`.

    `full`: a commit survives a power cut (what the webhook stores before its 200); `process`: it survives the death
    of the process, and a turn lost to a power cut is simply done again. PostgreSQL is always `full`.
    """
    url = url.replace("postgres://", "postgresql://", 1)
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = sa.create_engine(url, pool_size=POOL, max_overflow=0, pool_pre_ping=True, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        _configure_sqlite(engine, "FULL" if durability == "full" else "NORMAL")
    return engine


def _configure_sqlite(engine: sa.Engine, synchronous: str) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = "IMMEDIATE"  # writers queue up at BEGIN instead of failing at COMMIT
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={synchronous}",
            "busy_timeout=30000",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
