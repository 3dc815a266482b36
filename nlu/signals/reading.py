"""One message read by its signals alone: what stands in it, and what that means without any model."""

from dataclasses import dataclass

from nlu.signals.cues import Sighting, find_cues
from nlu.signals.flags import Flag, find_flags
from nlu.signals.normalise import loosen, normalise
from nlu.signals.places import Mention, crosses, find_places, where
from nlu.signals.who import about_another

ALARM_NEEDS = (
    "distress_immediate",
    "distress_non_immediate",
    "family_missing",
    "family_held_or_ransom",
    "self_harm",
)
"""The needs that must never be answered without a number to call."""


@dataclass(frozen=True)
class Reading:
    """What the signals see. `alarm`: one of ALARM_NEEDS if a sure cue stands, else None."""

    text: str
    sightings: tuple[Sighting, ...]
    mentions: tuple[Mention, ...]
    flags: tuple[Flag, ...]
    country: str | None
    place: str | None
    another: bool

    @property
    def standing(self) -> tuple[Sighting, ...]:
        """The cues that nothing takes the edge off."""
        return tuple(seen for seen in self.sightings if seen.softened_by is None)

    @property
    def flags_told(self) -> bool:
        """Whether it shows red flags other than the place itself."""
        return any(flag.name != "border_casino_town" for flag in self.flags)

    @property
    def danger(self) -> int:
        """0-3, the highest of the standing cues."""
        return max((seen.cue.danger for seen in self.standing), default=0)

    @property
    def alarm(self) -> str | None:
        """The need to act on without asking a model."""
        sure = {seen.cue.need for seen in self.standing if seen.cue.sure}
        if "self_harm" in sure:
            return "self_harm"
        if sure & {"held", "help", "ransom"}:
            return "family_held_or_ransom" if self.another or "ransom" in sure else "distress_immediate"
        return "family_missing" if "missing" in sure else None


def read(text: str) -> Reading:
    """Reads one message. Never fails, whatever is in it; looks at its first `normalise.MAX_LENGTH` characters."""
    normalised = normalise(text)
    loosened = loosen(normalised)
    mentions = find_places(normalised)
    country, place = where(mentions, crossing=crosses(loosened))
    return Reading(
        normalised,
        find_cues(loosened),
        mentions,
        find_flags(normalised, loosened, mentions),
        country,
        place,
        about_another(loosened),
    )
