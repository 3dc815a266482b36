"""What the bot may say, and why it is true.

Data is YAML beside typed models; nothing here knows LINE, Rasa or SQL. `load()` reads and checks all
of it once; a mistake names the file and the entry.
"""

from dataclasses import dataclass
from functools import cache

from content.answers import Answer, load_answers
from content.base import ContentError
from content.directory import Directory, load_directory
from content.offers import (
    Alert,
    Pattern,
    Pay,
    Question,
    RedFlag,
    load_alerts,
    load_patterns,
    load_pay,
    load_questions,
    load_red_flags,
)
from content.phrases import load_phrases
from content.replies import Wording, load_replies

__all__ = ["Content", "ContentError", "load"]


@dataclass(frozen=True)
class Content:
    """Everything sayable, by key: wordings, answers, red flags, phrases, and the directory of desks."""

    directory: Directory
    replies: dict[str, Wording]
    answers: dict[str, Answer]
    red_flags: dict[str, RedFlag]
    phrases: dict[str, str]
    patterns: dict[str, Pattern]
    pay: dict[str, Pay]
    alerts: dict[str, Alert]
    questions: dict[str, Question]

    def phrase(self, key: str, **gaps: str) -> str:
        """A phrase with its gaps filled. Raises KeyError for an unknown key or an unfilled gap."""
        return self.phrases[key].format(**gaps)


@cache
def load() -> Content:
    """All content, checked. Raises `content.base.ContentError`, which lists every fault with its place."""
    return Content(
        load_directory(),
        load_replies(),
        load_answers(),
        load_red_flags(),
        load_phrases(),
        load_patterns(),
        load_pay(),
        load_alerts(),
        load_questions(),
    )
