"""A message in its conversation: short answers, and bubbles that only add to a plea, are read by what was asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from re import Pattern
from typing import Any

from nlu.signals import data, told
from nlu.signals.decide import OFFER_NEEDS, UNSURE_BELOW, Meaning
from nlu.signals.normalise import loosen
from nlu.signals.people import people_in
from nlu.signals.reading import ALARM_NEEDS, Reading

UNSURE = "nlu_fallback"
"""Rasa's own name for "not understood"."""

UNSURE_HANDLERS = ("hello.unsure", "hello.out_of_scope", "hello.abuse")
"""The handlers that say we have not understood, or cannot help with that."""

NEED_OF_LOOP = {
    "distress_form": "distress_immediate",
    "despair_form": "self_harm",
    "family_form": "family_missing",
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

OWN_DOING = 0.8
"""A wound told in the middle of a plea was done by others, unless despair is at least this likely."""

POLITE = ("thanks", "goodbye", "withdraw_or_delete_my_data", "case_followup")
LOOK_UPS = ("embassy_lookup", "hotline_lookup")
TOPICS = (
    *("how_scams_work", "rights_and_documents", "repatriation_or_fine", "report_recruiter"),
    *("already_paid_or_scammed_money", "legal_ways_abroad", *OFFER_NEEDS),
)
"""What a bubble of a plea changes the subject to only by a question, or at length."""

SHORT = 40
"""Characters of a bubble that only adds."""

WEAK = ("out_of_scope", "greeting", "abuse_or_spam", "offer_details")
"""What a bubble of a plea is easily mistaken for."""


@dataclass(frozen=True)
class Talk:
    """What the conversation knows: the running form, the slot it asked for, all facts told so far, the last handler.

    `serving`: the handler of the plea that this hour is about, if any.
    """

    loop: str | None = None
    asked: str | None = None
    known: Mapping[str, Any] = field(default_factory=dict)
    last: str | None = None
    serving: str | None = None

    @classmethod
    def from_metadata(cls, metadata: Mapping[str, Any] | None) -> "Talk":
        """From the metadata of a Rasa message; an empty talk if there is none."""
        talk = (metadata or {}).get("talk") or {}
        return cls(talk.get("loop"), talk.get("asked"), talk.get("known") or {}, talk.get("last"), talk.get("serving"))

    @property
    def flags(self) -> Mapping[str, str] | None:
        """The red flags of the offer told so far, with their words."""
        return self.known.get("flags")

    @property
    def told(self) -> "tuple[str, ...]":
        """What was said of the offer so far."""
        return tuple(self.known.get("told") or ())

    @property
    def works(self) -> Mapping[str, str] | None:
        """The kinds of work the offer named so far, with their words."""
        return self.known.get("works")

    @property
    def need(self) -> str | None:
        """The need being served: that of the running form, else of this hour's plea, else of the last answer."""
        return (
            NEED_OF_LOOP.get(self.loop or "")
            or NEED_OF_HANDLER.get(self.serving or "")
            or NEED_OF_HANDLER.get(self.last or "")
        )

    @property
    def in_plea(self) -> bool:
        """Whether this hour is about a plea, whatever the message is."""
        return self.need in ALARM_NEEDS

    def serves(self, intent: str) -> str:
        """The family of needs that a message of `intent` belongs to here: its own if a plea, else the plea's."""
        return family_of(intent if intent in ALARM_NEEDS else self.need or intent)

    def knows(self, slot: str) -> bool:
        """Whether a slot has been told (not merely passed over)."""
        return self.known.get(slot) not in (None, "unknown", "skipped")


def in_context(meaning: Meaning, reading: Reading, talk: Talk) -> "tuple[str, float]":
    """The intent to act on, with its confidence: the message's own need, or the one being served."""
    plain = _own_word(reading, talk) or _watched(meaning, reading, talk) or _added_to(meaning, reading, talk)
    if plain:
        return plain, 0.9
    serving = talk.need
    unsure = not meaning.sure and meaning.confidence < UNSURE_BELOW
    if not serving and meaning.need in ALARM_NEEDS and not unsure:
        return _whose(meaning, reading), meaning.confidence
    if serving and (talk.loop or serving in ALARM_NEEDS) and not _changes_subject(meaning, reading, serving, talk):
        continues = family_of(meaning.need) == family_of(serving)
        return (meaning.need if continues else serving), max(meaning.confidence, 0.9)
    return (UNSURE, 1.0 - meaning.confidence) if unsure else (meaning.need, meaning.confidence)


def _watched(meaning: Meaning, reading: Reading, talk: Talk) -> "str | None":
    """The need of somebody who opens with no more than that their phone is looked at, or asks to talk quietly."""
    if meaning.need in ALARM_NEEDS or talk.in_plea or len(reading.text) > 40:
        return None
    loosened = loosen(reading.text)
    watched = told.plain_facts(reading.text).get("watched") == told.YES or told.says("quiet_on", loosened)
    return "distress_immediate" if watched and not told.says("asks", loosened) else None


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


def _whose(meaning: Meaning, reading: Reading) -> str:
    """The need of a first plea, of the writer's own or of a relative's as the words say it: the model mixes them up."""
    loosened = loosen(reading.text)
    alarm = reading.alarm or meaning.need
    named = told.relation(loosened) is not None and not told.says("myself", loosened)
    if family_of(meaning.need) == "distress" and family_of(alarm) == "family" and named:
        return alarm
    if family_of(meaning.need) == "family" and family_of(alarm) == "distress" and not named and not reading.another:
        return alarm
    return meaning.need


def interrupts(intent: str, loop: str | None) -> bool:
    """Whether a message's need must not wait for the running form: a plea of another kind than the form serves."""
    serving = NEED_OF_LOOP.get(loop or "")
    return bool(serving) and intent in ALARM_NEEDS and family_of(intent) != family_of(serving or "")


def _added_to(meaning: Meaning, reading: Reading, talk: Talk) -> "str | None":
    return talk.need if talk.need and _adds(meaning, reading, talk) else None


def _adds(meaning: Meaning, reading: Reading, talk: Talk) -> bool:
    """Whether a message only adds: little more than a place, a short answer, or a word about the quiet mode."""
    short = len(reading.text) <= SHORT and not reading.standing and not reading.flags_told
    if short and reading.country is not None:
        return not (talk.in_plea and meaning.need in LOOK_UPS and meaning.confidence >= CLEAR)
    loosened = loosen(reading.text)
    if not talk.in_plea:
        return False
    if told.says("quiet_on", loosened) or (talk.known.get("quiet") == told.YES and told.says("quiet_off", loosened)):
        return True
    if not talk.asked or not short or meaning.need in ALARM_NEEDS:
        return False
    if talk.asked in told.plain_facts(reading.text) or told.short_answer(loosened) is not None:
        return True
    return people_in(reading.text, asked=talk.asked == "people") is not None


def _changes_subject(meaning: Meaning, reading: Reading, serving: str, talk: Talk) -> bool:
    if meaning.need in ALARM_NEEDS:
        return family_of(meaning.need) != family_of(serving) and _speaks_of_another_plea(meaning, reading, serving)
    if meaning.need in POLITE:
        return meaning.confidence >= CLEAR
    if talk.in_plea and meaning.need in TOPICS and len(reading.text) <= SHORT:
        return told.says("asks", loosen(reading.text)) and meaning.confidence >= CLEAR
    clear = CLEAR if talk.loop else CLEAR - 0.1
    return meaning.need not in WEAK and meaning.confidence >= clear


def _speaks_of_another_plea(meaning: Meaning, reading: Reading, serving: str) -> bool:
    """Within one plea, another kind: despair always, but a wound only if clearly their own doing; own captivity, or a
    relative's, only when told clearly.
    """
    if serving not in ALARM_NEEDS or meaning.need == "self_harm":
        wounded = family_of(serving) == "distress" and told.plain_facts(reading.text).get("injured") == told.YES
        return meaning.sure or reading.alarm == "self_harm" or meaning.confidence >= (OWN_DOING if wounded else 0.5)
    if family_of(meaning.need) == "distress":
        in_own_name = told.says("myself", loosen(reading.text)) and reading.danger >= 3 and not reading.another
        return serving == "self_harm" or in_own_name
    return serving == "self_harm" or (reading.another and meaning.confidence >= 0.8 and len(reading.text) > 25)


def family_of(need: str) -> str:
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
