"""The bot's client of Rasa's channel (nlu/channel.py): one call per turn, and silence after two seconds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

PATIENCE_SECONDS = 2.0
"""After this Rasa counts as silent and the signals decide."""


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
        self._http = httpx.Client(
            base_url=f"{url.rstrip('/')}/webhooks/chek",
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(PATIENCE_SECONDS, connect=0.5),
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=64),
        )

    def turn(self, said: Said) -> dict[str, Any]:
        """One turn of the conversation; the same `message_id` twice gets the same answer. Raises RasaSilentError."""
        body: dict[str, Any] = {"sender": said.sender, "message_id": said.message_id}
        body |= {"need": said.need, "facts": dict(said.facts)} if said.need else {"text": said.text}
        return self._call("POST", "/turn", body)

    def parse(self, texts: list[str], *, patience: float = 60.0) -> list[dict[str, Any]]:
        """What each text means by itself (labels.md), without any conversation. Raises RasaSilentError."""
        meanings: list[dict[str, Any]] = self._call("POST", "/parse", {"texts": texts}, patience)["meanings"]
        return meanings

    def forget(self, sender: str) -> None:
        """Deletes a person's dialogue. Raises RasaSilentError."""
        self._call("DELETE", "/dialogue", {"sender": sender})

    def unsay(self, sender: str, message_id: str) -> None:
        """Deletes what one message told. Raises RasaSilentError."""
        self._call("DELETE", "/message", {"sender": sender, "message_id": message_id})

    def ready(self) -> bool:
        """Whether Rasa answers and has a model."""
        try:
            return self._http.get("/", timeout=1.0).status_code == 200
        except httpx.HTTPError:
            return False

    def _call(self, method: str, path: str, body: dict[str, Any], patience: float | None = None) -> dict[str, Any]:
        timeout = httpx.Timeout(patience or PATIENCE_SECONDS, connect=0.5)
        try:
            response = self._http.request(method, path, json=body, timeout=timeout)
            response.raise_for_status()
            answer: dict[str, Any] = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise RasaSilentError(type(error).__name__) from None
        return answer
