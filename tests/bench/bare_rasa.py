"""The measuring rod: the same model behind Rasa's own REST channel, nothing of ours around it."""

import os
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx
import urllib3

from bot import training
from bot.rasa_server import command, environment
from bot.settings import ROOT
from tests.bench.figures import MESSAGES, PEOPLE, WORDS, crowd, percentiles, timed
from tests.house import local_settings, person


def measure(folder: Path) -> dict[str, Any]:
    """Messages per second with eight callers, and the latency for one."""
    folder.mkdir(parents=True)
    settings = local_settings(folder)
    credentials = folder / "credentials.yml"
    credentials.write_text("rest:\n", encoding="utf-8")
    line = command(str(training.ensure(settings)), settings.rasa_url, credentials=str(credentials))
    line = line[: line.index("--endpoints")]  # its own default: dialogues in memory
    with (folder / "rasa.log").open("wb") as log:
        process = subprocess.Popen(line, cwd=ROOT, env={**os.environ, **environment(settings)}, stdout=log, stderr=log)
    client = httpx.Client(base_url=settings.rasa_url, timeout=60)
    try:
        _wait(client)

        http = urllib3.PoolManager(maxsize=16)
        people = [person() for _ in range(PEOPLE)]

        def say(number: int) -> float:
            body = {"sender": people[number % PEOPLE], "message": WORDS[number % len(WORDS)]}
            return timed(lambda: http.request("POST", f"{settings.rasa_url}/webhooks/rest/webhook", json=body))

        crowd(say, range(40), at_once=4)
        alone = [say(number) for number in range(60)]
        started = time.perf_counter()
        crowd(say, range(MESSAGES), at_once=8)
        seconds = time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(15)
    return {"messages_per_second": round(MESSAGES / seconds, 1), "one_person": percentiles(alone)}


def _wait(client: httpx.Client) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            body = {"sender": "first", "message": "สวัสดี"}
            if client.post("/webhooks/rest/webhook", json=body).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.3)
    raise TimeoutError("Rasa did not start")
