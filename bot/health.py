"""`/healthz`: what runs, what waits, what is overdue. No data of anybody's."""

from datetime import UTC, datetime
from importlib.metadata import version

import httpx
from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy.exc import SQLAlchemyError

import content
from bot.settings import Settings
from bot.store.inbox import Inbox

pages = Blueprint("health", __name__)

STUCK_SECONDS = 60
"""An event that waits longer than this means that the worker is not keeping up or not there."""


@pages.get("/healthz")
def healthz() -> tuple[Response, int]:
    """200 while people get answers, 503 if events cannot be stored or are not being answered."""
    waiting = _oldest_waiting()
    overdue = sorted(key for key, entry in content.load().answers.items() if entry.review_by < datetime.now(UTC).date())
    healthy = waiting is not None and waiting < STUCK_SECONDS
    report = {
        "status": "ok" if healthy else "failing",
        "version": version("chek-kon-pai"),
        "database": waiting is not None,
        "oldest_waiting_seconds": waiting,
        "rasa": _rasa_ready(),
        "overdue": overdue,
    }
    return jsonify(report), 200 if healthy else 503


def _oldest_waiting() -> int | None:
    inbox: Inbox = current_app.extensions["inbox"]
    try:
        return inbox.oldest_waiting_seconds()
    except SQLAlchemyError:
        return None


def _rasa_ready() -> bool:
    settings: Settings = current_app.extensions["settings"]
    try:
        return httpx.get(f"{settings.rasa_url}/webhooks/chek/", timeout=1.0).status_code == 200
    except httpx.HTTPError:
        return False
