"""`chek talk`: whole conversations through the bot, from a file or in the terminal."""

import re
import sys
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import typer
from rich.console import Console

import content
from bot.cli.borrowed_rasa import rasa_for
from bot.cli.jsonl import Input, Output, read, write
from bot.line.render import render
from bot.rasa import Rasa
from bot.settings import load_for_tools
from bot.turn.desk import Desk
from bot.turn.understand import take_back_unasked, understand
from handlers import act
from handlers.contract import Choice, Message, is_question


def talk(input: Input = None, output: Output = None) -> None:  # noqa: A002 - the option is --input
    """Read {"id","turns":[{"user"|"location"|"postback"}]} lines, write what the bot says to each turn.

    In a terminal, without --input: an interactive chat.
    """
    if input is None and sys.stdin.isatty():
        with rasa_for(load_for_tools(), private=True) as rasa:
            _chat(rasa)
        return
    dialogues = list(read(input, "id", "turns"))
    with rasa_for(load_for_tools()) as rasa:
        write(output, ({"id": one["id"], "turns": list(_conversation(rasa, one))} for one in dialogues))


def _conversation(rasa: Rasa, dialogue: dict[str, Any]) -> Iterator[dict[str, Any]]:
    person = f"talk-{uuid.uuid4().hex}"
    try:
        for number, turn in enumerate(dialogue["turns"], 1):
            yield one_turn(rasa, person, message_of(turn, f"{dialogue['id']}, turn {number}")).as_dict()
    finally:
        rasa.forget(person)


def message_of(turn: Any, place: str) -> Message:
    """A turn of a dialogue file as a message. Exits naming the place if it is none."""
    if isinstance(turn, dict):
        if isinstance(turn.get("user"), str):
            return Message("text", text=turn["user"])
        if isinstance(turn.get("postback"), str):
            choice = Choice.decode(turn["postback"])
            return Message("postback", choice=choice) if choice else Message("unknown")
        if isinstance(turn.get("location"), list) and len(turn["location"]) == 2:
            latitude, longitude = map(float, turn["location"])
            return Message("location", latitude=latitude, longitude=longitude)
    raise typer.BadParameter(f'{place}: needs "user", "location": [lat, lon] or "postback"')


@dataclass(frozen=True)
class Spoken:
    """What the bot says to one message: `messages` as LINE gets them, the rest as a person sees it.

    `slots`: what is known by now; `asked`: the wording keys of the questions; `quiet`: without a sound.
    """

    handler: str
    messages: list[dict[str, Any]]
    contacts: list[str]
    slots: Mapping[str, Any] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    quiet: bool = False

    @property
    def replies(self) -> list[str]:
        """The text of each bubble."""
        return [_readable(message) for message in self.messages]

    @property
    def choices(self) -> list[str]:
        """The labels of the quick replies."""
        items = self.messages[-1].get("quickReply", {}).get("items", ()) if self.messages else ()
        return [item["action"]["label"] for item in items]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "replies": self.replies,
            "contacts": self.contacts,
            "choices": self.choices,
            "handler": self.handler,
            "messages": self.messages,
        }


def one_turn(rasa: Rasa, person: str, message: Message) -> Spoken:
    """One message of a person through understanding, handler and wording."""
    loaded = content.load()
    decision = understand(message, rasa, sender=person, message_id=uuid.uuid4().hex)
    outcome = act(message, decision, Desk(loaded))
    messages = render(outcome, loaded)
    take_back_unasked(rasa, person, decision, outcome)
    asked = tuple(reply.key.split(".")[1] for reply in outcome.replies if is_question(reply))
    return Spoken(decision.handler, messages, _dialled(messages), decision.slots, asked, outcome.quiet)


def _readable(part: Any) -> str:
    """The words of a LINE message object, a line each, buttons in brackets."""
    return "\n".join(_words(part.get("contents", part) if part.get("type") == "flex" else part))


def _words(part: Any) -> Iterator[str]:
    if part.get("type") == "text":
        yield part["text"]
    elif part.get("type") == "button":
        uri = part["action"].get("uri", "")
        yield f"[{part['action']['label']}{' ' + uri.removeprefix('tel:') if uri.startswith('tel:') else ''}]"
    for key in ("header", "body", "footer"):
        if key in part:
            yield from _words(part[key])
    for child in part.get("contents", ()):
        yield from _words(child)


def _dialled(messages: list[dict[str, Any]]) -> list[str]:
    """The numbers that a tap dials, in order, each once: behind call buttons, or alone on a line of a plain text."""
    numbers = [number for message in messages for number in (*_called(message), *_bare_numbers(message))]
    return list(dict.fromkeys(numbers))


def _called(message: dict[str, Any]) -> Iterator[str]:
    return (uri.removeprefix("tel:") for uri in _uris(message) if uri.startswith("tel:"))


def _bare_numbers(message: dict[str, Any]) -> Iterator[str]:
    lines = message["text"].splitlines() if message.get("type") == "text" else ()
    return (line.replace(" ", "") for line in lines if re.fullmatch(r"\+?\d[\d ]+", line))


def _uris(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if part.get("type") == "uri":
            yield part["uri"]
        for value in part.values():
            yield from _uris(value)
    elif isinstance(part, list):
        for value in part:
            yield from _uris(value)


def _chat(rasa: Rasa) -> None:
    console = Console()
    console.print("[dim]พิมพ์ข้อความ แล้วกด Enter · Ctrl-D เพื่อเลิก[/dim]")
    person = f"talk-{uuid.uuid4().hex}"
    while True:
        try:
            text = console.input("[bold green]› [/bold green]")
        except (EOFError, KeyboardInterrupt):
            return
        spoken = one_turn(rasa, person, Message("text", text=text))
        for reply in spoken.replies:
            console.print(reply, markup=False)
        if spoken.choices:
            console.print("[dim]" + " · ".join(spoken.choices) + "[/dim]")
