"""The person's side of a case: what they tell is kept, what they decide is done, what they take back is gone."""

import secrets
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from bot.cases import audit
from bot.cases.outbox import Outbox
from bot.cases.record import CaseFile, find
from bot.store.seal import Seal
from bot.store.tables import Case, CaseEntry
from handlers.case import OPEN
from handlers.case_number import check_digit
from handlers.contract import Report

Row = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """What one event adds. `need`: of labels.md, if known; `quiet`: whether its answer makes no sound."""

    event_id: str
    chat_id: str | None
    report: Report
    need: str | None
    quiet: bool


class Keeper:
    """Cases by lane (the keyed hash of a person). Every method may be repeated with the same event: a turn is."""

    def __init__(self, engine: sa.Engine, seal: Seal, outbox: Outbox) -> None:
        self._engine, self._seal, self._outbox = engine, seal, outbox

    def of(self, lane: str, number: str | None = None) -> CaseFile | None:
        """The person's newest case, or the one of theirs with this number; never somebody else's."""
        own = self.all_of(lane)
        quoted = [case for case in own if case.number == number]
        return (quoted or own)[-1] if own else None

    def all_of(self, lane: str) -> list[CaseFile]:
        """All cases of a person, oldest first."""
        with self._engine.connect() as connection:
            return list(find(connection, self._seal, Case.lane == lane))

    def record(self, lane: str, told: Told) -> CaseFile:
        """Adds an event's report to the person's open case, or opens one; durable on return, once per event.

        A case whose person agreed goes out again with what is new.
        """
        try:
            return self._record(lane, told)
        except sa.exc.IntegrityError:  # somebody else took the number in the same moment (PostgreSQL)
            return self._record(lane, told)

    def _record(self, lane: str, told: Told) -> CaseFile:
        with self._engine.begin() as connection:
            of_event = sa.select(CaseEntry.case_id).where(CaseEntry.event_id == told.event_id)
            known = connection.execute(of_event).scalar_one_or_none()
            if known is not None:
                return self._read(connection, known)
            id_ = self._open_case(connection, lane) or self._begin(connection, lane, told.chat_id)
            case = self._read(connection, id_)
            self._add(connection, case, told)
            self._change(connection, id_, revision=case.revision + 1, quiet=told.quiet, updated_at=audit.now())
            return self._send(connection, id_)

    def ask(self, case: CaseFile, event_id: str) -> None:
        """Remembers that this event's answer names the desks that would take it, and asks whether they may."""
        asked = [desk.id for desk in case.takers(self._outbox.desks)]
        consent = "asked" if case.consent == "unasked" else case.consent
        self._update(case, asked=asked, row={"asked_by": event_id, "heard_by": None, "consent": consent})

    def hear(self, case: CaseFile, event_id: str) -> bool:
        """Whether this event is the first after the question, so that a typed yes or no is its answer."""
        if case.asked_by in (None, event_id) or case.consent != "asked":
            return case.heard_by == event_id
        if case.heard_by is None:
            self._update(case, row={"heard_by": event_id})
        return case.heard_by in (None, event_id)

    def answer(self, case: CaseFile, consent: Literal["yes", "no"]) -> None:
        """What the person decided: yes sends the case to the desks they were told of, no keeps it here from now on."""
        agreed = list(case.asked) if consent == "yes" else []
        if (case.consent, case.agreed) == (consent, tuple(agreed)):
            return
        with self._engine.begin() as connection:
            sealed = self._seal.seal({"chat": case.chat_id, "asked": list(case.asked), "agreed": agreed})
            self._change(connection, case.id, consent=consent, sealed=sealed, revision=Case.revision + 1)
            audit.note(connection, case.number, audit.PERSON, f"consent {consent}")
            self._send(connection, case.id)

    def unsay(self, event_ids: list[str]) -> None:
        """Removes what messages had told that their sender has taken back; desks that had it get the case without."""
        with self._engine.begin() as connection:
            taken_back = sa.delete(CaseEntry).where(CaseEntry.event_id.in_(event_ids)).returning(CaseEntry.case_id)
            for case_id in set(connection.execute(taken_back).scalars()):
                self._change(connection, case_id, revision=Case.revision + 1)
                case = self._send(connection, case_id)
                audit.note(connection, case.number, audit.PERSON, "took a message back")

    def erase(self, lane: str) -> None:
        """Deletes what a person told and who they are. Number and receipts stay until `bury`, to be named to them."""
        with self._engine.begin() as connection:
            for case in find(connection, self._seal, Case.lane == lane, Case.sealed.is_not(None)):
                connection.execute(sa.delete(CaseEntry).where(CaseEntry.case_id == case.id))
                self._change(connection, case.id, sealed=None, consent="no", status="Closed")
                audit.note(connection, case.number, audit.PERSON, "deleted")

    def bury(self, lane: str) -> None:
        """Deletes what `erase` left, once the person has been told; and makes SQLite forget the bytes."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(Case).where(Case.lane == lane, Case.sealed.is_(None)))
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def _open_case(self, connection: sa.Connection, lane: str) -> int | None:
        newest = (
            sa.select(Case.id)
            .where(Case.lane == lane, Case.status.in_(OPEN), Case.sealed.is_not(None))
            .order_by(Case.id.desc())
        )
        return connection.execute(newest.limit(1)).scalar_one_or_none()

    def _begin(self, connection: sa.Connection, lane: str, chat_id: str | None) -> int:
        number = self._new_number(connection)
        row = {
            "number": number,
            "lane": lane,
            "status": "Active",
            "revision": 0,
            "quiet": True,
            "consent": "unasked",
            "sealed": self._seal.seal({"chat": chat_id, "asked": [], "agreed": []}),
            "opened_at": audit.now(),
            "updated_at": audit.now(),
        }
        audit.note(connection, number, audit.PERSON, "opened")
        return int(connection.execute(sa.insert(Case).values(row).returning(Case.id)).scalar_one())

    def _new_number(self, connection: sa.Connection) -> str:
        """A random number nobody has: four digits and a check digit, one digit more each time luck fails often."""
        for tries in range(1000):
            length = 4 + min(tries // 20, 2)
            digits = str(secrets.randbelow(9 * 10 ** (length - 1)) + 10 ** (length - 1))
            number = digits + check_digit(digits)
            if not connection.execute(sa.select(Case.id).where(Case.number == number)).first():
                return number
        raise RuntimeError("no free case number: older cases must be closed")

    def _add(self, connection: sa.Connection, case: CaseFile, told: Told) -> None:
        news = {name: value for name, value in told.report.facts.items() if value != case.facts.get(name)}
        entry = {"words": told.report.words, "facts": news, "role": told.report.role, "need": told.need}
        row = {"case_id": case.id, "event_id": told.event_id, "revision": case.revision + 1, "at": audit.now()}
        connection.execute(sa.insert(CaseEntry).values(**row, sealed=self._seal.seal(entry)))

    def _send(self, connection: sa.Connection, case_id: int) -> CaseFile:
        case = self._read(connection, case_id)
        if case.consent != "yes":
            return case
        self._outbox.send(connection, case)
        return self._read(connection, case_id)

    def _read(self, connection: sa.Connection, case_id: int) -> CaseFile:
        return next(find(connection, self._seal, Case.id == case_id))

    def _update(self, case: CaseFile, row: Row, asked: list[str] | None = None) -> None:
        who = {"chat": case.chat_id, "asked": list(case.asked), "agreed": list(case.agreed)}
        if asked is not None:
            row = {**row, "sealed": self._seal.seal({**who, "asked": asked})}
        with self._engine.begin() as connection:
            self._change(connection, case.id, **row)

    def _change(self, connection: sa.Connection, case_id: int, **values: Any) -> None:
        connection.execute(sa.update(Case).where(Case.id == case_id).values(**values))
