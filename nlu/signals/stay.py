"""Where somebody is now, of all the places a message names: not where they have left, not what was a mistake."""

from nlu.signals.normalise import loosen
from nlu.signals.places import Mention, where
from nlu.signals.reading import Reading
from nlu.signals.told import pattern

Where = tuple[str | None, str | None]


def now_at(reading: Reading) -> Where:
    """(country, place) as in `places.where`, after what was left and moved to."""
    loosened = loosen(reading.text)
    stayed = tuple(mention for mention in reading.mentions if not _left(mention, loosened))
    arrived = [mention for mention in stayed if _arrived(mention, loosened)]
    if not arrived:
        return where(stayed) if len(stayed) < len(reading.mentions) else (reading.country, reading.place)
    # what follows the arrival belongs to it: "ตอนนี้ฝั่งเวียดนาม อยู่ม็อกบ่าย"
    return where(tuple(mention for mention in stayed if mention.start >= arrived[-1].start))


def _left(mention: Mention, loosened: str) -> bool:
    before, after = loosened[max(0, mention.start - 20) : mention.start], loosened[mention.end : mention.end + 20]
    return bool(pattern("left_before").search(before) and pattern("left_after").search(after))


def _arrived(mention: Mention, loosened: str) -> bool:
    return bool(pattern("now_before").search(loosened[max(0, mention.start - 30) : mention.start]))
