"""Where a conversation stands, kept small: slots, the running form and the last answer; no words of the person.

Rasa's own SQL store keeps every event for ever, in the clear, and replays them all at each message. This one keeps
one encrypted row per person, so the two hundredth turn costs what the fifth did and there is nothing to leak.
It is a Rasa tracker store (an extension point), named in endpoints.yml.
"""

import base64
import json
import time
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.dialects import postgresql, sqlite

KEEP_DAYS = 30
"""A conversation nobody continued for this long is forgotten (content/replies/lookup.yml promises it)."""

FORGET_SAID_SECONDS = 3600
"""After this pause what we said counts as unsaid: the numbers are shown in full again."""

_METADATA = sa.MetaData()
DIALOGUE = sa.Table(
    "dialogue",
    _METADATA,
    sa.Column("sender_id", sa.String(64), primary_key=True),  # a keyed hash, never a LINE user id
    sa.Column("state", sa.LargeBinary, nullable=False),  # Fernet over JSON
    sa.Column("updated_at", sa.Integer, nullable=False, index=True),  # seconds since 1970
)


class DialogueStore(TrackerStore, SerializedTrackerAsText):
    """One row per person. `extras` of a tracker (see `Extras`) travel in the same row."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        data_key: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self.engine = _engine(host or "sqlite://")
        _METADATA.create_all(self.engine)
        self._fernet = Fernet(_subkey(data_key))
        insert = (sqlite if self.engine.dialect.name == "sqlite" else postgresql).insert(DIALOGUE)
        changed = {"state": insert.excluded.state, "updated_at": insert.excluded.updated_at}
        self._upsert = insert.on_conflict_do_update(index_elements=["sender_id"], set_=changed)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker as it stood after the last turn; None for a newcomer or a row that cannot be read."""
        state = self._load(sender_id)
        return None if state is None else self._tracker(sender_id, state)

    async def retrieve_or_begin(self, sender_id: str) -> DialogueStateTracker:
        """The tracker after the last turn, or a newcomer's; nothing is stored yet."""
        return self._tracker(sender_id, self._load(sender_id) or {})

    def _tracker(self, sender_id: str, state: dict[str, Any]) -> DialogueStateTracker:
        tracker = DialogueStateTracker.from_events(sender_id, _events(state), self.domain.slots)
        tracker.extras = Extras.of(state)  # type: ignore[attr-defined]
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Replaces the person's row."""
        extras: Extras = getattr(tracker, "extras", None) or Extras({})
        state = {
            "slots": {name: slot.value for name, slot in tracker.slots.items() if slot.value is not None},
            "loop": tracker.active_loop_name,
            **extras.state(),
        }
        self._store(tracker.sender_id, state)

    async def keys(self) -> Iterable[str]:
        """All senders, for Rasa's own tools."""
        with self.engine.connect() as connection:
            return [row.sender_id for row in connection.execute(sa.select(DIALOGUE.c.sender_id))]

    def forget(self, sender_id: str) -> None:
        """Deletes everything of one person."""
        with self.engine.begin() as connection:
            connection.execute(DIALOGUE.delete().where(DIALOGUE.c.sender_id == sender_id))

    def unsay(self, sender_id: str, message_id: str) -> None:
        """Deletes what one message, now taken back by its sender, had told.

        Bubbles read together have one id, theirs joined by spaces; what they told is deleted with any of them.
        """
        state = self._load(sender_id)
        if state is None:
            return
        told = state.get("told_by", {})
        gone = {name for name, source in told.items() if message_id in source.split()}
        state["slots"] = {name: value for name, value in state["slots"].items() if name not in gone}
        state["told_by"] = {name: source for name, source in told.items() if name not in gone}
        if message_id in (state.get("answered") or "").split():
            state["answer"] = None
        self._store(sender_id, state)

    def unask(self, sender_id: str) -> None:
        """Notes that the question of the last turn never reached the person."""
        state = self._load(sender_id)
        if state is not None:
            self._store(sender_id, {**state, "unasked": True})

    def forget_old(self, now: float | None = None) -> None:
        """Deletes the conversations that nobody continued for KEEP_DAYS."""
        oldest = int((now or time.time()) - KEEP_DAYS * 86_400)
        with self.engine.begin() as connection:
            connection.execute(DIALOGUE.delete().where(DIALOGUE.c.updated_at < oldest))

    def _load(self, sender_id: str) -> dict[str, Any] | None:
        with self.engine.connect() as connection:
            query = sa.select(DIALOGUE.c.state, DIALOGUE.c.updated_at).where(DIALOGUE.c.sender_id == sender_id)
            row = connection.execute(query).first()
        if row is None:
            return None
        try:
            state: dict[str, Any] = json.loads(self._fernet.decrypt(row.state))
        except InvalidToken:  # written with another DATA_KEY: as good as gone
            return None
        if time.time() - row.updated_at > FORGET_SAID_SECONDS:
            state |= {"said": {}, "last": None, "serving": None, "unsure": 0}
        return state

    def _store(self, sender_id: str, state: dict[str, Any]) -> None:
        sealed = self._fernet.encrypt(json.dumps(state, ensure_ascii=False).encode())
        row = {"sender_id": sender_id, "state": sealed, "updated_at": int(time.time())}
        with self.engine.begin() as connection:
            connection.execute(self._upsert, row)


