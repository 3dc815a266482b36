"""The situation of somebody in trouble as one message tells it, read in the light of what was asked."""

from typing import Any

from nlu.signals import told
from nlu.signals.normalise import loosen
from nlu.signals.people import counts_all, people_in
from nlu.signals.reading import Reading
from nlu.signals.talk import Talk
from nlu.signals.told import NO, YES


def situation_of(need: str, reading: Reading, talk: Talk) -> dict[str, Any]:
    """Slots and their new values: what the message tells unasked, then what it answers, then what follows from that."""
    loosened = loosen(reading.text)
    facts: dict[str, Any] = told.plain_facts(reading.text)
    if need == "self_harm":
        facts["suicidal"] = YES
    people = people_in(reading.text, asked=talk.asked == "people")
    if people and (not talk.knows("people") or talk.asked == "people" or counts_all(reading.text)):
        facts["people"] = people
    facts |= _of_family(need, reading, talk) if talk.serves(need) == "family" else _of_captive(reading, talk)
    if deadline := _deadline(reading, talk, bool(facts.keys() - {"demand"})):
        facts["deadline"] = deadline
    facts |= {slot: value for slot, value in _answer(loosened, talk).items() if slot not in facts}
    if facts.get("demand") == NO and not talk.knows("deadline"):
        facts["deadline"] = NO
    facts |= _mode(loosened, facts, talk, of_relative=talk.serves(need) == "family")
    return facts


def _of_captive(reading: Reading, talk: Talk) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    held = any(seen.cue.need in ("held", "exploited") for seen in reading.standing)
    if (held or talk.asked == "held_by") and (who := told.words("held_by", reading.text)):
        facts["held_by"] = who
    return facts


def _of_family(need: str, reading: Reading, talk: Talk) -> dict[str, Any]:
    """What a family tells of the one they fear for; "cannot reach him" says that he cannot talk."""
    loosened, facts = told.heard(reading.text), dict[str, Any]()
    if need == "family_held_or_ransom":
        facts["held"] = YES
    if relation := told.relation(loosened, talk.known.get("relation")):
        facts["relation"] = relation
    if (talk.asked == "last_contact" or not talk.knows("last_contact")) and (
        when := told.words("last_contact", reading.text)
    ):
        facts["last_contact"] = when
    if told.says("unreachable", loosened):
        facts["can_talk"] = NO
    elif told.says("reachable", loosened):
        facts["can_talk"] = YES
    return facts


def _deadline(reading: Reading, talk: Talk, told_besides: bool) -> str | None:
    """The time that was set, in their words; a time alone only where a threat or demand stands, or it was asked for."""
    heard = told.heard(reading.text)
    answers = talk.asked == "deadline" and not told_besides
    if answers or told.says("limit", heard) or told.says("threat", heard):
        when = told.words("deadline", reading.text)
        if when:
            return when
    return YES if talk.asked == "deadline" and told.says("threatened", heard) else None


def _answer(loosened: str, talk: Talk) -> dict[str, Any]:
    """A bare yes, no or "do not know", taken for the slot that was asked."""
    asked = talk.asked
    if asked is None or asked in ("country", "people", "last_contact"):
        return {}
    answer = told.short_answer(loosened)
    if answer == "walks":
        return {"injured": NO} if asked == "injured" else {}
    if asked == "held_by" and answer:
        return {"held_by": NO} if answer == NO else {}
    if asked == "papers_taken" and not answer:
        answer = NO if told.says("with_me", loosened) else YES if told.says("with_them", loosened) else None
    return {asked: answer} if answer else {}


def _mode(loosened: str, facts: dict[str, Any], talk: Talk, *, of_relative: bool) -> dict[str, Any]:
    """The quiet mode: on when somebody looks at their phone or they ask for it, off by a word."""
    if talk.known.get("quiet") == YES and told.says("quiet_off", loosened):
        return {"quiet": NO}
    coded = not talk.loop and told.says("cover", loosened)
    if not of_relative and (facts.get("watched") == YES or coded):
        return {"quiet": YES}
    if told.says("quiet_on", loosened):
        return {"quiet": YES}
    return {}
