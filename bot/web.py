"""The web process: verify, store, answer 200. No understanding and no network here, so LINE never waits."""

import base64
import binascii
import hashlib
import hmac
import json
import time
from importlib import import_module
from typing import Any

from dbos import DBOSClient
from flask import Blueprint, Flask, Response, current_app, jsonify, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from bot import health
from bot.line.limits import Limit
from bot.log import log
from bot.settings import Settings, load
from bot.store.database import create_engine
from bot.store.inbox import APPLICATION, Inbox
from bot.store.seal import Seal

line = Blueprint("line", __name__)


def create_app(settings: Settings | None = None) -> Flask:
    """The application for these settings, or the environment's. The database must be migrated."""
    settings = settings or load()
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = int(Limit.WEBHOOK_BODY_BYTES)
    engine = create_engine(settings.database_url, urgent=True)
    client = DBOSClient(
        system_database_engine=engine, application_name=APPLICATION, lazy=True, retry_connection_errors=False
    )
    app.extensions["settings"] = settings
    app.extensions["inbox"] = Inbox(engine, Seal(settings.data_key), client)
    app.register_blueprint(line)
    app.register_blueprint(health.pages)
    app.register_error_handler(HTTPException, _plainly)
    return app


@line.post("/line/webhook")
def webhook() -> tuple[Response, int]:
    """LINE's webhook: 200 once every event is stored, 500 if one could not be, so that LINE sends it again."""
    started = time.monotonic()
    settings: Settings = current_app.extensions["settings"]
    body = request.get_data()
    refusal = _refusal(body, request.headers.get("X-Line-Signature"), settings.line_channel_secret)
    if refusal:
        return jsonify(message=refusal[0]), refusal[1]
    events = _events(body)
    if events is None:
        return jsonify(message="not a webhook of LINE's"), 400
    inbox: Inbox = current_app.extensions["inbox"]
    try:
        count = inbox.accept(events)
    except SQLAlchemyError as error:
        log.error("events not stored", exc_info=error, count=len(events))
        import_module("bot.last_resort").answer(events, settings)
        return jsonify(message="not stored"), 500
    log.info("webhook", count=count, status=200, milliseconds=int((time.monotonic() - started) * 1000))
    return jsonify(), 200


def _refusal(body: bytes, signature: str | None, secret: str) -> tuple[str, int] | None:
    """Why a request is not LINE's; None if it is. The signature is over the raw bytes."""
    if not signature:
        return "signature missing", 401
    try:
        given = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        return "signature is not base64", 401
    if not hmac.compare_digest(given, hmac.digest(secret.encode(), body, hashlib.sha256)):
        return "signature does not match", 403
    return None


def _events(body: bytes) -> list[dict[str, Any]] | None:
    """The events that have an id (all of LINE's do). None if the body is no webhook at all."""
    try:
        payload = json.loads(body)
    except ValueError:
        return None
    events = payload.get("events") if isinstance(payload, dict) else None
    if not isinstance(events, list):
        return None
    return [event for event in events if isinstance(event, dict) and event.get("webhookEventId")]


def _plainly(error: HTTPException) -> tuple[Response, int]:
    return jsonify(message=error.name), error.code or 500
