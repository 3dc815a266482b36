"""The audit trail: who did what to which case, and when. Never what anybody said."""

import time
from dataclasses import dataclass

import sqlalchemy as sa

from bot.store.tables import CaseAudit

PERSON, BOT = "person", "bot"

KEEP_DAYS = 730
"""The trail outlives the case: an agency may be asked later who sent it what, and on whose word."""


@dataclass(frozen=True)
class Act:
    """One line of the trail. `at`: milliseconds since 1970."""

    at: int
    number: str
    who: str
    what: str


def note(connection: sa.Connection, number: str, who: str, what: str) -> None:
    """Adds a line, in the transaction that does the thing."""
    row = {"at": now(), "number": number, "who": who[:64], "what": what[:64]}
    connection.execute(sa.insert(CaseAudit).values(row))


def trail(connection: sa.Connection, number: str) -> list[Act]:
    """All lines of one case, oldest first."""
    rows = connection.execute(sa.select(CaseAudit.__table__).where(CaseAudit.number == number).order_by(CaseAudit.id))
    return [Act(row.at, row.number, row.who, row.what) for row in rows]


def purge(connection: sa.Connection) -> None:
    """Deletes lines that have served."""
    connection.execute(sa.delete(CaseAudit).where(CaseAudit.at < now() - KEEP_DAYS * 86_400_000))


def now() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000
