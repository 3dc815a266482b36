"""The inbox: events stored before LINE hears 200, opened by their turn, emptied when answered."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from dbos import DBOSClient, EnqueueOptions

from bot.store.database import insert_of
from bot.store.seal import Seal, UnreadableError
from bot.store.tables import Group, InboundEvent
from bot.store.together import Together

Event = Mapping[str, Any]

QUEUE = "turns"
PICTURES = "pictures"
"""Reading a picture takes seconds of a core: one at a time, and not in the lane, so that nobody waits behind it."""

WORKFLOW = "turn"
APPLICATION = "chek"
MOST_WAITING = 16
"""Events of one lane looked at together."""

KEEP_SECONDS = 3 * 86_400
"""How long an emptied row stays, to recognise a redelivery (LINE redelivers for hours, not days)."""


@dataclass(frozen=True)
class Pending:
    """One stored event that waits for its turn. `received_at`: milliseconds since 1970."""

    id: int
    webhook_event_id: str
    lane: str
    event: dict[str, Any]
    received_at: int


class Inbox:
    """Stores events, sealed. `client` is needed only where events arrive."""

    def __init__(self, engine: sa.Engine, seal: Seal, client: DBOSClient | None = None) -> None:
        self._engine = engine
        self._seal = seal
        self._client = client
        self._insert = insert_of(engine)
        self._add_event = (  # made once: building a statement takes as long as running it
            self._insert(InboundEvent.__table__)
            .on_conflict_do_nothing(index_elements=["webhook_event_id"])
            .returning(InboundEvent.__table__.c.id)
        )
        self._together: Together[Sequence[Event], int] = Together(self._accept_all)

    def accept(self, events: Sequence[Event]) -> int:
        """Stores the events of one call and queues a turn for each, all or none. Returns how many are new.

        The turn's id is the event's id, so a redelivered event is the same turn; its priority is its place in the
        order of arrival, so a lane stays in order whatever the clocks say. Pictures have a queue of their
        own. Calls that come together share a commit.
        """
        return self._together.put(events) if events else 0

    def _accept_all(self, calls: Sequence[Sequence[Event]]) -> list[int]:
        with self._engine.begin() as connection:
            return [sum(self._accept(connection, event) for event in events) for events in calls]

    def _accept(self, connection: sa.Connection, event: Event) -> bool:
        """Stores one event and queues its turn; False if it is known already."""
        if self._client is None:
            raise RuntimeError("this inbox only opens events")
        row = self._row(event)
        stored = connection.execute(self._add_event, row).scalar()
        if stored is None:
            return False
        options: EnqueueOptions = {
            "workflow_name": WORKFLOW,
            "queue_name": QUEUE,
            "workflow_id": row["webhook_event_id"],
            "priority": stored,
        }
        if _is_picture(event):
            options["queue_name"] = PICTURES
        else:
            options["queue_partition_key"] = row["lane"]
        self._client.enqueue_in_transaction(connection, options, stored)
        return True

    def open(self, id_: int) -> Pending | None:
        """One stored event. None if it has had its turn, was taken back, or is sealed with another key."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(InboundEvent.__table__).where(InboundEvent.id == id_)).one_or_none()
        if row is None or row.event is None:
            return None
        try:
            event = self._seal.open(row.event)
        except UnreadableError:
            return None
        return Pending(row.id, row.webhook_event_id, row.lane, event, row.received_at)

    def waiting(self, lane: str, *, after: int) -> list[Pending]:
        """The unanswered events of a lane that came after one of its events, in order, up to one not to be opened."""
        rows = (
            sa.select(InboundEvent.__table__)
            .where(InboundEvent.lane == lane, InboundEvent.id > after, InboundEvent.state == "received")
            .order_by(InboundEvent.id)
            .limit(MOST_WAITING)
        )
        found = []
        with self._engine.connect() as connection:
            for row in connection.execute(rows):
                try:
                    event = self._seal.open(row.event)
                except UnreadableError:
                    break
                found.append(Pending(row.id, row.webhook_event_id, row.lane, event, row.received_at))
        return found

    def done(self, *ids: int) -> None:
        """The turn of these events is over: nothing of them is kept but that they were."""
        with self._engine.begin() as connection:
            connection.execute(sa.update(InboundEvent).where(InboundEvent.id.in_(ids)).values(state="done", event=None))

    def unsend(self, message_id: str) -> list[str]:
        """Empties what is stored of a message taken back; a turn that has not begun will not. Returns event ids."""
        hashed = self._seal.hash(message_id)
        with self._engine.begin() as connection:
            return list(
                connection.execute(
                    sa.update(InboundEvent)
                    .where(InboundEvent.message_hash == hashed)
                    .values(state="unsent", event=None)
                    .returning(InboundEvent.webhook_event_id)
                ).scalars()
            )

    def forget(self, lane: str, *, before: int) -> None:
        """Empties all earlier events of a person; their waiting turns will not be answered."""
        with self._engine.begin() as connection:
            connection.execute(
                sa.update(InboundEvent)
                .where(InboundEvent.lane == lane, InboundEvent.id < before)
                .values(state="done", event=None)
            )

    def introduce(self, lane: str) -> bool:
        """Whether this is the first time in a group; from now on it is not."""
        with self._engine.begin() as connection:
            inserted = connection.execute(
                self._insert(Group)
                .values(lane=lane, introduced_at=_now())
                .on_conflict_do_nothing()
                .returning(Group.lane)
            ).scalar()
        return inserted is not None

    def leave(self, lane: str) -> None:
        """Forgets a group we are no longer in."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(Group).where(Group.lane == lane))

    def purge(self) -> int:
        """Deletes rows that have served long enough. Returns how many."""
        oldest = _now() - KEEP_SECONDS * 1000
        old = sa.delete(InboundEvent).where(
            InboundEvent.received_at < oldest, InboundEvent.state.in_(["done", "unsent"])
        )
        with self._engine.begin() as connection:
            return connection.execute(old).rowcount

    def oldest_waiting_seconds(self) -> int:
        """How long the oldest unanswered event has waited; 0 if none does."""
        waiting = sa.select(sa.func.min(InboundEvent.received_at)).where(InboundEvent.state == "received")
        with self._engine.connect() as connection:
            oldest = connection.execute(waiting).scalar()
        return (_now() - oldest) // 1000 if oldest else 0

    def lane_of(self, source: Mapping[str, Any]) -> str:
        """The lane of an event's source: a keyed hash of the person, or of the group."""
        chat = next((source[key] for key in ("groupId", "roomId", "userId") if source.get(key)), "nobody")
        return self._seal.hash(str(chat))

    def _row(self, event: Event) -> dict[str, Any]:
        message = event.get("message")
        message_id = message.get("id") if isinstance(message, Mapping) else None
        source = event.get("source")
        return {
            "webhook_event_id": str(event["webhookEventId"]),
            "lane": self.lane_of(source if isinstance(source, Mapping) else {}),
            "message_hash": self._seal.hash(str(message_id)) if message_id else None,
            "state": "received",
            "event": self._seal.seal(event),
            "received_at": _now(),
        }


def _is_picture(event: Event) -> bool:
    """Whether its turn reads a picture: sent in person, for in a group nothing is looked at."""
    message, source = event.get("message"), event.get("source")
    sent_in_person = isinstance(source, Mapping) and source.get("type") == "user"
    return sent_in_person and isinstance(message, Mapping) and message.get("type") == "image"


def _now() -> int:
    return time.time_ns() // 1_000_000
