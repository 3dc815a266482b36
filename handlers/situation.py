"""What is known about somebody who needs help, as far as it decides whom they should call."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from handlers.reach import ABROAD
from nlu.signals import gazetteer

Need = Literal["distress", "family", "self_harm", "emergency_at_home"]
Who = Literal["victim", "family", "bystander"]


@dataclass(frozen=True)
class Situation:
    """Who needs what, where. `country` is where the person in trouble is (ISO 3166-1), None if unknown.

    `mission`: id of the mission responsible for the exact place, where it is not the country's first; `place` finds
    it too. `who` writes (None: whom the need implies). `danger` 0-3 as in labels.md. `irregular`: without valid
    papers there. `suicidal`: speaks of dying besides another need; with the need `self_harm` nobody holds them.
    `caller_abroad`: whether the one who writes is outside Thailand (None: not said). `now`: aware; tells open hours.
    """

    need: Need
    country: str | None = None
    mission: str | None = None
    who: Who | None = None
    place: str | None = None
    danger: int = 0
    can_call: bool = True
    irregular: bool = False
    child: bool = False
    suicidal: bool = False
    at_sea: bool = False
    caller_abroad: bool | None = None
    now: datetime | None = None

    @property
    def from_afar(self) -> bool:
        """Whether somebody writes about a person elsewhere, not from beside them."""
        family = self.need == "family" or self.who == "family"
        return family or (self.who == "bystander" and self.caller_abroad is False and self.country != "TH")

    @property
    def calls_from(self) -> str | None:
        """The country the call would be made from: ISO 3166-1 alpha-2, `ABROAD`, or None if it may be Thailand."""
        if self.caller_abroad is False or self.need == "emergency_at_home":
            return "TH"
        if self.from_afar:
            return ABROAD if self.caller_abroad else "TH"
        if self.at_sea or self.country is None:
            return ABROAD if self.caller_abroad else None
        return ABROAD if self.caller_abroad and self.country == "TH" else self.country

    @property
    def police_may_endanger(self) -> bool:
        """Whether local police may do harm: at compounds they may know the gang; without papers they may arrest."""
        at_compound = gazetteer.is_hotspot(self.place)
        return at_compound or (self.irregular and self.danger < 3)

    @property
    def in_despair(self) -> bool:
        """Whether somebody should be offered who listens."""
        return self.suicidal or self.need == "self_harm"

    @property
    def responsible_mission(self) -> str | None:
        """The id of the mission responsible for the exact place, where it is not the country's first."""
        return self.mission or gazetteer.mission_of(self.place)
