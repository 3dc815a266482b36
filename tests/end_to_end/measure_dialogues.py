"""How well whole conversations go, on dialogues with the truth after each turn. Run by hand; prints a report.

    PYTHONPATH=. .venv/bin/python -m tests.end_to_end.measure_dialogues [FILE.yml] [--show]

FILE (if none: the dialogues of two other writers in tests/dialogues_unseen): a list of
{name, turns: [{user | location | postback, country, danger, people, injured, …}]}; a fact that a turn does not name
is not judged there.
"""

import sys
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from bot.cli.borrowed_rasa import rasa_for
from bot.cli.talk import Spoken, message_of, one_turn
from bot.rasa import Rasa
from bot.settings import ROOT, load_for_tools
from handlers import ALARM_HANDLERS
from tests.dialogues import must_never

FACTS = ("people", "injured", "papers_taken", "can_talk", "watched", "deadline", "relation")
UNSEEN = ROOT / "tests" / "dialogues_unseen"
SPOKEN = ("user", "location", "postback")


def judge(rasa: Rasa, dialogue: dict[str, Any], score: Counter[str], faults: list[str]) -> None:
    """Plays one dialogue and adds to the counts `what` and `what right`."""
    person, asked = f"measure-{uuid.uuid4().hex}", set[str]()
    said: list[Spoken] = []
    pleaded = False
    for number, turn in enumerate(dialogue["turns"], 1):
        place = f"{dialogue['name']}, turn {number} ({turn.get('user', turn.get('location'))})"
        message = message_of({key: turn[key] for key in SPOKEN if key in turn}, place)
        spoken = one_turn(rasa, person, message)
        said.append(spoken)

        def count(what: str, right: bool, note: object = "", place: str = place) -> None:
            score[what] += 1
            score[f"{what} right"] += right
            if not right:
                faults.append(f"{what}: {place}: {note}")

        if "danger" in turn and not pleaded:
            pleaded = True
            count("first number", _number_fits(spoken, turn), (spoken.handler, spoken.contacts))
        count("plea answered", spoken.handler in ALARM_HANDLERS or bool(spoken.contacts), spoken.handler)
        if "country" in turn:
            known = spoken.slots.get("country") or spoken.slots.get("asked_country")
            count("place", known == turn["country"], (known, turn["country"], spoken.handler))
        for fact in FACTS:
            if fact in turn:
                value = spoken.slots.get(fact)
                count(fact, _same(fact, value, turn[fact]), (value, turn[fact]))
        repeated = [key for key in spoken.asked if key in asked]
        count("no question twice", not repeated, repeated)
        asked.update(spoken.asked)
    breaches = must_never.breaches(dialogue["turns"], said)
    score["breaches"] += len(breaches)
    faults += [f"breach: {dialogue['name']}: {breach}" for breach in breaches]
    rasa.forget(person)


def _number_fits(spoken: Spoken, turn: dict[str, Any]) -> bool:
    """The 24-hour line first or second for anybody abroad; a Thai emergency number for who is in Thailand."""
    if turn.get("country") == "TH":
        return bool({"191", "1300"} & set(spoken.contacts))
    return must_never.LIFELINE in spoken.contacts[:2]


def _same(fact: str, value: Any, truth: Any) -> bool:
    if fact == "deadline":
        return bool((value not in (None, "no", "unknown", "skipped")) == truth)
    if isinstance(truth, bool):
        return bool(value == ("yes" if truth else "no"))
    return str(value) == str(truth)


def main(path: Path, *, show: bool) -> None:
    """Measures all dialogues of a file, or of the files in a folder."""
    files = sorted(path.glob("*.yml")) if path.is_dir() else [path]
    dialogues = [one for file in files for one in yaml.safe_load(file.read_text(encoding="utf-8"))]
    score: Counter[str] = Counter()
    faults: list[str] = []
    with rasa_for(load_for_tools(), private=True) as rasa:
        for dialogue in dialogues:
            judge(rasa, dialogue, score, faults)
        report(score, faults if show else [])


def report(score: Counter[str], faults: list[str]) -> None:
    """Prints the shares, then the faults."""
    for what in (name.removesuffix(" right") for name in score if name.endswith(" right")):
        right, all_ = score[f"{what} right"], score[what]
        sys.stdout.write(f"{what:20} {right:4} of {all_:4}  {right / all_:.3f}\n")
    sys.stdout.write(f"must-never breaches  {score['breaches']}\n")
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    sys.stdout.flush()


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if argument != "--show"]
    main(Path(given[0]) if given else UNSEEN, show="--show" in sys.argv)
