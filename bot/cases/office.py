"""The operator's side of a case: read, note, change the status. Every look leaves a line in the audit trail."""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from bot.cases import audit
from bot.cases.links import Link, links
from bot.cases.outbox import Outbox
from bot.cases.record import STATUSES, CaseFile, find
from bot.store.seal import Seal
from bot.store.tables import Case, CaseEntry


class NoSuchCaseError(Exception):
    """No case has this number."""


@dataclass(frozen=True)
class Office:
    """Cases for the operator named `who`."""

    engine: sa.Engine
    seal: Seal
    outbox: Outbox
    who: str

    def all(self) -> list[CaseFile]:
        """Every case that has not been forgotten, oldest first: for the list, which shows nothing anybody said."""
        with self.engine.connect() as connection:
            return list(find(connection, self.seal, Case.sealed.is_not(None)))

    def open(self, number: str, what: str) -> CaseFile:
        """One case to be looked at; `what` is done with it (shown, exported as json …) goes into the trail first.

        Raises NoSuchCaseError.
        """
        with self.engine.begin() as connection:
            case = self._find(connection, number)
            audit.note(connection, number, self.who, what)
        return case

    def trail(self, number: str) -> list[audit.Act]:
        """Who did what to it."""
        with self.engine.connect() as connection:
            return audit.trail(connection, number)

    def note(self, number: str, words: str) -> None:
        """Adds an operator's note; it goes to the desks with the next revision that does. Raises NoSuchCaseError."""
        with self.engine.begin() as connection:
            case = self._find(connection, number)
            revision = case.revision + 1
            told: dict[str, object] = {"words": words, "facts": {}, "role": "", "need": None, "author": self.who}
            row = {"case_id": case.id, "event_id": f"note:{number}:{revision}", "revision": revision}
            connection.execute(sa.insert(CaseEntry).values(**row, at=audit.now(), sealed=self.seal.seal(told)))
            connection.execute(sa.update(Case).where(Case.id == case.id).values(revision=revision))
            audit.note(connection, number, self.who, "note")

    def set_status(self, number: str, status: str) -> bool:
        """Changes the status and queues the news of it to the person. False if it was so. Raises NoSuchCaseError."""
        if status not in STATUSES:
            raise ValueError(f"{status} is not one of {', '.join(STATUSES)}")
        with self.engine.begin() as connection:
            case = self._find(connection, number)
            if case.status == status:
                return False
            changed = {"status": status, "updated_at": audit.now()}
            connection.execute(sa.update(Case).where(Case.id == case.id).values(**changed))
            audit.note(connection, number, self.who, f"status {status}")
            self.outbox.tell(connection, case, status)
        return True

    def links(self) -> Iterator[Link]:
        """Pairs of cases that may be about the same person. Both are looked at, and the trail says so."""
        with self.engine.begin() as connection:
            found = links(list(find(connection, self.seal, Case.sealed.is_not(None))), self.seal)
            for number in sorted({case.number for link in found for case in link.cases}):
                audit.note(connection, number, self.who, "compared for links")
        yield from found

    def _find(self, connection: sa.Connection, number: str) -> CaseFile:
        case = next(find(connection, self.seal, Case.number == number, Case.sealed.is_not(None)), None)
        if case is None:
            raise NoSuchCaseError(number)
        return case
