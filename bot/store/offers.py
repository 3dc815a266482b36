"""All that is kept about offers: indicators, appeals, the list of agencies."""

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from bot.store.agencies import Agencies
from bot.store.appeals import Appeals
from bot.store.seal import Seal
from bot.store.sightings import Sightings
from handlers.contract import Outcome


@dataclass(frozen=True)
class OfferBook:
    """Opened on one database."""

    sightings: Sightings
    appeals: Appeals
    agencies: Agencies

    @classmethod
    def on(cls, engine: sa.Engine, seal: Seal) -> "OfferBook":
        """The book of a database."""
        return cls(Sightings(engine, seal), Appeals(engine, seal), Agencies(engine))

    def record(self, outcome: Outcome, lane: str, event_id: str, today: date) -> None:
        """Writes down what a turn brought. The same turn twice changes nothing."""
        self.sightings.record(outcome.indicators, lane, today)
        if outcome.appeal:
            self.appeals.add(outcome.appeal, lane, event_id, today)

    def forget(self, lane: str) -> None:
        """Deletes what is a person's."""
        self.sightings.forget(lane)
        self.appeals.forget(lane)

    def unsay(self, lane: str, today: date) -> None:
        """A message was taken back, and LINE lets that happen for a day: all they sent since yesterday goes."""
        self.sightings.forget(lane, since=today - timedelta(days=1))

    def purge(self, today: date) -> int:
        """Deletes what has been kept long enough. Returns how many."""
        return self.sightings.purge(today) + self.appeals.purge(today)
