"""The tables. Migrations in bot/store/migrations make them; a test checks that both agree."""

from datetime import date

from sqlalchemy import BigInteger, Date, Index, LargeBinary, String, UniqueConstraint
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
