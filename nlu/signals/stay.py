"""Where somebody is now, of all the places a message names: not where they were, nor where they are to be taken."""

from nlu.signals.normalise import loosen
from nlu.signals.places import Mention, where
from nlu.signals.reading import Reading
from nlu.signals.told import says

Where = tuple[str | None, str | None]

HOME = "TH"


def now_at(reading: Reading, known: str | None = None, *, of_relative: bool = False) -> Where:
    """(country, place) as in `places.where`, after what was left, passed through or only threatened.

    `known`: the country known so far. `of_relative`: a family writes; a Thai place they name is mostly their own.
    """
    loosened = loosen(reading.text)
    if says("home", loosened):
        return HOME, None
    there = tuple(seen for seen in reading.mentions if not _elsewhere(seen, loosened, known, of_relative=of_relative))
    if arrived := [seen for seen in there if _before(seen, loosened, "now_before")]:
        country = arrived[-1].place.country
        there = tuple(seen for seen in there if seen.place.country == country and seen.start >= arrived[-1].start)
    return where(there) if len(there) < len(reading.mentions) else (reading.country, reading.place)


def _elsewhere(mention: Mention, loosened: str, known: str | None, *, of_relative: bool) -> bool:
    country = mention.place.country
    if known and known != country and ((of_relative and country == HOME) or _before(mention, loosened, "near")):
        return True
    after = loosened[mention.end : mention.end + 20]
    left = _before(mention, loosened, "left_before") and says("left_after", after)
    taken_later = _before(mention, loosened, "sold") or (not of_relative and _before(mention, loosened, "will"))
    return bool(left or taken_later or _before(mention, loosened, "formerly") or says("transit", after))


def _before(mention: Mention, loosened: str, name: str) -> bool:
    return says(name, loosened[max(0, mention.start - 30) : mention.start])
