"""Hundreds of varied turns; an independent reader of LINE's OpenAPI description judges every call we made."""

import json
import random
import time
from typing import Any

import pytest
import yaml
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest

from bot.settings import ROOT
from bot.simulator.openapi import DESCRIPTION
from tests import dialogues
from tests.house import House, location, person, postback, text

TURNS = 300


def _varied_events() -> list[dict[str, Any]]:
    """Training messages of every need (the bot must survive them, well understood or not), taps, pins, odd things."""
    chance = random.Random(1)
    texts: list[str] = []
    for path in sorted((ROOT / "nlu" / "data").rglob("*.yml")):
        for block in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).get("nlu", ()):
            texts += [example["text"] for example in chance.sample(block["examples"], 12)]
    events = [text(words) for words in texts]
    events += [text(turn["user"]) for one in dialogues.load() for turn in one.turns if "user" in turn]
    events += [postback(turn["postback"]) for one in dialogues.load() for turn in one.turns if "postback" in turn]
    events += [location(chance.uniform(-60, 70), chance.uniform(-180, 180)) for _ in range(15)]
    events += [{"type": kind} for kind in ("beacon", "accountLink", "membership", "things", "brandNew")]
    chance.shuffle(events)
    return events


@pytest.mark.timeout(400)
def test_no_call_of_ours_is_invalid(house: House) -> None:
    events = _varied_events()
    assert len(events) >= TURNS
    house.http.post("/sim/reset")
    people = [person() for _ in events]
    for chat, content in zip(people, events, strict=True):
        house.send((chat, content))
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline and _answered(house) < len(events):
        time.sleep(0.5)
    assert _answered(house) == len(events)
    assert [call for call in house.calls() if call["status"] >= 400] == []
    judge = OpenAPI.from_dict(yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8")))
    bodies = house.http.get("/sim/bodies").json()
    assert len(bodies) >= TURNS
    for path, body in bodies:
        judge.validate_request(
            MockRequest(
                "https://api.line.me",
                "post",
                path,
                headers={"Authorization": "Bearer x"},
                data=json.dumps(body).encode(),
                content_type="application/json",
            )
        )


def _answered(house: House) -> int:
    return sum(call["endpoint"] in ("reply", "push") and call["status"] == 200 for call in house.calls())
