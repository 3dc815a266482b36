"""Checks that need both content and LINE: can every wording be sent, and are all numbers in it our own?"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from bot.line.limits import Limit, clusters, utf16_units
from content import Content
from content.base import Sourced
from content.directory import Directory
from content.replies import Button, Wording
from handlers.contract import Choice

PHONE_LIKE = re.compile(r"\+?\d[\d -]*\d")
SHORT_CODE = re.compile(r"1(9\d|\d{3})")  # as Thailand gives them; years begin with 2, money has its comma
MONEY = re.compile(r"\d{1,3}(?:,\d{3})+")
HERE = ("TH", None)
"""Where a number may be written for: Thailand, and anywhere."""


def check(content: Content, today: date) -> tuple[list[str], list[str]]:
    """(faults, overdue reviews), each a line naming the file's kind and the entry."""
    faults = [*_wordings(content), *_references(content), *_numbers(content)]
    overdue = [
        f"{kind}, {key}: review was due {entry.review_by}"
        for kind, entries in _reviewed(content).items()
        for key, entry in entries.items()
        if entry.review_by < today
    ]
    return faults, overdue


def _reviewed(content: Content) -> dict[str, Mapping[str, Sourced]]:
    return {
        "answers": content.answers,
        "offers": content.red_flags,
        "patterns": content.patterns,
        "pay": content.pay,
        "alerts": content.alerts,
    }


def _wordings(content: Content) -> Iterator[str]:
    for wording in content.replies.values():
        place = f"replies, {wording.key}"
        for bubble in wording.bubbles:
            if bubble.text and utf16_units(bubble.text) > Limit.TEXT:
                yield f"{place}: the text is longer than {int(Limit.TEXT)}"
            yield from (fault for button in bubble.buttons for fault in _button(button, place, Limit.FLEX_BUTTON_LABEL))
        yield from (fault for choice in wording.choices for fault in _button(choice, place, Limit.QUICK_REPLY_LABEL))
        yield from _share_location(wording, place)
    for service in content.directory.services.values():
        if service.label and clusters(service.label) > Limit.FLEX_BUTTON_LABEL:
            yield f"directory, {service.id}: the label is longer than {int(Limit.FLEX_BUTTON_LABEL)}"


def _button(button: Button, place: str, most: Limit) -> Iterator[str]:
    if clusters(button.label) > most:
        yield f"{place}: the label {button.label!r} is longer than {int(most)}"
    if button.choose and (len(button.choose) > Limit.POSTBACK_DATA or Choice.decode(button.choose) is None):
        yield f"{place}: {button.choose!r} is not a choice"
    if button.open and len(button.open) > Limit.URI:
        yield f"{place}: the address of {button.label!r} is longer than {int(Limit.URI)}"


def _share_location(wording: Wording, place: str) -> Iterator[str]:
    if any(button.share_location for bubble in wording.bubbles for button in bubble.buttons):
        yield f"{place}: sharing a location works in quick replies only"


def _references(content: Content) -> Iterator[str]:
    for answer in content.answers.values():
        for service in answer.services:
            if service not in content.directory.services:
                yield f"answers, {answer.key}: no service has the id {service}"


def _numbers(content: Content) -> Iterator[str]:
    """Every number that is spelled out in a text must be one the directory shows."""
    texts = [(f"replies, {wording.key}", text) for wording in content.replies.values() for text in _texts(wording)]
    texts += [(f"answers, {answer.key}", line) for answer in content.answers.values() for line in answer.lines]
    texts += [(f"phrases, {key}", text) for key, text in content.phrases.items()]
    texts += [(f"offers, {key}", text) for key, flag in content.red_flags.items() for text in (flag.says, flag.why)]
    known = shown_numbers(content.directory)
    for place, text in texts:
        for found in PHONE_LIKE.findall(MONEY.sub("", text)):
            if _digits(found) not in known and (len(_digits(found)) >= 7 or SHORT_CODE.fullmatch(found)):
                yield f"{place}: the number {found} is not one the directory shows"


def shown_numbers(directory: Directory) -> set[str]:
    """The digits of every number a citizen may be shown, in each way it is written."""
    phones = [phone for service in directory.services.values() for phone in service.shown_phones]
    written = [text for phone in phones for text in (phone.number, phone.display, *map(phone.dialled_from, HERE))]
    written += [phone.short_code for phone in phones]
    for country in directory.countries.values():
        written += [*country.police, *country.ambulance, *country.fire]
    return {_digits(text) for text in written if text}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _texts(wording: Wording) -> Iterator[str]:
    for bubble in wording.bubbles:
        yield from (text for text in (bubble.text, bubble.title, *bubble.lines, *bubble.small) if text)
