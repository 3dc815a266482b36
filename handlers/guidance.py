"""Answers to what people ask about working abroad, each from content/answers with its sources."""

from content import Content
from content.answers import Answer
from content.dates import thai_day
from handlers.advice import PREFIXES, named
from handlers.contract import Contact, Decision, Desk, Message, Outcome, Reply
from handlers.reach import hotline
from nlu.signals.normalise import loosen, normalise


def answer(message: Message, decision: Decision, desk: Desk) -> Outcome:
    """The answer whose words the message uses most, else the one for the need it shows."""
    topic = decision.slots.get("topic") or (message.choice.facts.get("topic") if message.choice else None)
    need = decision.understanding.need if decision.understanding else message.choice.need if message.choice else None
    chosen = desk.content.answers.get(topic or "") or choose(desk.content, message.text, need)
    if chosen is None:
        return Outcome((Reply("guidance.list"),))
    return Outcome((Reply("guidance.answer", _words(chosen, desk.content), _contacts(chosen, desk.content)),))


def choose(content: Content, text: str, need: str | None) -> Answer | None:
    """The best answer for a text and a need (labels.md); None if neither points to one."""
    loosened = loosen(normalise(text))

    def fits(candidate: Answer) -> tuple[int, bool]:
        return named(candidate, loosened), need in candidate.needs

    general = [one for one in content.answers.values() if not one.key.startswith(PREFIXES)]
    best = max(general, key=fits)
    return best if any(fits(best)) else None


def _words(chosen: Answer, content: Content) -> dict[str, str | tuple[str, ...]]:
    pages = [content.directory.services[id_] for id_ in chosen.services]
    links = tuple(f"{page.name} {page.website}" for page in pages if page.website)
    return {
        "question": chosen.question,
        "steps": (*chosen.lines, *links),
        "checked": content.phrase("checked", day=thai_day(chosen.assured_date)),
    }


def _contacts(chosen: Answer, content: Content) -> tuple[Contact, ...]:
    lines = [hotline(content, id_, "reason.line") for id_ in chosen.services]
    return tuple(contact for contact in lines if contact)
