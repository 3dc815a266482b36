"""What to do about a message: Rasa decides; if it is silent the signals do; some things need no deciding."""

from typing import Any

from bot.log import log
from bot.rasa import Rasa, RasaSilentError, Said
from handlers import NEED_HANDLERS, OWN_CHOICES
from handlers.contract import Choice, Decision, Message, Outcome, Understanding, is_question
from handlers.geo import whereabouts
from nlu.signals import read
from nlu.signals.decide import Meaning, decide_alone


def understand(message: Message, rasa: Rasa, *, sender: str, message_id: str) -> Decision:
    """The decision about one message of one person. Never fails: without Rasa the signals decide."""
    plain = _needs_no_deciding(message)
    if plain:
        return plain
    if message.kind == "location":
        message = _as_choice(message)
    said = Said(sender, message_id, message.text)
    if message.choice:
        said = Said(sender, message_id, need=message.choice.need, facts=message.choice.facts)
    try:
        return _decision(rasa.turn(said))
    except (RasaSilentError, KeyError, TypeError) as error:
        log.warning("rasa silent", reason=str(error) or type(error).__name__)
        return decide_without_rasa(message)


def take_back_unasked(rasa: Rasa, sender: str, decision: Decision, outcome: Outcome) -> None:
    """Tells Rasa that its question was not put, so that it waits for the next turn. Without Rasa it is passed over."""
    if decision.ask and decision.decided_by == "rasa" and not any(map(is_question, outcome.replies)):
        try:
            rasa.unask(sender)
        except RasaSilentError as error:
            log.warning("rasa silent", reason=str(error))


def _needs_no_deciding(message: Message) -> Decision | None:
    if message.in_group:
        return Decision("hello.group", decided_by="choice")
    if message.kind == "follow":
        return Decision("hello.again" if message.choice else "hello.follow", decided_by="choice")
    if message.kind in ("audio", "video", "file") or (message.kind in ("image", "sticker") and not message.text):
        return Decision("media.unreadable", decided_by="choice")
    if message.choice and message.choice.need in OWN_CHOICES:
        return Decision(OWN_CHOICES[message.choice.need], decided_by="choice")
    known_choice = message.choice is not None and message.choice.need in NEED_HANDLERS
    if message.kind == "unknown" or (message.kind == "postback" and not known_choice) or _says_nothing(message):
        return Decision("hello.menu", decided_by="choice")
    return None


def _says_nothing(message: Message) -> bool:
    return message.kind == "text" and not message.text.strip()


def _as_choice(message: Message) -> Message:
    """A pin as the choice of its country; at sea it asks for the missions without one."""
    country = whereabouts(message.latitude or 0.0, message.longitude or 0.0).country
    facts = {"country": country, "place": "", "here": "yes"} if country else {"here": "yes"}
    return Message("location", "", Choice("embassy_lookup", facts), message.latitude, message.longitude)


def _decision(answer: dict[str, Any]) -> Decision:
    return Decision(
        handler=answer["handler"] or "hello.unsure",
        ask=answer["ask"],
        slots=answer["slots"],
        learned=frozenset(answer["learned"]),
        said_before=answer["said_before"],
        serving=answer["serving"],
        unsure=answer["unsure"],
        understanding=_understanding(answer["meaning"]),
    )


def _understanding(meaning: dict[str, Any] | None) -> Understanding | None:
    if meaning is None:
        return None
    return Understanding(
        meaning["need"],
        meaning["danger"],
        meaning["country"],
        meaning["place"],
        tuple(meaning["red_flags"]),
        meaning["confidence"],
    )


def decide_without_rasa(message: Message) -> Decision:
    """By the signals alone: a plea gets its numbers, a tapped choice its handler, the rest an honest line."""
    if message.choice:
        slots: dict[str, Any] = dict(message.choice.facts)
        slots["asked_country"] = slots.get("country")
        return Decision(NEED_HANDLERS[message.choice.need], slots=slots, learned=frozenset(slots), decided_by="signals")
    meaning: Meaning = decide_alone(read(message.text))
    understanding = Understanding(
        meaning.need, meaning.danger, meaning.country, meaning.place, meaning.red_flags, meaning.confidence
    )
    facts = {"country": meaning.country, "place": meaning.place}
    return Decision(
        NEED_HANDLERS[meaning.need] if meaning.sure else "fallback.silent",
        ask=None if meaning.country else "country",
        slots={name: value for name, value in facts.items() if value},
        understanding=understanding,
        decided_by="signals",
    )