class Extras:
    """What we remember beside Rasa's slots: which message told which slot, which handlers spoke, the last answer.

    `serving`: the handler of the plea this hour is about. `unsure`: how often in a row we did not understand.
    `unasked`: the last question was not put to the person.
    """

    def __init__(self, told_by: dict[str, str]) -> None:
        self.told_by = told_by
        self.said: dict[str, int] = {}
        self.last: str | None = None
        self.serving: str | None = None
        self.unsure = 0
        self.unasked = False
        self.answered: str | None = None
        self.answer: dict[str, Any] | None = None

    @classmethod
    def of(cls, state: dict[str, Any]) -> "Extras":
        """From a stored state."""
        extras = cls(dict(state.get("told_by", {})))
        extras.said, extras.last = dict(state.get("said", {})), state.get("last")
        extras.serving, extras.unsure = state.get("serving"), state.get("unsure", 0)
        extras.unasked = state.get("unasked", False)
        extras.answered, extras.answer = state.get("answered"), state.get("answer")
        return extras

    def state(self) -> dict[str, Any]:
        """For the store."""
        said = {"said": self.said, "last": self.last, "serving": self.serving, "unsure": self.unsure}
        return {"told_by": self.told_by, **said, "answered": self.answered, "answer": self.answer}


def _events(state: dict[str, Any]) -> list[Event]:
    """The shortest history that leaves a tracker in this state, waiting for the person."""
    loop = state.get("loop")
    return [
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(),
        *(SlotSet(name, value) for name, value in state.get("slots", {}).items()),
        *((ActionExecuted(loop), ActiveLoop(loop)) if loop else ()),
        ActionExecuted(ACTION_LISTEN_NAME),
    ]


def _engine(url: str) -> sa.engine.Engine:
    """An engine that never puts a person's data into an error message."""
    sqlite = url.startswith("sqlite")
    # Rasa serves from one thread. A connection kept open spares SQLite a checkpoint at every close.
    kept = {"poolclass": sa.pool.StaticPool, "connect_args": {"check_same_thread": False}} if sqlite else {}
    engine = sa.create_engine(url, hide_parameters=True, future=True, **kept)
    if sqlite:

        @sa.event.listens_for(engine, "connect")
        def _configure(connection: Any, _record: Any) -> None:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute("PRAGMA busy_timeout=10000")

    return engine


def _subkey(data_key: str) -> bytes:
    """A key for dialogues alone, derived from the one DATA_KEY."""
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"chek/dialogue").derive(data_key.encode())
    return base64.urlsafe_b64encode(derived)
