"""How long a case is kept. The same days stand in content (privacy.what_we_keep) and in the README."""

import sqlalchemy as sa

from bot.cases import audit
from bot.cases.record import CLOSED
from bot.store.tables import Case

KEEP_DAYS_WITHOUT_CONSENT = 30
"""A case its person never agreed to send, after its last word."""

KEEP_DAYS_CLOSED = 90
"""A closed case, after it was closed."""

KEEP_DAYS = 365
"""Any case, after its last word."""


def purge(engine: sa.Engine) -> int:
    """Deletes the cases that have served, with entries and receipts. Returns how many; the scheduled job calls it."""
    day = 86_400_000
    now = audit.now()
    due = sa.or_(
        sa.and_(Case.consent != "yes", Case.updated_at < now - KEEP_DAYS_WITHOUT_CONSENT * day),
        sa.and_(Case.status.in_(CLOSED), Case.updated_at < now - KEEP_DAYS_CLOSED * day),
        Case.updated_at < now - KEEP_DAYS * day,
    )
    with engine.begin() as connection:
        numbers = list(connection.execute(sa.delete(Case).where(due).returning(Case.number)).scalars())
        for number in numbers:
            audit.note(connection, number, audit.BOT, "deleted, its time was up")
        audit.purge(connection)
    return len(numbers)
