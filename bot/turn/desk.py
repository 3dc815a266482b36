"""The desk of a turn: what handlers may ask of the outside (handlers.contract.Desk)."""

from dataclasses import dataclass
from datetime import UTC, datetime

from content import Content


@dataclass(frozen=True)
class Desk:
    """Content, and the time."""

    content: Content

    @property
    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)
