"""How the bot words what it does: bubbles with gaps that a handler fills.

A reply is a key and its data; this module turns it into `Bubble`s, which know nothing of LINE. Statements of
fact do not belong here but in `content.answers` and `content.directory`, where sources are required.
"""

import string
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from content.base import Model, load_folder

FOLDER = Path(__file__).parent

Value = str | tuple[str, ...]


class Button(Model):
    """What a tap does: dial, open a page, say something, choose (a postback), share where one is, pass a text on."""

    label: str
    call: str | None = None  # E.164 or a short code
    open: str | None = None  # https address
    say: str | None = None  # typed into the chat in the person's name
    choose: str | None = None  # postback data, as in handlers.contract.Choice
    share_location: bool = False
    pass_on: str | None = None  # a text to send to people of one's own choice; may hold gaps

    @model_validator(mode="after")
    def _does_one_thing(self) -> "Button":
        if sum(map(bool, (self.call, self.open, self.say, self.choose, self.share_location, self.pass_on))) != 1:
            raise ValueError(f"the button {self.label!r} must do exactly one thing")
        return self


class Bubble(Model):
    """One speech bubble: plain `text`, or a card with a title, lines and buttons.

    `each` names the list in the data whose items become lines, before `lines`; `contacts`: call buttons go here.
    """

    text: str | None = None
    title: str | None = None
    lines: tuple[str, ...] = ()
    each: str | None = None
    contacts: bool = False
    buttons: tuple[Button, ...] = ()
    small: tuple[str, ...] = ()
    tone: Literal["plain", "urgent", "warning"] = "plain"

    @model_validator(mode="after")
    def _is_text_or_card(self) -> "Bubble":
        card = self.title or self.lines or self.each or self.contacts or self.buttons or self.small
        if bool(self.text) == bool(card):
            raise ValueError("a bubble is either text or a card")
        return self


class Wording(Model):
    """The words of one reply. `quiet`: no sound, and nothing telling in the preview."""

    key: str
    quiet: bool = False
    bubbles: tuple[Bubble, ...] = Field(min_length=1, max_length=3)
    choices: tuple[Button, ...] = Field(default=(), max_length=13)

    @property
    def gaps(self) -> set[str]:
        """The names of the data it needs."""
        texts = [text for bubble in self.bubbles for text in _texts(bubble)]
        named = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
        return named | {bubble.each for bubble in self.bubbles if bubble.each}

    def fill(self, data: Mapping[str, Value]) -> tuple[Bubble, ...]:
        """Its bubbles with every gap filled. Raises KeyError naming a gap that `data` does not fill."""
        return tuple(_filled(bubble, data) for bubble in self.bubbles)


def _texts(bubble: Bubble) -> list[str]:
    passed_on = (button.pass_on for button in bubble.buttons)
    return [text for text in (bubble.text, bubble.title, *bubble.lines, *bubble.small, *passed_on) if text]


def _filled(bubble: Bubble, data: Mapping[str, Value]) -> Bubble:
    def say(text: str | None) -> str | None:
        return text.format_map(data) if text else text

    items = data[bubble.each] if bubble.each else ()
    return bubble.model_copy(
        update={
            "text": say(bubble.text),
            "title": say(bubble.title),
            "lines": (
                *((items,) if isinstance(items, str) else items),
                *filter(None, map(say, bubble.lines)),
            ),
            "small": tuple(filter(None, map(say, bubble.small))),
            "buttons": tuple(
                button.model_copy(update={"pass_on": say(button.pass_on)}) if button.pass_on else button
                for button in bubble.buttons
            ),
            "each": None,
        }
    )


def load_replies() -> dict[str, Wording]:
    """All wordings by key."""
    return load_folder(FOLDER, Wording, "key")
