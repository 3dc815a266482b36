"""Replies as LINE messages: text and Flex cards with buttons that dial, quick replies, alt texts.

A quiet reply is a card even where text would do: a text would stand in the notification and in the list of chats.
A plain one is text even where a card would do: for somebody who is watched a card with buttons says too much.
"""

from functools import partial
from typing import Any
from urllib.parse import quote

from bot.line.limits import Limit, shorten, utf16_units
from content import Content
from content.replies import Bubble, Button
from handlers.contract import Contact, Outcome, Reply

COLOURS = {"plain": "#0B6E4F", "warning": "#B45309", "urgent": "#B91C1C"}
SHARE = "https://line.me/R/share?text="
BODY, FAINT = "#1F2937", "#6B7280"


def render(outcome: Outcome, content: Content) -> list[dict[str, Any]]:
    """The outcome as at most five LINE message objects; the choices of the last wording become quick replies."""
    messages: list[dict[str, Any]] = []
    choices: tuple[Button, ...] = ()
    for reply in outcome.replies:
        wording = content.replies[reply.key]
        hidden = content.phrase("alt.quiet") if outcome.quiet else None
        message = _plain if outcome.plain else partial(_message, hidden=hidden)
        messages += [message(bubble, reply) for bubble in wording.fill(reply.data)]
        choices = wording.choices or choices
    messages = messages[: Limit.MESSAGES_PER_CALL]
    if choices:
        items = [{"type": "action", "action": _action(choice)} for choice in choices[: Limit.QUICK_REPLIES]]
        messages[-1]["quickReply"] = {"items": items}
    return messages


def _plain(bubble: Bubble, reply: Reply) -> dict[str, Any]:
    """One bubble as bare text; numbers stand alone on their lines, and LINE makes them dial."""
    contacts = reply.contacts if bubble.contacts else ()
    numbers = (contact.display or contact.number for contact in contacts)
    lines = (bubble.text, bubble.title, *numbers, *bubble.lines, *bubble.small)
    return {"type": "text", "text": shorten("\n".join(line for line in lines if line), Limit.TEXT)}


def _message(bubble: Bubble, reply: Reply, hidden: str | None) -> dict[str, Any]:
    """One bubble. `hidden`: the words that stand in the notification of a quiet reply."""
    if bubble.text and not hidden:
        return {"type": "text", "text": shorten(bubble.text, Limit.TEXT)}
    contacts = reply.contacts if bubble.contacts else ()
    alt_text = hidden or shorten(" ".join((bubble.title or "", *bubble.lines)).strip(), 400)
    return {"type": "flex", "altText": alt_text, "contents": _card(bubble, contacts, quiet=bool(hidden))}


def _card(bubble: Bubble, contacts: tuple[Contact, ...], *, quiet: bool) -> dict[str, Any]:
    colour = FAINT if quiet else COLOURS[bubble.tone]
    body: list[dict[str, Any]] = []
    if bubble.title:
        body.append(_text(bubble.title, weight="bold", size="lg", color=colour if bubble.tone != "plain" else BODY))
    body += [_call(contact, colour, first=index == 0) for index, contact in enumerate(contacts)]
    body += [_text(line, size="md", color=BODY) for line in (bubble.text, *bubble.lines) if line]
    body += [_text(line, size="xs", color=FAINT) for line in bubble.small]
    card: dict[str, Any] = {"type": "bubble", "body": _box(body)}
    if bubble.buttons:
        card["footer"] = _box([_button(_action(button), "secondary") for button in bubble.buttons], spacing="sm")
    return card


def _call(contact: Contact, colour: str, *, first: bool) -> dict[str, Any]:
    """A call button, and under it the number, why it is offered and how far to trust it, for who cannot tap.

    A desk one writes to gets a button that opens its page; without a page, its name stands as text.
    """
    number = "" if contact.number in contact.label else contact.display
    said = " · ".join(part for part in (number, contact.reason, contact.note) if part)
    words = [_text(said, size="sm", color=FAINT)] if said else []
    if not (contact.number or contact.link):
        return _box([_text(contact.label, size="md", weight="bold", color=BODY), *words], spacing="xs")
    button = _button(_dial(contact), "primary", colour) if first else _button(_dial(contact), "secondary")
    return _box([button, *words], spacing="xs")


def _dial(contact: Contact) -> dict[str, Any]:
    return {
        "type": "uri",
        "label": shorten(contact.label, Limit.FLEX_BUTTON_LABEL),
        "uri": f"tel:{contact.number}" if contact.number else contact.link,
    }


def _action(button: Button) -> dict[str, Any]:
    if button.share_location:
        return {"type": "location", "label": button.label}
    if button.call:
        return {"type": "uri", "label": button.label, "uri": f"tel:{button.call}"}
    if button.pass_on:
        return {"type": "uri", "label": button.label, "uri": _share(button.pass_on)}
    if button.open:
        return {"type": "uri", "label": button.label, "uri": button.open}
    if button.say:
        return {"type": "message", "label": button.label, "text": button.say}
    return {"type": "postback", "label": button.label, "data": button.choose, "displayText": button.label}


def _share(text: str) -> str:
    """LINE's share target: the person chooses whom to send the text. Cut to what an address may hold."""
    most = utf16_units(text)
    while len(address := SHARE + quote(shorten(text, most), safe="")) > Limit.URI:
        most -= 1
    return address


def _button(action: dict[str, Any], style: str, colour: str | None = None) -> dict[str, Any]:
    button = {"type": "button", "style": style, "height": "sm", "action": action}
    return {**button, "color": colour} if colour else button


def _text(text: str, **look: str) -> dict[str, Any]:
    return {"type": "text", "text": text, "wrap": True, **look}


def _box(contents: list[dict[str, Any]], *, spacing: str = "md") -> dict[str, Any]:
    return {"type": "box", "layout": "vertical", "spacing": spacing, "contents": contents}
