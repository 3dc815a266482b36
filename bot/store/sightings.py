"""Who else sent this? Indicators of offers, counted by distinct people and days; no clear value is ever stored.

Kept for KEEP_DAYS, then deleted; a person's own sightings go at once when they ask us to forget them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from bot.store.database import insert_of
from bot.store.masks import mask
from bot.store.seal import Seal
from bot.store.tables import Sighting
from handlers.contract import Indicator, Seen
from handlers.indicators import SHOWN_FROM

WINDOW_DAYS = 30
"""How far back "seen before" looks."""

KEEP_DAYS = 180
"""How long a sighting is kept: long enough to see what rises from one season to the next."""


@dataclass(frozen=True)
class Trend:
    """One indicator in two windows of equal length: how many people sent it lately, and how many before."""

    indicator: str  # its keyed hash
    kind: str
    masked: str
    people: int
    people_before: int
    days: int


class Sightings:
    """Records indicators under keyed hashes, and counts them."""

    def __init__(self, engine: sa.Engine, seal: Seal) -> None:
        self._engine = engine
        self._seal = seal
        self._insert = insert_of(engine)

    def record(self, indicators: Iterable[Indicator], lane: str, today: date) -> None:
        """Notes that the person of a lane sent these today. The same again changes nothing."""
        rows = [
            {
                "indicator": self._key(one),
                "person": self._person(lane),
                "day": today,
                "kind": one.kind,
                "masked": mask(one),
            }
            for one in indicators
        ]
        if rows:
            with self._engine.begin() as connection:
                connection.execute(self._insert(Sighting).on_conflict_do_nothing(), rows)

    def times_seen(self, indicator: Indicator, lane: str, today: date) -> Seen:
        """How often people other than this one sent it within WINDOW_DAYS."""
        counted = sa.select(
            sa.func.count(sa.distinct(Sighting.person)), sa.func.count(sa.distinct(Sighting.day))
        ).where(
            Sighting.indicator == self._key(indicator),
            Sighting.person != self._person(lane),
            Sighting.day > today - timedelta(days=WINDOW_DAYS),
        )
        with self._engine.connect() as connection:
            people, days = connection.execute(counted).one()
        return Seen(people, days, WINDOW_DAYS)

    def trends(self, today: date, window: int = WINDOW_DAYS) -> list[Trend]:
        """What at least SHOWN_FROM people sent lately, the steepest rise first."""
        start = today - timedelta(days=window)
        lately = sa.case((Sighting.day > start, Sighting.person))
        earlier = sa.case((Sighting.day <= start, Sighting.person))
        people = sa.func.count(sa.distinct(lately)).label("people")
        before = sa.func.count(sa.distinct(earlier)).label("people_before")
        days = sa.func.count(sa.distinct(sa.case((Sighting.day > start, Sighting.day)))).label("days")
        found = (
            sa.select(Sighting.indicator, Sighting.kind, Sighting.masked, people, before, days)
            .where(Sighting.day > start - timedelta(days=window), Sighting.day <= today)
            .group_by(Sighting.indicator, Sighting.kind, Sighting.masked)
            .having(people >= SHOWN_FROM)
            .order_by((people - before).desc(), people.desc(), Sighting.kind, Sighting.masked, Sighting.indicator)
        )
        with self._engine.connect() as connection:
            return [Trend(*row) for row in connection.execute(found)]

    def per_week(self, indicator: str, today: date, weeks: int = 12) -> list[int]:
        """Distinct people per week, the oldest week first; for a plot."""
        rows = sa.select(Sighting.day, Sighting.person).where(
            Sighting.indicator == indicator, Sighting.day > today - timedelta(weeks=weeks)
        )
        people: list[set[str]] = [set() for _ in range(weeks)]
        with self._engine.connect() as connection:
            for day, person in connection.execute(rows):
                ago = (today - day).days // 7
                if 0 <= ago < weeks:
                    people[weeks - 1 - ago].add(person)
        return [len(week) for week in people]

    def forget(self, lane: str, since: date | None = None) -> None:
        """Deletes what a person sent, or what they sent since a day."""
        sent = sa.delete(Sighting).where(Sighting.person == self._person(lane))
        with self._engine.begin() as connection:
            connection.execute(sent.where(Sighting.day >= since) if since else sent)

    def purge(self, today: date) -> int:
        """Deletes what is older than KEEP_DAYS. Returns how many."""
        with self._engine.begin() as connection:
            old = sa.delete(Sighting).where(Sighting.day <= today - timedelta(days=KEEP_DAYS))
            return connection.execute(old).rowcount

    def _key(self, indicator: Indicator) -> str:
        return self._seal.hash(f"indicator/{indicator.kind}/{indicator.value}")

    def _person(self, lane: str) -> str:
        """Not the lane itself: this table alone must not lead to a person's other rows."""
        return self._seal.hash(f"sighting/{lane}")
