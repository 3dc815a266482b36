"""The tables. Migrations in bot/store/migrations make them; a test checks that both agree."""

from datetime import date

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import Integer

RowId = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """All tables of the bot (DBOS and Rasa keep their own)."""


class InboundEvent(Base):
    """One webhook event from its arrival to its answer.

    `state`: received → done, or unsent. `event` (sealed) is emptied as soon as it has served; the row stays a while
    to recognise a redelivery. `id` counts arrivals: it orders a lane.
    """

    __tablename__ = "inbound_event"
    __table_args__ = (
        UniqueConstraint("webhook_event_id"),
        Index("ix_inbound_event_message", "message_hash"),
        Index("ix_inbound_event_received_at", "received_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=True)
    webhook_event_id: Mapped[str] = mapped_column(String(64))
    lane: Mapped[str] = mapped_column(String(32))  # keyed hash of the person, group or room
    message_hash: Mapped[str | None] = mapped_column(String(32))  # keyed hash of LINE's message id, for unsend
    state: Mapped[str] = mapped_column(String(16))
    event: Mapped[bytes | None] = mapped_column(LargeBinary)
    received_at: Mapped[int] = mapped_column(BigInteger)  # milliseconds since 1970


class Group(Base):
    """A group or room in which we have introduced ourselves."""

    __tablename__ = "known_group"

    lane: Mapped[str] = mapped_column(String(32), primary_key=True)
    introduced_at: Mapped[int] = mapped_column(BigInteger)  # milliseconds since 1970


class Case(Base):
    """A distress or family report, from its first message until it is forgotten.

    `status` holds HTCDS 2.0 names (cas_Status); `revision` counts what was added. What the person told is in the
    entries; `sealed` holds who they are on LINE, so that a change of status can be told to them.
    """

    __tablename__ = "case_file"
    __table_args__ = (UniqueConstraint("number"), Index("ix_case_file_lane", "lane"))

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=True)
    number: Mapped[str] = mapped_column(String(8))  # digits with the check digit, e.g. 48274
    lane: Mapped[str] = mapped_column(String(32))  # keyed hash of the person
    status: Mapped[str] = mapped_column(String(16))
    revision: Mapped[int] = mapped_column(Integer)
    quiet: Mapped[bool] = mapped_column(Boolean)  # whether their conversation makes no sound
    consent: Mapped[str] = mapped_column(String(8))  # unasked, asked, yes, no
    asked_by: Mapped[str | None] = mapped_column(String(64))  # the event whose answer asked for consent
    heard_by: Mapped[str | None] = mapped_column(
        String(64)
    )  # the first event after that: a typed yes counts only there
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # emptied first when a case is forgotten
    opened_at: Mapped[int] = mapped_column(BigInteger)  # milliseconds since 1970, as all times here
    updated_at: Mapped[int] = mapped_column(BigInteger)


class CaseEntry(Base):
    """What one event added to a case: the words, and the facts it told or changed. Sealed; once per event."""

    __tablename__ = "case_entry"
    __table_args__ = (UniqueConstraint("event_id"), Index("ix_case_entry_case", "case_id"))

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=True)
    case_id: Mapped[int] = mapped_column(RowId, ForeignKey("case_file.id", ondelete="CASCADE"))
    event_id: Mapped[str] = mapped_column(String(64))  # LINE's webhookEventId, or "note:…" of an operator's note
    revision: Mapped[int] = mapped_column(Integer)
    at: Mapped[int] = mapped_column(BigInteger)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class CaseDelivery(Base):
    """One revision of a case on its way to one desk. `state`: waiting, delivered, withdrawn, failed."""

    __tablename__ = "case_delivery"

    case_id: Mapped[int] = mapped_column(RowId, ForeignKey("case_file.id", ondelete="CASCADE"), primary_key=True)
    desk: Mapped[str] = mapped_column(String(64), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(Integer)
    delivered_at: Mapped[int | None] = mapped_column(BigInteger)


class CaseAudit(Base):
    """Who did what to which case, and when. No personal text; it outlives the case."""

    __tablename__ = "case_audit"
    __table_args__ = (Index("ix_case_audit_number", "number"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=True)
    at: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[str] = mapped_column(String(8))
    who: Mapped[str] = mapped_column(String(64))  # "person", "bot", or the operator's name
    what: Mapped[str] = mapped_column(String(64))  # e.g. opened, consent yes, delivered to X, shown, forgotten


class Sighting(Base):
    """A person sent an offer with this indicator on this day; the same again on the day changes nothing.

    `indicator` and `person` are keyed hashes; `masked` is all that an operator ever reads of a contact.
    """

    __tablename__ = "sighting"
    __table_args__ = (Index("ix_sighting_person", "person"), Index("ix_sighting_day", "day"))

    indicator: Mapped[str] = mapped_column(String(32), primary_key=True)
    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    masked: Mapped[str] = mapped_column(String(64))


class Appeal(Base):
    """Somebody disagreed with a verdict. `verdict` (sealed) is what was judged; `person` a keyed hash, for deletion."""

    __tablename__ = "appeal"
    __table_args__ = (Index("ix_appeal_person", "person"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)  # keyed hash of the event, so once is once
    person: Mapped[str] = mapped_column(String(32))
    day: Mapped[date] = mapped_column(Date)
    verdict: Mapped[bytes] = mapped_column(LargeBinary)


class LicensedAgency(Base):
    """One line of the Department of Employment's public list, as imported; `listed_on` is the day of the list."""

    __tablename__ = "licensed_agency"

    licence: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(256))
    name_en: Mapped[str] = mapped_column(String(256))
    listed_on: Mapped[date] = mapped_column(Date)
