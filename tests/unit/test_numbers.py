"""Every number a citizen can read or tap, anywhere, is one the directory shows."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import content
from bot.content_check import check, shown_numbers
from bot.line.render import render
from bot.turn.desk import Desk
from bot.turn.understand import decide_without_rasa
from content.phrases import load_phrases
from handlers import HANDLERS, act
from handlers.contract import Choice, Decision, Message, Outcome, Understanding
from tests import dialogues

LOADED = content.load()
DESK = Desk(LOADED)
SHOWN = shown_numbers(LOADED.directory)
ADDRESSES = [service.address for service in LOADED.directory.services.values() if service.address]
NOT_A_NUMBER = re.compile(
    r"https?://\S+|\d{1,3}(?:,\d{3})+|(?<!\d)(?:20|25)\d\d(?!\d)|\d+\.\d+|\d+\s?(?:บาท|วัน|คน|ปี|เดือน|ชั่วโมง|ชม|นาที|%|ตัว|ราย)|ชก-\d{4}-\d"
)


def numbers_in(text: str) -> Iterator[str]:
    """Whatever in a text could be taken for a telephone number."""
    for address in ADDRESSES:
        text = text.replace(address, "")
    for found in re.findall(r"\+?\d[\d -]*\d", NOT_A_NUMBER.sub("", text)):
        if len(re.sub(r"\D", "", found)) >= 3:
            yield found


def words_of(part: Any) -> Iterator[str]:
    """All texts, labels and dialled numbers of a LINE message; its alt text is cut from the same words."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("text", "label", "uri", "displayText") and isinstance(value, str):
                yield value
            else:
                yield from words_of(value)
    elif isinstance(part, list):
        for value in part:
            yield from words_of(value)


def unknown_numbers(outcome: Outcome) -> list[str]:
    words = words_of(render(outcome, LOADED))
    return [found for text in words for found in numbers_in(text) if re.sub(r"\D", "", found) not in SHOWN]


@pytest.mark.parametrize("country", [None, "unknown", "XX", *sorted(LOADED.directory.countries)])
def test_whatever_a_handler_says_about_a_country(country: str | None) -> None:
    slots = {"country": country, "asked_country": country} if country else {}
    understanding = Understanding("out_of_scope", 3, None, None, (), 0.9)
    for handler in HANDLERS:
        for said_before in (0, 1):
            decision = Decision(handler, slots=slots, said_before=said_before, understanding=understanding)
            assert unknown_numbers(act(Message("text", text="x"), decision, DESK)) == [], handler


@pytest.mark.parametrize("topic", sorted(LOADED.answers))
def test_whatever_an_answer_says(topic: str) -> None:
    outcome = act(
        Message("postback", choice=Choice("how_scams_work", {"topic": topic})), Decision("guidance.answer"), DESK
    )
    assert outcome.replies[0].data["question"] == LOADED.answers[topic].question
    assert unknown_numbers(outcome) == []


@pytest.mark.parametrize("dialogue", dialogues.load(), ids=str)
def test_whatever_is_said_in_a_dialogue(dialogue: dialogues.Dialogue) -> None:
    for turn in dialogue.turns:
        if "user" in turn:
            message = Message("text", text=turn["user"])
            assert unknown_numbers(act(message, decide_without_rasa(message), DESK)) == []


def test_all_words_there_are() -> None:
    texts = [text for wording in LOADED.replies.values() for text in words_of(wording.model_dump(mode="json"))]
    texts += [line for wording in LOADED.replies.values() for bubble in wording.bubbles for line in bubble.lines]
    texts += [line for wording in LOADED.replies.values() for bubble in wording.bubbles for line in bubble.small]
    texts += [line for answer in LOADED.answers.values() for line in (answer.question, *answer.lines)]
    texts += [text for flag in LOADED.red_flags.values() for text in (flag.says, flag.why)]
    texts += load_phrases().values()
    texts += [service.label for service in LOADED.directory.services.values() if service.label and service.shown_phones]
    found = [number for text in texts for number in numbers_in(text)]
    assert "+66 2 572 8442" in found
    assert [number for number in found if re.sub(r"\D", "", number) not in SHOWN] == []


@pytest.mark.parametrize("number", ["02-111-1111", "+66 99 130 1300", "1191", "1999", "199"])
def test_a_number_that_is_not_ours_fails_the_check_of_content(number: str) -> None:
    """+66 99 130 1300 is in the directory, but held back until somebody dials it."""
    told = replace(LOADED, phrases={**LOADED.phrases, "reason.lifeline": f"โทร {number}"})
    faults = check(told, date(2026, 11, 23))[0]
    shown_somewhere = number in ("1191", "199")  # the police of Laos, the fire brigade of Thailand
    assert faults == (
        [] if shown_somewhere else [f"phrases, reason.lifeline: the number {number} is not one the directory shows"]
    )


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("บัญชีนี้จริงไหมคะ", "our-account"),
        ("ไลน์นี้ปลอมหรือเปล่า", "our-account"),
        ("AOC มีไลน์ไหม", "agency-line-accounts"),
        ("มีคนใช้ชื่อเช็กก่อนไปมาขอ OTP", "what-we-never-ask"),
    ],
)
def test_is_this_account_real(asked: str, key: str) -> None:
    outcome = act(Message("text", text=asked), Decision("guidance.answer"), DESK)
    assert outcome.replies[0].data["question"] == LOADED.answers[key].question
