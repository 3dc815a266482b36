"""One short piece of advice that fits what was tapped, asked or just told (content/answers/advice.yml)."""

from functools import cache
from typing import Literal

from content import Content
from content.answers import Answer
from handlers.contract import Decision, Message
from handlers.slots import danger_of, told
from nlu.signals.normalise import loosen, normalise

Kind = Literal["safety", "family"]

PREFIXES = ("safety-", "family-", "call-")

ON_NEWS = (
    ("country", "unknown", "safety-place"),
    ("papers_taken", "yes", "safety-passport"),
    ("injured", "yes", "safety-medicine"),
    ("can_talk", "no", "safety-code"),
    ("held_by", None, "safety-faces"),
    ("deadline", None, "safety-moved"),
)
"""What a fact that was just told calls for; None: any value."""

HELD = 2
"""From this danger on (labels.md) advice for captives is fitting."""


def asked_for(message: Message, kind: Kind, content: Content) -> Answer | None:
    """The advice that was tapped, else the one whose words the message uses most; None if it asks for none."""
    tapped = content.answers.get((message.choice.facts.get("advice") if message.choice else None) or "")
    if tapped:
        return tapped
    loosened = loosen(normalise(message.text))
    offered = [one for one in content.answers.values() if one.key.startswith((f"{kind}-", "call-"))]
    best = max(offered, key=lambda one: named(one, loosened))
    return best if named(best, loosened) else None


def on_news(decision: Decision, content: Content) -> Answer | None:
    """The advice for what this message told of somebody held; none in the very first reply."""
    if not decision.said_before or danger_of(decision) < HELD:
        return None
    for slot, value, key in ON_NEWS:
        fits = decision.slots.get(slot) == value if value else told(decision, slot) not in (None, "no")
        if slot in decision.learned and fits:
            return content.answers[key]
    return None


def named(answer: Answer, loosened: str) -> int:
    """How many letters of an answer's own words stand in a text (`nlu.signals.normalise.loosen`)."""
    return sum(len(word) for word in answer.words if _loosened(word) in loosened)


@cache
def _loosened(word: str) -> str:
    return loosen(normalise(word))
