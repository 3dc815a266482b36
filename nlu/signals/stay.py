"""Where somebody is now, of all the places a message names: not where they were, nor where they are to be taken."""

from nlu.signals.normalise import loosen
from nlu.signals.places import Mention, crosses, where
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
    there = tuple(seen for seen in reading.mentions if not _elsewhere(seen, reading, known, of_relative=of_relative))
    if arrived := [seen for seen in there if _before(seen, reading, "now_before")]:
        country = arrived[-1].place.country
        there = tuple(seen for seen in there if seen.place.country == country and seen.start >= arrived[-1].start)
    elif len(there) == len(reading.mentions):
        return reading.country, reading.place
    return where(there, crossing=crosses(loosened))


def _elsewhere(mention: Mention, reading: Reading, known: str | None, *, of_relative: bool) -> bool:
    country = mention.place.country
    if known and known != country and (mention.beside or (of_relative and country == HOME)):
        return True
    after = loosen(reading.text[mention.end : mention.end + 24])
    left = _before(mention, reading, "left_before") and says("left_after", after)
    taken_later = _before(mention, reading, "sold") or (not of_relative and _before(mention, reading, "will"))
    return bool(left or taken_later or _before(mention, reading, "formerly") or says("transit", after))


def _before(mention: Mention, reading: Reading, name: str) -> bool:
    return says(name, loosen(reading.text[max(0, mention.start - 40) : mention.start]))
