"""Kills processes at random moments while people report, and looks whether every acknowledged fact is in its case.

python -m tests.cases.kill --times 200
"""

import argparse
import random
import secrets
import signal
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.cases.house import CaseHouse, case_house, until
from tests.house import Json, person, text

PLACES = {"ปอยเปต": "KH", "เมียวดี": "MM", "สามเหลี่ยมทองคำ": "LA"}
MESSAGES = 4


@dataclass
class Reporter:
    """A person who tells several things, each with a mark nobody else uses."""

    chat: str = field(default_factory=person)
    sent: list[Json] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    place: str = field(default_factory=lambda: random.choice(list(PLACES)))

    def tell(self, house: CaseHouse) -> None:
        """One message; LINE brings it again if the bot was not there to take it."""
        mark = "".join(secrets.choice("bcdfghjkmnpq") for _ in range(10))  # means nothing to the signals
        content = text(f"ช่วยด้วย โดนขังที่{self.place} ห้อง {mark}")
        event = house.http.post(
            "/sim/events", json={"events": [{"chat": self.chat, "content": content}], "keep": True}
        ).json()["events"][0]
        self.sent.append(event)
        self.marks.append(mark)
        until(lambda: _accepted(house, event), 60)


def _accepted(house: CaseHouse, event: Json) -> bool:
    try:
        order = {"events": [event], "redeliver": True}
        return bool(house.http.post("/sim/events", json=order).json()["status"] == 200)
    except (httpx.HTTPError, ValueError):  # the web process is dead
        return False


def kill_while_reporting(house: CaseHouse, reporters: list[Reporter], victim: str) -> None:
    """People report while one process is killed at a random moment and started again."""
    tellers = [threading.Thread(target=_tell_all, args=(house, reporter)) for reporter in reporters]
    for teller in tellers:
        teller.start()
    time.sleep(random.uniform(0.0, 1.2))
    house.stop(victim, signal.SIGKILL)
    house.start(victim)
    for teller in tellers:
        teller.join()


def _tell_all(house: CaseHouse, reporter: Reporter) -> None:
    for _ in range(MESSAGES):
        reporter.tell(house)


def answered(house: CaseHouse, reporter: Reporter) -> int:
    """How many calls to LINE answered this person."""
    return sum(
        call["chat"] == reporter.chat and call["status"] == 200 and call["endpoint"] in ("reply", "push")
        for call in house.calls()
    )


def lost_or_doubled(house: CaseHouse, reporters: list[Reporter]) -> list[str]:
    """The faults: a fact that is not in its case once, a person with two cases, a place that is wrong."""
    faults = []
    cases = house.cases()
    for reporter in reporters:
        own = [case for case in cases if case.chat_id == reporter.chat]
        if len(own) != 1:
            faults.append(f"{len(own)} cases of one person")
            continue
        words = [entry.words for entry in own[0].entries]
        faults += [f"a fact is kept {n} times" for mark in reporter.marks if (n := sum(mark in w for w in words)) != 1]
        if own[0].country != PLACES[reporter.place]:
            faults.append(f"the country is {own[0].country}, not that of {reporter.place}")
    return faults


def run(folder: Path, times: int) -> list[str]:
    """Kills so often; returns the faults found."""
    faults: list[str] = []
    with case_house(folder) as house:
        for number in range(1, times + 1):
            reporters = [Reporter() for _ in range(3)]
            kill_while_reporting(house, reporters, random.choice(["worker", "worker", "web"]))
            if not until(lambda people=reporters: all(answered(house, one) >= MESSAGES for one in people), 60):  # type: ignore[misc]
                faults.append("somebody was not answered")
            found = lost_or_doubled(house, reporters)
            faults += found
            house.http.post("/sim/reset")
            sys.stdout.write(f"\rkilled {number} times, {len(faults)} faults ")
            sys.stdout.flush()
    return faults


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        faults = run(Path(folder), times)
    facts = times * 3 * MESSAGES
    sys.stdout.write(f"\n{facts} facts, {len(faults)} lost or doubled, {time.monotonic() - started:.0f} s\n")
    sys.exit("\n".join(faults[:20]) if faults else 0)


if __name__ == "__main__":
    main()
