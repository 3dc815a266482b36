"""A message in its conversation: short answers, and bubbles that only add to a plea, are read by what was asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from re import Pattern
from typing import Any

from nlu.signals import data
from nlu.signals.decide import UNSURE_BELOW, Meaning
from nlu.signals.normalise import loosen
from nlu.signals.reading import ALARM_NEEDS, Reading

UNSURE = "nlu_fallback"
"""Rasa's own name for "not understood"."""

NEED_OF_LOOP = {
    "distress_form": "distress_immediate",
    "despair_form": "self_harm",
    "family_form": "family_missing",
    "offer_form": "offer_details",
    "contacts_form": "embassy_lookup",
}
"""Which need a running form serves: what else is said meanwhile is first taken as adding to it."""

NEED_OF_HANDLER = {
    "distress.plea": "distress_immediate",
    "distress.despair": "self_harm",
    "family.missing": "family_missing",
    "family.held": "family_held_or_ransom",
    "contacts.embassy": "embassy_lookup",
}
"""Which need the last answer served: a bare place after it adds to it, even when no question is open."""

CLEAR = 0.6
"""In a form, another everyday need must be at least this likely to be taken for a change of subject."""

POLITE = ("thanks", "goodbye", "withdraw_or_delete_my_data")


@dataclass(frozen=True)
class Talk:
    """What the conversation knows: the running form, the slot it asked for, facts that add up, the last handler."""

    loop: str | None = None
    asked: str | None = None
    flags: Mapping[str, str] | None = None
    told: "tuple[str, ...]" = ()
    last: str | None = None
    works: Mapping[str, str] | None = None

    @classmethod
    def from_metadata(cls, metadata: Mapping[str, Any] | None) -> "Talk":
        """From the metadata of a Rasa message; an empty talk if there is none."""
        talk = (metadata or {}).get("talk") or {}
        told = tuple(talk.get("told") or ())
        return cls(talk.get("loop"), talk.get("asked"), talk.get("flags"), told, talk.get("last"), talk.get("works"))

    @property
    def need(self) -> str | None:
        """The need being served: that of the running form, else that of the last answer."""
        return NEED_OF_LOOP.get(self.loop or "") or NEED_OF_HANDLER.get(self.last or "")


def in_context(meaning: Meaning, reading: Reading, talk: Talk) -> "tuple[str, float]":
    """The intent to act on, with its confidence: the message's own need, or the one being served."""
    if own := _own_word(reading, talk):
        return own, 0.9
    if talk.need and _only_a_place(reading):
        return talk.need, 0.9
    serving = NEED_OF_LOOP.get(talk.loop or "")
    if serving and not _changes_subject(meaning, serving):
        continues = _family_of(meaning.need) == _family_of(serving)
        return (meaning.need if continues else serving), max(meaning.confidence, 0.9)
    if not meaning.sure and meaning.confidence < UNSURE_BELOW:
        return UNSURE, 1.0 - meaning.confidence
    return meaning.need, meaning.confidence


def _own_word(reading: Reading, talk: Talk) -> "str | None":
    """What a tap on a button of the last answer would say, if it was typed instead."""
    words = data.read("own_words")
    if talk.last not in words["after"] or len(reading.text) > 60:
        return None
    loosened = loosen(reading.text)
    return next((need for need, pattern in _own_words().items() if pattern.fullmatch(loosened)), None)


@cache
def _own_words() -> "dict[str, Pattern[str]]":
    needs = data.read("own_words")["needs"]
    return {need: data.compile_pattern(pattern, f"own_words.yml, {need}") for need, pattern in needs.items()}


def _only_a_place(reading: Reading) -> bool:
    """Whether a message is little more than a place: the answer to where, or an addition to what was said."""
    return reading.country is not None and len(reading.text) <= 40 and not reading.standing and not reading.flags_told


def _changes_subject(meaning: Meaning, serving: str) -> bool:
    if meaning.need in ALARM_NEEDS:
        return _family_of(meaning.need) != _family_of(serving) and meaning.confidence >= 0.5
    if meaning.need in POLITE:
        return meaning.confidence >= CLEAR
    weak = meaning.need in ("out_of_scope", "greeting", "abuse_or_spam")
    return not weak and meaning.confidence >= CLEAR


def _family_of(need: str) -> str:
    """Needs of one family continue one another's form."""
    return {
        "distress_immediate": "distress",
        "distress_non_immediate": "distress",
        "family_missing": "family",
        "family_held_or_ransom": "family",
        "offer_check": "offer",
        "offer_details": "offer",
        "embassy_lookup": "contacts",
        "hotline_lookup": "contacts",
    }.get(need, need)
