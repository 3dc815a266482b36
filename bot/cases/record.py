"""A case as it is read from the database: its entries opened, its facts added up."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from bot.cases.desks import CaseDesk, Desks
from bot.store.seal import Seal, UnreadableError
from bot.store.tables import Case, CaseDelivery, CaseEntry
from content import Content
from handlers.case import OPEN
from handlers.case_number import spell
from handlers.contract import CaseView

CLOSED = ("Closed", "ClosedReferred")
STATUSES = (*OPEN, *CLOSED)
"""HTCDS 2.0, cas_Status."""


@dataclass(frozen=True)
class Entry:
    """What one event added: the words, the facts it told or changed, and the role and need of that turn.

    `author`: "" for the person, else the operator whose note it is. `at`: milliseconds since 1970.
    """

    event_id: str
    revision: int
    at: int
    words: str
    facts: dict[str, Any]
    role: str
    need: str | None
    author: str = ""


@dataclass(frozen=True)
class Delivery:
    """One revision at one desk."""

    desk: str
    revision: int
    state: str
    attempts: int
    delivered_at: int | None


@dataclass(frozen=True)
class CaseFile:
    """A case with all that is known. `asked`, `agreed`: ids of the desks named to the person, and agreed to."""

    id: int
    number: str
    lane: str
    status: str
    revision: int
    quiet: bool
    consent: str
    asked_by: str | None
    heard_by: str | None
    opened_at: int
    updated_at: int
    chat_id: str | None
    asked: tuple[str, ...]
    agreed: tuple[str, ...]
    entries: tuple[Entry, ...]
    deliveries: tuple[Delivery, ...]

    @property
    def facts(self) -> dict[str, Any]:
        """All facts, later ones over earlier ones."""
        return {name: value for entry in self.entries for name, value in entry.facts.items()}

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2 of where the person in trouble is; None if not known."""
        country = self.facts.get("country")
        return country if isinstance(country, str) and len(country) == 2 else None

    @property
    def needs(self) -> frozenset[str]:
        """The needs of labels.md it is about."""
        return frozenset(entry.need for entry in self.entries if entry.need)

    @property
    def role(self) -> str:
        """Who writes, as last told: victim or family."""
        return next((entry.role for entry in reversed(self.entries) if entry.role), "victim")

    def at_revision(self, revision: int) -> "CaseFile":
        """The case as it stood then."""
        known = tuple(entry for entry in self.entries if entry.revision <= revision)
        return replace(self, revision=revision, entries=known)

    def takers(self, desks: Desks) -> list[CaseDesk]:
        """The desks it would go to, in the order of the file."""
        return [desk for desk in desks.values() if desk.takes(self.country, self.needs)]

    def first_sent(self) -> dict[str, int]:
        """When each desk first got it, by desk id; milliseconds since 1970."""
        times: dict[str, int] = {}
        for delivery in self.deliveries:
            if delivery.delivered_at is not None:
                times[delivery.desk] = min(delivery.delivered_at, times.get(delivery.desk, delivery.delivered_at))
        return times

    def view(self, desks: Desks, content: Content) -> CaseView:
        """What handlers may know of it."""
        sent = self.first_sent()
        return CaseView(
            number=spell(self.number, content),
            status=self.status,
            consent=self.consent,  # type: ignore[arg-type]
            desks=tuple(desks[id_].name if id_ in desks else id_ for id_ in sent),
            sent_at=tuple(datetime.fromtimestamp(at / 1000, UTC) for at in sent.values()),
            takers=tuple(desk.name for desk in self.takers(desks)),
            asked=tuple(desks[id_].name for id_ in self.asked if id_ in desks),
            quiet=self.quiet,
        )


def find(connection: sa.Connection, seal: Seal, *where: sa.ColumnElement[bool]) -> Iterator[CaseFile]:
    """The cases that meet a condition, oldest first. One sealed with another DATA_KEY reads as an empty one."""
    rows = connection.execute(sa.select(Case.__table__).where(*where).order_by(Case.id)).all()
    for row in rows:
        entries = connection.execute(
            sa.select(CaseEntry.__table__).where(CaseEntry.case_id == row.id).order_by(CaseEntry.id)
        )
        deliveries = connection.execute(
            sa.select(CaseDelivery.__table__).where(CaseDelivery.case_id == row.id).order_by(CaseDelivery.revision)
        )
        who = _opened(seal, row.sealed) if row.sealed else {}
        yield CaseFile(
            **{name: getattr(row, name) for name in _PLAIN},
            chat_id=who.get("chat"),
            asked=tuple(who.get("asked", ())),
            agreed=tuple(who.get("agreed", ())),
            entries=tuple(
                Entry(entry.event_id, entry.revision, entry.at, **_opened(seal, entry.sealed, _EMPTY))
                for entry in entries
            ),
            deliveries=tuple(
                Delivery(one.desk, one.revision, one.state, one.attempts, one.delivered_at) for one in deliveries
            ),
        )


_PLAIN = (
    *("id", "number", "lane", "status", "revision", "quiet", "consent"),
    *("asked_by", "heard_by", "opened_at", "updated_at"),
)
_EMPTY: dict[str, Any] = {"words": "", "facts": {}, "role": "", "need": None}


def _opened(seal: Seal, sealed: bytes, otherwise: dict[str, Any] | None = None) -> dict[str, Any]:
    try:
        opened: dict[str, Any] = seal.open(sealed)
    except UnreadableError:
        return otherwise or {}
    return opened
