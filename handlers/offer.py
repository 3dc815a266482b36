"""A job offer: what in it warns, what is missing, what to check next; and why we say so."""

from dataclasses import dataclass

from handlers.assessment import Assessment, Told, assess
from handlers.contract import Appeal, Decision, Desk, Message, Outcome, Reply
from handlers.indicators import indicators_of, seen_before
from handlers.slots import told_of
from handlers.verdict import card, reasoning


@dataclass(frozen=True)
class Known:
    """All that is known of an offer over the conversation, and what we make of it."""

    told: Told
    found: Assessment

    @property
    def anything(self) -> bool:
        """Whether there is an offer at all."""
        return bool(self.found.reasons or self.told.facts or self.told.offer.country)


def check(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """The assessment of an offer from all that was said of it so far, then the one question that tells most."""
    known = _known(message, decision, desk)
    tapped = message.choice is not None and not message.choice.facts
    if not known.anything or (tapped and not known.found.reasons):
        return Outcome((Reply("offer.start"),))
    indicators = indicators_of(known.told.offer, known.found)
    question = known.found.next_question
    asked = (Reply(question.reply),) if question else ()
    if _only_adds(known, decision):
        return Outcome((Reply("offer.noted"), *asked), indicators=indicators)
    verdict = card(known.found, seen_before(indicators, desk), desk.content)
    return Outcome((verdict, *asked), indicators=indicators)


def why(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """Every reason of the last assessment, with its source."""
    known = _known(message, decision, desk)
    return Outcome((reasoning(known.found, desk.content) if known.anything else Reply("offer.start"),))


def appeal(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """They disagree: what was judged is kept, sealed, for a person to read."""
    known = _known(message, decision, desk)
    if not known.anything:
        return Outcome((Reply("offer.start"),))
    reasons = {f"{reason.kind}.{reason.name}": reason.words for reason in known.found.reasons}
    return Outcome((Reply("offer.appealed"),), appeal=Appeal(known.found.level, reasons, known.told.offer.country))


def _known(message: Message, decision: Decision, desk: Desk) -> Known:
    told = told_of(message, decision)
    return Known(told, assess(told, desk.content, desk.now.date()))


def _only_adds(known: Known, decision: Decision) -> bool:
    """Whether a bubble gave a fact that warns of nothing: it is noted, and no verdict is made of so little."""
    details = decision.understanding is not None and decision.understanding.need == "offer_details"
    return details and known.found.level == "check" and not known.found.reasons
