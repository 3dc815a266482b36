"""The web application over a real database, without processes: what LINE meets first."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.settings import Settings
from bot.store.database import create_engine
from bot.store.schema import migrate
from bot.store.tables import InboundEvent
from bot.web import create_app
from tests.house import local_settings

Post = Callable[..., TestResponse]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Local settings with a migrated database."""
    found = local_settings(tmp_path)
    migrate(found.database_url)
    return found


@pytest.fixture
def app(settings: Settings) -> Flask:
    """The web application."""
    return create_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of it."""
    return app.test_client()


@pytest.fixture
def post(client: FlaskClient, settings: Settings) -> Post:
    """Posts a webhook body, signed with the channel secret unless a signature is given (None: no header)."""

    def send(body: bytes | dict[str, Any], signature: str | None = "sign it") -> TestResponse:
        raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        if signature == "sign it":
            signature = sign(raw, settings.line_channel_secret)
        headers = {} if signature is None else {"x-line-signature": signature}
        return client.post("/line/webhook", data=raw, headers=headers, content_type="application/json")

    return send


@pytest.fixture
def stored(settings: Settings) -> Callable[[], list[Any]]:
    """The rows of the inbox."""

    def rows() -> list[Any]:
        with create_engine(settings.database_url).connect() as connection:
            return list(connection.execute(sa.select(InboundEvent.__table__).order_by(InboundEvent.id)))

    return rows


def sign(body: bytes, secret: str) -> str:
    """LINE's signature of a body."""
    return base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()


def event(number: int = 1, *, user: str = "U1", words: str = "สวัสดี", **changes: Any) -> dict[str, Any]:
    """A text message event."""
    return {
        "type": "message",
        "mode": "active",
        "timestamp": 1_700_000_000_000 + number,
        "source": {"type": "user", "userId": user},
        "webhookEventId": f"01EVENT{number:020d}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": f"token{number}",
        "message": {"type": "text", "id": str(number), "text": words},
        **changes,
    }


def webhook(*events: dict[str, Any]) -> dict[str, Any]:
    """A webhook body."""
    return {"destination": "U" + "0" * 32, "events": list(events)}
