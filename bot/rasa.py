"""The bot's client of Rasa's channel (nlu/channel.py): one call per turn, and silence after two seconds."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import urllib3

PATIENCE_SECONDS = 2.0
"""After this Rasa counts as silent and the signals decide."""

SILENCE_SECONDS = 3.0
"""So long a silent Rasa is not asked again, so that nobody else waits two seconds for nothing."""


class RasaSilentError(Exception):
    """Rasa is down, too slow, not ready or confused. The signals must decide; trying again later may work."""


@dataclass(frozen=True)
class Said:
    """What a person said, for Rasa: words, or a tapped `need` with its facts."""

    sender: str
    message_id: str
    text: str = ""
    need: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


class Rasa:
    """Thread-safe; keeps its connections open."""

    def __init__(self, url: str, token: str) -> None:
        self._silent_until = 0.0
        self._base = f"{url.rstrip('/')}/webhooks/chek"
        # urllib3, not httpx: this is the one call of every turn, and it costs a third
        self._http = urllib3.PoolManager(maxsize=64, headers={"Authorization": f"Bearer {token}"}, retries=False)

    def turn(self, said: Said) -> dict[str, Any]:
        """One turn of the conversation; the same `message_id` twice gets the same answer. Raises RasaSilentError."""
        if time.monotonic() < self._silent_until:
            raise RasaSilentError("silent a moment ago")
        body: dict[str, Any] = {"sender": said.sender, "message_id": said.message_id}
        body |= {"need": said.need, "facts": dict(said.facts)} if said.need else {"text": said.text}
        try:
            return self._call("POST", "/turn", body)
        except RasaSilentError:
            self._silent_until = time.monotonic() + SILENCE_SECONDS
            raise

    def parse(self, texts: list[str], *, patience: float = 60.0) -> list[dict[str, Any]]:
        """What each text means by itself (labels.md), without any conversation. Raises RasaSilentError."""
        meanings: list[dict[str, Any]] = self._call("POST", "/parse", {"texts": texts}, patience)["meanings"]
        return meanings

    def unask(self, sender: str) -> None:
        """The question of the last turn was not put to the person; it may be asked again. Raises RasaSilentError."""
        self._call("DELETE", "/question", {"sender": sender})

    def forget(self, sender: str) -> None:
        """Deletes a person's dialogue. Raises RasaSilentError."""
        self._call("DELETE", "/dialogue", {"sender": sender})

    def unsay(self, sender: str, message_id: str) -> None:
        """Deletes what one message told. Raises RasaSilentError."""
        self._call("DELETE", "/message", {"sender": sender, "message_id": message_id})

    def forget_old(self) -> None:
        """Deletes the dialogues nobody continued for a month. Raises RasaSilentError."""
        self._call("DELETE", "/old", {})

    def ready(self) -> bool:
        """Whether Rasa answers and has a model."""
        try:
            return self._http.request("GET", f"{self._base}/", timeout=1.0).status == 200
        except urllib3.exceptions.HTTPError:
            return False

    def _call(self, method: str, path: str, body: dict[str, Any], patience: float | None = None) -> dict[str, Any]:
        timeout = urllib3.Timeout(connect=0.5, read=patience or PATIENCE_SECONDS)
        try:
            response = self._http.request(method, self._base + path, json=body, timeout=timeout)
            answer: dict[str, Any] = response.json()
        except (urllib3.exceptions.HTTPError, ValueError) as error:
            raise RasaSilentError(type(error).__name__) from None
        if response.status != 200:
            raise RasaSilentError(f"status {response.status}")
        return answer
