"""The whole path: signed webhook in, call to LINE out; speed, order, losses, memory."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections import defaultdict
from http.client import HTTPConnection
from itertools import pairwise
from typing import Any

from tests.bench.figures import MESSAGES, PEOPLE, WORDS, crowd, memory_mb, percentiles
from tests.house import House, Json, person, text

BURST_EVENTS, BURST_PEOPLE, BURST_CONNECTIONS = 1000, 300, 32
LONG = 200


def measure(house: House) -> dict[str, Any]:
    """All figures of the path."""
    webhook = Webhook(house)
    _wait_for(house, webhook.post_all([_event(house, person(), number) for number in range(60)]))
    return {
        "one_person": percentiles(_one_person(house, webhook, 60)),
        **_capacity(house, webhook),
        **_burst(house, webhook),
        **_long_conversation(house, webhook),
        "memory_pss_mb": memory_mb(p.pid for name, p in house.processes.items() if name != "line"),
    }


class Webhook:
    """LINE's side of the webhook: signs and posts, with as little work of its own as can be."""

    def __init__(self, house: House) -> None:
        self._secret = house.settings.line_channel_secret.encode()
        self._port = house.settings.port
        self._own = threading.local()

    def post(self, events: list[Json]) -> float:
        """One call; the seconds until its 200."""
        body = json.dumps({"destination": "U" + "0" * 32, "events": events}, ensure_ascii=False).encode()
        signature = base64.b64encode(hmac.digest(self._secret, body, hashlib.sha256)).decode()
        headers = {"X-Line-Signature": signature, "Content-Type": "application/json"}
        connection = self._connection()
        started = time.perf_counter()
        connection.request("POST", "/line/webhook", body, headers)
        answer = connection.getresponse()
        answer.read()
        seconds = time.perf_counter() - started
        if answer.status != 200:
            raise RuntimeError(f"the webhook answered {answer.status}")
        return seconds

    def _connection(self) -> HTTPConnection:
        """This thread's connection, kept open as LINE does."""
        if not hasattr(self._own, "connection"):
            self._own.connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        connection: HTTPConnection = self._own.connection
        return connection

    def post_all(self, events: list[Json], *, at_once: int = 8) -> list[Json]:
        """Each event in a call of its own; returns them."""
        crowd(lambda event: self.post([event]), events, at_once=at_once)
        return events


def _event(house: House, chat: str, number: int) -> Json:
    order = {"events": [{"chat": chat, "content": text(WORDS[number % len(WORDS)])}], "keep": True}
    made: Json = house.http.post("/sim/events", json=order).json()["events"][0]
    return made


def _replies(house: House) -> dict[str, list[float]]:
    """When each reply token was used, successfully."""
    used = defaultdict(list)
    for call in house.calls():
        if call["endpoint"] == "reply" and call["status"] == 200:
            used[call["token"]].append(call["at"])
    return used


def _wait_for(house: House, events: list[Json], seconds: float = 120) -> dict[str, list[float]]:
    wanted = {event["replyToken"] for event in events}
    deadline = time.monotonic() + seconds
    while True:
        replies = _replies(house)
        if wanted <= replies.keys() or time.monotonic() > deadline:
            return replies
        time.sleep(0.3)


def _one_person(house: House, webhook: Webhook, turns: int) -> list[float]:
    chat = person()
    seconds = []
    for number in range(turns):
        event = _event(house, chat, number)
        started = time.time()
        webhook.post([event])
        while event["replyToken"] not in (replies := _replies(house)):
            time.sleep(0.02)
        seconds.append(replies[event["replyToken"]][0] - started)
        house.http.post("/sim/reset")
    return seconds


def _capacity(house: House, webhook: Webhook) -> dict[str, Any]:
    """Turns per second when there is always work."""
    people = [person() for _ in range(PEOPLE)]
    events = [_event(house, people[number % PEOPLE], number) for number in range(MESSAGES)]
    started = time.time()
    webhook.post_all(events)
    replies = _wait_for(house, events)
    last = max(replies[event["replyToken"]][0] for event in events)
    return {"turns_per_second": round(MESSAGES / (last - started), 1)}


def _burst(house: House, webhook: Webhook) -> dict[str, Any]:
    """A thousand events from three hundred people at once."""
    house.http.post("/sim/reset")
    people = [person() for _ in range(BURST_PEOPLE)]
    events = [_event(house, people[number % BURST_PEOPLE], number) for number in range(BURST_EVENTS)]
    sent: dict[str, float] = {}

    def post(event: Json) -> float:
        sent[event["replyToken"]] = time.time()
        return webhook.post([event])

    answered = crowd(post, events, at_once=BURST_CONNECTIONS)
    replies = _wait_for(house, events)
    lost = [event for event in events if event["replyToken"] not in replies]
    pushed = sum(call["endpoint"] == "push" and call["status"] == 200 for call in house.calls())
    waits = [times[0] - sent[token] for token, times in replies.items()]
    return {
        "burst_webhook": percentiles(answered),
        "burst_answer": percentiles(waits),
        "burst_lost": len(lost) - pushed,
        "burst_by_push": pushed,
        "burst_duplicated": sum(len(times) > 1 for times in replies.values()),
        "burst_out_of_order": _out_of_order(events, sent, replies),
    }


def _out_of_order(events: list[Json], sent: dict[str, float], replies: dict[str, list[float]]) -> int:
    """Answers that overtook an earlier one of the same person (events that were sent one after the other)."""
    lanes = defaultdict(list)
    for event in events:
        lanes[event["source"]["userId"]].append(event["replyToken"])
    wrong = 0
    for tokens in lanes.values():
        known = sorted((token for token in tokens if token in replies), key=lambda token: sent[token])
        times = [replies[token][0] for token in known]
        wrong += sum(later < earlier for earlier, later in pairwise(times))
    return wrong


def _long_conversation(house: House, webhook: Webhook) -> dict[str, Any]:
    """The two hundredth turn of one person against the fifth: medians of five around each."""
    seconds = _one_person(house, webhook, LONG + 2)
    early, late = sorted(seconds[2:7])[2], sorted(seconds[LONG - 3 : LONG + 2])[2]
    return {
        "turn_5_ms": round(early * 1000, 1),
        "turn_200_ms": round(late * 1000, 1),
        "turn_200_of_5": round(late / early, 2),
    }
