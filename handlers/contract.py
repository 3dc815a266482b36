"""The words spoken between bot and handlers: what came in, what was understood, what is to be said and kept.

    handler(Message, Decision, Desk) -> Outcome

Handlers are pure: everything from outside comes through the `Desk`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol
from urllib.parse import parse_qsl, urlencode

from content import Content
from content.replies import Value

Kind = Literal[
    "text", "sticker", "location", "image", "audio", "video", "file", "postback", "follow", "join", "unknown"
]


@dataclass(frozen=True)
class Choice:
    """What a tap on a button or tile means: a need of `labels.md` (or a word of our own) with known facts.

    On the wire it is postback data in query-string form, e.g. `need=distress_immediate&country=KH`.
    """

    need: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def encode(self) -> str:
        """As postback data (at most 300 characters on LINE)."""
        return urlencode({"need": self.need, **self.facts})

    @classmethod
    def decode(cls, data: str) -> "Choice | None":
        """From postback data; None if it is not one of ours (an old button, another app)."""
        pairs = dict(parse_qsl(data))
        need = pairs.pop("need", None)
        return cls(need, pairs) if need else None


@dataclass(frozen=True)
class Message:
    """What a person sent, whatever its form. `text` holds its words: typed, or a sticker's keywords."""

    kind: Kind
    text: str = ""
    choice: Choice | None = None
    latitude: float | None = None
    longitude: float | None = None
    in_group: bool = False


@dataclass(frozen=True)
class Understanding:
    """What one message means, in the terms of labels.md. `confidence` 0-1 is that of `need`."""

    need: str
    danger: int
    country: str | None
    place: str | None
    red_flags: tuple[str, ...]
    confidence: float


@dataclass(frozen=True)
class Decision:
    """What Rasa, or the signals when Rasa is silent, chose to do.

    `slots` are the facts known over the whole conversation, `learned` the names of those this message told or
    changed; `ask` the slot to ask for next, if any; `said_before` how often this handler has answered already.
    `serving` is the handler of the plea this conversation is about, whatever this message is; `unsure` how many
    messages in a row, with this one, were not understood.
    """

    handler: str
    ask: str | None = None
    slots: Mapping[str, Any] = field(default_factory=dict)
    learned: frozenset[str] = frozenset()
    said_before: int = 0
    serving: str | None = None
    unsure: int = 0
    understanding: Understanding | None = None
    decided_by: Literal["rasa", "signals", "choice"] = "rasa"


@dataclass(frozen=True)
class Contact:
    """A desk to offer: what the button says, what it dials, why it is offered and how far it can be trusted."""

    service: str
    label: str
    number: str  # what is dialled: E.164, or a short code that works only inside `country`; "" if one writes to it
    country: str
    reason: str = ""
    note: str = ""
    display: str = ""  # the number as one writes it where the call is made
    link: str = ""  # the page of a desk one writes to


@dataclass(frozen=True)
class Reply:
    """A wording key with the data for its gaps, the contacts to show and further choices."""

    key: str
    data: Mapping[str, Value] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()


def is_question(reply: Reply) -> bool:
    """Whether a reply asks for a slot of a form (its key ends in `ask_<slot>`)."""
    return reply.key.split(".")[-1].startswith("ask_")


@dataclass(frozen=True)
class Report:
    """What a turn adds to the person's case: who writes, the facts known so far by slot name, this message's words."""

    role: Literal["victim", "family"]
    facts: Mapping[str, Any]
    words: str = ""


@dataclass(frozen=True)
class CaseView:
    """The person's own case, as a handler may know it: `number` as it is said, `status` by its HTCDS name.

    `desks` are the names of those it was sent to, `sent_at` when each of them first got it, `takers` those that would
    take it now, `asked` those the person was asked about. `quiet`: whether their conversation makes no sound.
    """

    number: str
    status: str
    consent: Literal["unasked", "asked", "yes", "no"] = "unasked"
    desks: tuple[str, ...] = ()
    sent_at: tuple[datetime, ...] = ()
    takers: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    quiet: bool = False


@dataclass(frozen=True)
class Indicator:
    """Something of an offer that may turn up again: a way to reach or pay the recruiter, a destination, a pattern.

    `value` is normalised (phones in E.164, accounts digits only). It is never stored as it stands.
    """

    kind: Literal["phone", "line_id", "link", "account", "name", "country", "pattern"]
    value: str


@dataclass(frozen=True)
class Seen:
    """How many other people sent an indicator, on how many days, within the last `window` days."""

    people: int
    days: int
    window: int


@dataclass(frozen=True)
class Agency:
    """A line of the Department of Employment's list of licensed agencies."""

    licence: str
    name: str
    name_en: str = ""


@dataclass(frozen=True)
class AgencyAnswer:
    """What the list of a day says of a name or licence number. `exact`: the very name or number stands there.

    Nothing found means only that: not in the list of that day.
    """

    listed_on: date
    found: tuple[Agency, ...] = ()
    exact: bool = False


@dataclass(frozen=True)
class Appeal:
    """Somebody disagrees with a verdict: what was judged, in the terms of the assessment, nothing of the person."""

    level: str
    reasons: Mapping[str, str]
    country: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What a handler wants said and recorded.

    `quiet`: no sound and a neutral preview; `plain`: no cards, only text that looks like any chat, for somebody who
    is watched; `forget`: delete what is kept of them; `report`: add to their case;
    `consent`: whether their case may leave, as they have just said;
    `indicators`: seen in the offer they sent; `appeal`: they disagree with a verdict.
    """

    replies: tuple[Reply, ...]
    quiet: bool = False
    plain: bool = False
    forget: bool = False
    report: Report | None = None
    consent: Literal["yes", "no"] | None = None
    indicators: tuple[Indicator, ...] = ()
    appeal: Appeal | None = None


class Desk(Protocol):
    """All a handler may ask of the outside world."""

    @property
    def content(self) -> Content: ...

    @property
    def now(self) -> datetime: ...  # aware

    @property
    def case(self) -> CaseView | None: ...  # the person's own

    def times_seen(self, indicator: Indicator) -> Seen: ...  # by others

    def agency(self, name_or_licence: str) -> AgencyAnswer | None: ...  # None: no list has been loaded


Handler = Callable[[Message, Decision, Desk], Outcome]
