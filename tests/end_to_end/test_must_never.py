"""What must never happen, over all dialogues (tests/dialogues/must_never.py), and in a group."""

import re
import uuid
from dataclasses import replace

import pytest

from bot.cli.talk import one_turn
from bot.rasa import Rasa
from tests import dialogues
from tests.dialogues import must_never
from tests.end_to_end.test_dialogues import message_of_turn
from tests.house import House

ALL = dialogues.load()


@pytest.fixture(scope="module")
def rasa(house: House) -> Rasa:
    """The house's Rasa."""
    return Rasa(house.settings.rasa_url, house.settings.rasa_token)


@pytest.mark.parametrize("dialogue", ALL, ids=str)
def test_nothing_that_must_never_happen(dialogue: dialogues.Dialogue, rasa: Rasa) -> None:
    person = f"never-{uuid.uuid4().hex}"
    said = [one_turn(rasa, person, message_of_turn(turn, dialogue.name)) for turn in dialogue.turns]
    assert must_never.breaches(dialogue.turns, said) == []


def test_a_group_learns_nothing_of_what_anybody_said(rasa: Rasa) -> None:
    telling = re.compile(r"ขัง|ช่วยด้วย|เดือดร้อน|กงสุล|ตำรวจ|\d{3}")
    answers = set()
    for turn in (dialogue.turns[0] for dialogue in ALL):
        message = replace(message_of_turn(turn, "group"), in_group=True)
        answers.add("\n".join(one_turn(rasa, f"group-{uuid.uuid4().hex}", message).replies))
    assert len(answers) == 1
    assert not telling.search(answers.pop())


def test_there_are_enough_dialogues_of_people_in_need() -> None:
    needing = [one for one in ALL if any(re.search(r"distress\.|family\.", str(turn["handler"])) for turn in one.turns)]
    assert len(needing) >= 80
