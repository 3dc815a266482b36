"""Durable work on cases: each revision to each desk, through Apprise, until it arrives; news to the person, by push.

A desk that is down costs nothing but time: the delivery sleeps in the database, ever longer, and goes on after a
restart. Each address of a desk is a step of its own, so what has arrived is not sent again. Only a death between an
address's yes and the note of it can send twice; `case_number` and `revision` in what is sent tell the desk.
"""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from apprise import Apprise, AppriseAsset, AppriseAttachment
from apprise.attachment.memory import AttachMemory

from bot.cases import audit, htcds
from bot.cases.desks import CaseDesk, Desks
from bot.cases.record import CaseFile, find
from bot.line.api import LineApi
from bot.line.render import render
from bot.log import log
from bot.store.seal import Seal
from bot.store.tables import Case, CaseDelivery
from bot.turn.deliver import Answer, UndeliverableError, Wait, backoff, deliver
from content import Content
from handlers.case import status_news

LONGEST_PAUSE = 30
"""The longest pause between attempts, in first pauses: with 30 seconds first, every quarter of an hour."""

GIVE_UP_DAYS = 7
"""A desk unreachable for so long has another address; `chek case show` tells, and the next revision tries again."""

Step = Callable[[Callable[[], bool]], bool]


@dataclass(frozen=True)
class Parcel:
    """One revision of a case for one desk."""

    case_id: int
    desk: str
    revision: int

    @property
    def row(self) -> tuple[sa.ColumnElement[bool], ...]:
        """What finds its delivery."""
        mine = CaseDelivery.case_id == self.case_id, CaseDelivery.desk == self.desk
        return (*mine, CaseDelivery.revision == self.revision)


@dataclass(frozen=True)
class Post:
    """Sends cases. `first_pause`: seconds after the first failed attempt."""

    engine: sa.Engine
    seal: Seal
    content: Content
    desks: Desks
    line: LineApi
    first_pause: float

    def deliver(self, parcel: Parcel, *, step: Step, wait: Wait) -> None:
        """Takes one revision to one desk: to each of its addresses, however long that takes."""
        desk = self.desks.get(parcel.desk)
        for url in desk.urls if desk else ():
            if not self._insist(parcel, url, step, wait):
                return
        self._settle(parcel, "delivered" if desk else "failed")

    def _insist(self, parcel: Parcel, url: str, step: Step, wait: Wait) -> bool:
        """Tries one address until it takes the parcel. False if it must not, or never will."""
        pauses = backoff(first=self.first_pause, most=self.first_pause * LONGEST_PAUSE)
        waited = 0.0
        while not step(lambda: self._attempt(parcel, url)):
            withdrawn = self._case(parcel) is None
            if withdrawn or waited > GIVE_UP_DAYS * 86_400:
                self._settle(parcel, "withdrawn" if withdrawn else "failed")
                return False
            pause = next(pauses)
            waited += pause
            wait(pause)
        return True

    def _attempt(self, parcel: Parcel, url: str) -> bool:
        """One attempt at one address; whether it took the parcel."""
        case = self._case(parcel)
        if case is None:
            return False
        with self.engine.begin() as connection:
            counted = sa.update(CaseDelivery).where(*parcel.row).values(attempts=CaseDelivery.attempts + 1)
            connection.execute(counted)
        try:
            taken = send(self.desks[parcel.desk], url, case.at_revision(parcel.revision), self.content)
        except Exception as error:  # noqa: BLE001 - whatever an Apprise plug-in raises: the case must be tried again
            log.error("desk could not be tried", exc_info=error, kind=parcel.desk)
            return False
        if not taken:
            log.warning("desk did not take a case", kind=parcel.desk)
        return taken

    def _case(self, parcel: Parcel) -> CaseFile | None:
        """The case, if it may still go to this desk."""
        with self.engine.connect() as connection:
            case = next(find(connection, self.seal, Case.id == parcel.case_id), None)
        return case if case and case.consent == "yes" and parcel.desk in case.agreed else None

    def _settle(self, parcel: Parcel, state: str) -> None:
        """Notes how a delivery ended, with its receipt in the trail; once, though a workflow may end twice."""
        at = audit.now() if state == "delivered" else None
        waiting = (*parcel.row, CaseDelivery.state == "waiting")
        with self.engine.begin() as connection:
            settled = connection.execute(sa.update(CaseDelivery).where(*waiting).values(state=state, delivered_at=at))
            number = connection.execute(sa.select(Case.number).where(Case.id == parcel.case_id)).scalar()
            if settled.rowcount and number:
                audit.note(connection, number, audit.BOT, f"{state} {parcel.desk} r{parcel.revision}")
        log.info("case delivery", kind=parcel.desk, state=state)

    def tell(self, case_id: int, status: str, *, news_id: str, wait: Wait) -> None:
        """Tells the person the new status: without a sound if their conversation is quiet."""
        with self.engine.connect() as connection:
            case = next(find(connection, self.seal, Case.id == case_id), None)
        if case is None or case.chat_id is None:
            return
        outcome = status_news(case.view(self.desks, self.content), status, self.content)
        answer = Answer(render(outcome, self.content), outcome.quiet, case.chat_id, None, 0)
        try:
            deliver(self.line, answer, turn_id=news_id, wait=wait, tried_before=lambda: False)
        except UndeliverableError:
            log.error("undeliverable", lane=case.lane)


def send(desk: CaseDesk, url: str, case: CaseFile, content: Content) -> bool:
    """Hands a case to one address: a summary to read, with JSON and CSV for machines. True if it was taken."""
    record = htcds.record(case, content, desk=desk.name)
    name = f"case-{case.number}-{case.revision}"
    files = AppriseAttachment(asset=_asset())
    files.add(AttachMemory(htcds.as_json([record]), name=f"{name}.json", mimetype="application/json"))
    files.add(AttachMemory(htcds.as_csv([record]), name=f"{name}.csv", mimetype="text/csv"))
    told = "\n".join(f"- {comment['text']}" for comment in record["cco_CaseComment"])
    gaps = {"number": record["case_number"], "revision": str(case.revision)}
    title = content.phrase("case.letter.title", **gaps)
    place = " ".join(filter(None, (record["hte_City"], content.directory.country_name(case.country))))
    unknown = content.phrase("case.letter.unknown")
    body = content.phrase(
        "case.letter.body", **gaps, place=place or unknown, role=content.phrase(f"case.role.{case.role}")
    )
    apprise = Apprise(asset=_asset())
    apprise.add(url)
    return bool(apprise.notify(title=title, body=f"{body}\n{told}", attach=files))


def _asset() -> AppriseAsset:
    """No plug-ins of its own finding, no threads, nothing written to disk."""
    return AppriseAsset(async_mode=False, storage_mode="memory", app_id="chek")
