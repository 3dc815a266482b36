"""What of an offer may turn up again, and what to say when it has. Nothing public about a person's name."""

from handlers.assessment import Assessment
from handlers.contract import Desk, Indicator, Seen
from nlu.signals.offer import Offer

SHOWN_FROM = 3
"""Fewer other people are not mentioned: one or two could be one person with a grudge."""

PUBLIC = ("phone", "line_id", "link", "account")


def indicators_of(offer: Offer, found: Assessment) -> tuple[Indicator, ...]:
    """The indicators of an offer, each once: contacts, the destination abroad, the pattern it fits."""
    contacts = offer.contacts
    listed = [
        *(Indicator("phone", value) for value in contacts.phones),
        *(Indicator("line_id", value.lower()) for value in contacts.line_ids),
        *(Indicator("link", value) for value in contacts.links),
        *(Indicator("account", value) for value in contacts.accounts),
        *(Indicator("name", value.casefold()) for value in contacts.names),
    ]
    if offer.country and offer.country != "TH":
        listed.append(Indicator("country", offer.country))
    if found.pattern:
        listed.append(Indicator("pattern", found.pattern.key))
    return tuple(dict.fromkeys(listed))


def seen_before(indicators: tuple[Indicator, ...], desk: Desk) -> tuple[Indicator, Seen] | None:
    """The contact that most other people sent, if enough did."""
    counted = [(one, desk.times_seen(one)) for one in indicators if one.kind in PUBLIC]
    shown = [(one, seen) for one, seen in counted if seen.people >= SHOWN_FROM]
    return max(shown, key=lambda pair: pair[1].people, default=None)
