"""Signals and model together: what a message means. Signals come first; the model may raise danger, never lower it."""

from collections.abc import Mapping
from dataclasses import dataclass

from nlu.signals.reading import ALARM_NEEDS, Reading

UNSURE_BELOW = 0.30
"""A need less likely than this is not acted on; the person is asked."""


@dataclass(frozen=True)
class Meaning:
    """What one message means by labels.md. `confidence` 0-1 is that of `need`; `sure` says a signal decided."""

    need: str
    danger: int
    country: "str | None"
    place: "str | None"
    red_flags: "tuple[str, ...]"
    confidence: float
    sure: bool


def decide(reading: Reading, chances: Mapping[str, float], model_danger: float) -> Meaning:
    """The meaning of a message, from its signals and the model's chances per need and expected danger.

    A sure alarm cue outvotes a model that sees none, unless the model is nearly certain of something harmless.
    """
    likely = max(chances, key=lambda need: chances[need])
    alarm = sum(chances.get(need, 0.0) for need in ALARM_NEEDS)
    need, sure = likely, False
    if reading.alarm and likely not in ALARM_NEEDS and (alarm > 0.12 or (reading.danger >= 3 and alarm > 0.05)):
        need = max(ALARM_NEEDS, key=lambda name: chances.get(name, 0.0))
        sure = True
    elif likely not in ALARM_NEEDS and alarm > 0.5:
        need = max(ALARM_NEEDS, key=lambda name: chances.get(name, 0.0))
    danger = _danger(need, reading, model_danger)
    flags = tuple(flag.name for flag in reading.flags)
    return Meaning(need, danger, reading.country, reading.place, flags, max(chances[need], 0.9 if sure else 0.0), sure)


def decide_alone(reading: Reading) -> Meaning:
    """The same without a model: only a sure alarm is recognised, everything else is out of scope, unsure."""
    flags = tuple(flag.name for flag in reading.flags)
    if reading.alarm:
        danger = max(2, reading.danger)
        return Meaning(reading.alarm, danger, reading.country, reading.place, flags, 0.9, True)
    return Meaning("out_of_scope", reading.danger, reading.country, reading.place, flags, 0.0, False)


def _danger(need: str, reading: Reading, model_danger: float) -> int:
    expected = round(model_danger)
    if need not in ALARM_NEEDS:
        return min(expected, 3)
    return max(expected, reading.danger, 1)
