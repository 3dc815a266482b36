"""The engine: SQLite in WAL mode or PostgreSQL; errors never quote data."""

import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite

PATIENCE_SECONDS = 30
LOOK_AGAIN_SECONDS = 0.0005

POOL = 4
"""Connections of one process. Few: SQLite takes one writer at a time, and who waits in the pool waits in line."""


def create_engine(url: str, *, urgent: bool = False) -> sa.Engine:
    """An engine for `url`.

    `urgent` is for the webhook: a commit survives a power cut, and on SQLite its writes go before all others. Without
    it a commit survives the death of the process, and a turn lost to a power cut is simply done again. PostgreSQL
    needs neither.
    """
    url = url.replace("postgres://", "postgresql://", 1)
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = sa.create_engine(url, pool_size=POOL, max_overflow=0, pool_pre_ping=True, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        if urgent:
            _configure(engine, None, "synchronous=FULL", "busy_timeout=0")
            event.listen(engine, "begin", _begin_at_once)
        else:  # writers queue up at BEGIN instead of failing at COMMIT
            _configure(engine, "IMMEDIATE", "synchronous=NORMAL", f"busy_timeout={PATIENCE_SECONDS * 1000}")
    return engine


def insert_of(engine: sa.Engine) -> Any:
    """The dialect's own `insert`, which knows ON CONFLICT."""
    return (sqlite if engine.dialect.name == "sqlite" else postgresql).insert


def _configure(engine: sa.Engine, isolation_level: str | None, *pragmas: str) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = isolation_level
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON", *pragmas):
            connection.execute(f"PRAGMA {pragma}")


def _begin_at_once(connection: sa.Connection) -> None:
    """Takes SQLite's write lock the moment it is free; SQLite itself would sleep up to 100 ms between its looks."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except sa.exc.OperationalError as error:
            if "locked" not in str(error.orig) or time.monotonic() > deadline:
                raise
            time.sleep(LOOK_AGAIN_SECONDS)
        else:
            return
