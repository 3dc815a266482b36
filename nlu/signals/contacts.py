"""All ways to reach or pay the recruiter that a text names, and where they stand, so that nothing takes them for money.

Imports `phonenumbers` (by nlu.signals.phones): not for components of Rasa's.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from nlu.signals.accounts import find_accounts, is_promptpay
from nlu.signals.handles import find_handles
from nlu.signals.links import Found, find_links, is_shortener
from nlu.signals.offer import Contacts
from nlu.signals.phones import e164, find_phones

_EMAIL = re.compile(r"(?<![a-zA-Z0-9_.@])[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+")


def find_contacts(text: str) -> tuple[Contacts, str]:
    """The contacts of a cleaned text but for its phones, and the text with blanks in their places (same length)."""
    emails = [Found(match.group().lower(), *match.span()) for match in _EMAIL.finditer(text)]
    rest = blank(text, emails)
    links = find_links(rest, bare=False)
    rest = blank(rest, links)
    lines, names = find_handles(rest)  # before bare links: an id may look like a domain ("nam.work")
    rest = blank(rest, [*lines, *names])
    links += (bare := find_links(rest, bare=True))
    rest = blank(rest, bare)
    accounts = find_accounts(rest)
    called = [number for one in accounts if is_promptpay(rest, one) and (number := e164(one.value))]
    found = Contacts(
        phones=tuple(called),
        line_ids=_values(lines),
        links=_values(links),
        accounts=_values(accounts),
        names=_values(names),
        emails=_values(emails),
        shortened=tuple(link for link in _values(links) if is_shortener(link)),
    )
    return found, blank(rest, accounts)


def with_phones(contacts: Contacts, text: str, country: str | None) -> tuple[Contacts, str]:
    """The contacts with the phones of a text (normalised or not), and the text with blanks in their places.

    `country`: where the job is, for numbers as they are dialled there.
    """
    phones = find_phones(text, country)
    numbers = dict.fromkeys((*(one.value for one in phones), *contacts.phones))
    return replace(contacts, phones=tuple(numbers)), blank(text, phones)


def blank(text: str, found: Iterable[Found]) -> str:
    """The text with what was found replaced by a character that is neither letter, digit nor space."""
    for one in found:
        text = f"{text[: one.start]}{'¤' * (one.end - one.start)}{text[one.end :]}"
    return text


def _values(found: Iterable[Found]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.value for one in sorted(found, key=lambda one: one.start)))
