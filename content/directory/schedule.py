"""Opening hours, in the office's own time zone: is somebody there now, and if not, when next?

Fields carry the names of HSDS 3.0's schedule (`timezone`, `byday`, `opens_at`, `closes_at`). Hours no source gives
stay unknown, and then nothing is said about them. Public holidays are not known here: say "probably".
"""

from datetime import datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, model_validator

from content.base import Model

Day = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
DAYS: tuple[Day, ...] = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name} is not a time zone of the IANA database")
    return name


class Hours(Model):
    """From `opens_at` to `closes_at` on these days of the week; past midnight if it closes before it opens."""

    byday: tuple[Day, ...] = Field(min_length=1)
    opens_at: time
    closes_at: time

    def spans(self, when: datetime) -> bool:
        """Whether a local time lies within them."""
        today, yesterday = DAYS[when.weekday()], DAYS[when.weekday() - 1]
        if self.opens_at < self.closes_at:
            return today in self.byday and self.opens_at <= when.time() < self.closes_at
        begun = today in self.byday and when.time() >= self.opens_at
        return begun or (yesterday in self.byday and when.time() < self.closes_at)


class Schedule(Model):
    """When a number is answered: `always`, at `hours` in `timezone`, or in the words of a source without times."""

    always: bool = False
    timezone: Annotated[str, AfterValidator(_zone)] | None = None
    hours: tuple[Hours, ...] = ()
    description: str | None = None

    @model_validator(mode="after")
    def _hours_have_a_zone(self) -> "Schedule":
        if bool(self.hours) != bool(self.timezone):
            raise ValueError("hours need a timezone, and a timezone needs hours")
        if self.always and self.hours:
            raise ValueError("always open and open at hours contradict each other")
        return self

    def open_at(self, when: datetime) -> bool | None:
        """Whether it is open at an aware time; None if the hours are unknown."""
        if self.always:
            return True
        local = self._local(when)
        return any(hours.spans(local) for hours in self.hours) if local else None

    def opens_next(self, when: datetime) -> datetime | None:
        """The next opening after an aware time, in the office's time zone; None if always open or unknown."""
        local = self._local(when)
        if local is None:
            return None
        openings = (
            datetime.combine(day, hours.opens_at, tzinfo=local.tzinfo)
            for day in (local.date() + timedelta(days=ahead) for ahead in range(8))
            for hours in self.hours
            if DAYS[day.weekday()] in hours.byday
        )
        return min((opening for opening in openings if opening > local), default=None)

    def _local(self, when: datetime) -> datetime | None:
        if when.tzinfo is None:
            raise ValueError("opening hours need an aware time")
        return when.astimezone(ZoneInfo(self.timezone)) if self.timezone else None
