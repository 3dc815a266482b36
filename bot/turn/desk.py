"""The desk of a turn: what handlers may ask of the outside (handlers.contract.Desk)."""

from dataclasses import dataclass
from datetime import UTC, datetime

from content import Content
from handlers.contract import CaseView


@dataclass(frozen=True)
class Desk:
    """Content, the time, and the person's case."""

    content: Content
    case: CaseView | None = None

    @property
    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)
