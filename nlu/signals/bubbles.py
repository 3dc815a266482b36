"""Whether bubbles that came together are one ad, and whether it has come to its end."""

import re
from functools import cache
from typing import Literal

from nlu.signals import data
from nlu.signals.normalise import normalise
from nlu.signals.offer_reader import read_offer
from nlu.signals.reading import read

GRAVE = 2
"""From this danger on a text is never kept waiting."""


def ad_state(text: str) -> Literal["none", "open", "whole"]:
    """Of bubbles joined by line breaks: no ad, an ad that may go on, or one that is whole.

    Whole: it names pay and a contact, or the person has added their own words, and so is done sending.
    """
    ad, own_words = _patterns()
    normalised = normalise(text)
    if not ad.search(normalised):
        return "none"
    if own_words.search(normalised):
        return "whole"
    offer = read_offer(text)
    contacts = offer.contacts
    reachable = contacts.phones or contacts.line_ids or contacts.links or contacts.names or contacts.emails
    return "whole" if offer.salary and reachable else "open"


def must_not_wait(text: str) -> bool:
    """Whether a text shows danger: it is answered at once and by itself."""
    reading = read(text)
    return reading.alarm is not None or reading.danger >= GRAVE


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = data.read("bubbles")
    return re.compile(words["ad"]), re.compile(words["own_words"], re.MULTILINE)
