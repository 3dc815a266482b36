"""Every dialogue through the code that serves LINE, with real Rasa: understanding, handler, wording."""

import uuid
from typing import Any

import pytest

from bot.cli.talk import message_of, one_turn
from bot.rasa import Rasa
from handlers.contract import Message
from tests import dialogues
from tests.house import House


@pytest.fixture(scope="module")
def rasa(house: House) -> Rasa:
    """The house's Rasa."""
    return Rasa(house.settings.rasa_url, house.settings.rasa_token)


@pytest.mark.parametrize("dialogue", dialogues.load(), ids=str)
def test_dialogue(dialogue: dialogues.Dialogue, rasa: Rasa) -> None:
    person = f"dialogue-{uuid.uuid4().hex}"
    for number, turn in enumerate(dialogue.turns, 1):
        spoken = one_turn(rasa, person, message_of_turn(turn, dialogue.name))
        said = "\n".join(spoken.replies)
        where = f"turn {number} of {dialogue.name}: {said}"
        assert spoken.handler in ([turn["handler"]] if isinstance(turn["handler"], str) else turn["handler"]), where
        assert spoken.contacts[: len(turn.get("contacts", ()))] == turn.get("contacts", []), where
        assert [words for words in turn.get("says", ()) if words not in said] == [], where
        assert [words for words in turn.get("never", ()) if words in said] == [], where
        assert [label for label in turn.get("choices", ()) if label not in spoken.choices] == [], where


def message_of_turn(turn: dict[str, Any], place: str) -> Message:
    """What the person sends in a turn of a dialogue."""
    if "sticker" in turn:
        return Message("sticker", text=" ".join(turn["sticker"]))
    return message_of({key: turn[key] for key in ("user", "postback", "location") if key in turn}, place)
