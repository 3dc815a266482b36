"""The desk of a turn: what handlers may ask of the outside (handlers.contract.Desk)."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.store.offers import OfferBook
from content import Content
from handlers.contract import AgencyAnswer, CaseView, Indicator, Seen


@dataclass(frozen=True)
class Desk:
    """Content, the time, the person's case, and what is known of offers. `person` is their lane."""

    content: Content
    case: CaseView | None = None
    offers: OfferBook | None = None
    person: str = ""

    @property
    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)

    def times_seen(self, indicator: Indicator) -> Seen:
        """How often others sent it; never, where nothing is kept."""
        if self.offers is None:
            return Seen(0, 0, 0)
        return self.offers.sightings.times_seen(indicator, self.person, self.now.date())

    def agency(self, name_or_licence: str) -> AgencyAnswer | None:
        """What the loaded list says; None if there is none."""
        return self.offers.agencies.find(name_or_licence) if self.offers else None
