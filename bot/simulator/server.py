"""The stand-in over HTTP: LINE's addresses for the bot, /sim for tests and the chat page."""

import json
import secrets
import time
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import httpx
from flask import Blueprint, Flask, Response, current_app, jsonify, request, send_from_directory

from bot.rasa import Rasa, RasaSilentError
from bot.settings import Settings, SettingsError, load
from bot.simulator.stand_in import Fault, StandIn
from nlu.signals import read
from nlu.signals.decide import decide_alone

line = Blueprint("line", __name__)
sim = Blueprint("sim", __name__, static_folder="page", static_url_path="/page")


class Local:
    """The stand-in with the ways to the bot it stands beside."""

    def __init__(self, settings: Settings) -> None:
        self.stand_in = StandIn(settings.line_channel_secret)
        self.token = settings.line_channel_access_token
        self.webhook = f"http://127.0.0.1:{settings.port}/line/webhook"
        self.bot = httpx.Client(timeout=10.0, limits=httpx.Limits(max_connections=64))
        self.rasa = Rasa(settings.rasa_url, settings.rasa_token)


def create_app(settings: Settings | None = None) -> Flask:
    """The stand-in's application. Raises SettingsError with production settings."""
    settings = settings or load()
    if not settings.local:
        raise SettingsError("the simulator does not start with production settings (LINE_API_BASE_URL)")
    app = Flask(__name__, static_folder=None)
    app.extensions["local"] = Local(settings)
    app.register_blueprint(line)
    app.register_blueprint(sim)
    return app


def _local() -> Local:
    local: Local = current_app.extensions["local"]
    return local


# --- LINE's addresses


@line.before_request
def _authorised() -> tuple[Response, int] | None:
    if request.headers.get("Authorization") != f"Bearer {_local().token}":
        return jsonify(message="Authentication failed. Confirm that the access token is valid."), 401
    return None


@line.post("/v2/bot/message/reply")
def reply() -> tuple[Response, int]:
    """Reply to an event."""
    return _answered("reply", lambda stand_in: stand_in.reply(_body()))


@line.post("/v2/bot/message/push")
def push() -> tuple[Response, int]:
    """Push to a chat."""
    return _answered("push", lambda stand_in: stand_in.push(_body(), request.headers.get("X-Line-Retry-Key")))


@line.post("/v2/bot/chat/loading/start")
def loading() -> tuple[Response, int]:
    """Show the loading animation."""
    return _answered("loading", lambda stand_in: stand_in.loading(_body()))


@line.get("/v2/bot/message/<message_id>/content")
def content(message_id: str) -> tuple[Response, int]:
    """What a person sent as a file (LINE serves it from another host)."""
    kept = _local().stand_in.media.get(message_id)
    if kept is None:
        return jsonify(message="Not found"), 404
    return Response(kept[0], mimetype=kept[1]), 200


@line.get("/v2/bot/info")
def info() -> tuple[Response, int]:
    """Who the bot is."""
    return jsonify(
        userId="U" + "0" * 32, basicId="@local", displayName="เช็กก่อนไป", chatMode="bot", markAsReadMode="auto"
    ), 200


@line.post("/v2/bot/richmenu")
def create_rich_menu() -> tuple[Response, int]:
    """Create a rich menu."""
    stand_in = _local().stand_in
    problems = stand_in.problems("RichMenuRequest", _body())
    if problems:
        return jsonify(message="The request body has faults", details=problems), 400
    menu_id = f"richmenu-{secrets.token_hex(16)}"
    stand_in.rich_menus[menu_id] = {**_body(), "image": None, "default": False}
    return jsonify(richMenuId=menu_id), 200


@line.post("/v2/bot/richmenu/<menu_id>/content")
def rich_menu_image(menu_id: str) -> tuple[Response, int]:
    """Give a rich menu its image."""
    stand_in = _local().stand_in
    if menu_id not in stand_in.rich_menus:
        return jsonify(message="richmenu not found"), 404
    stand_in.rich_menus[menu_id]["image"] = request.get_data()
    return jsonify(), 200


@line.post("/v2/bot/user/all/richmenu/<menu_id>")
def default_rich_menu(menu_id: str) -> tuple[Response, int]:
    """Show a rich menu to everybody."""
    menus = _local().stand_in.rich_menus
    if menu_id not in menus or not menus[menu_id]["image"]:
        return jsonify(message="must upload richmenu image before applying it to user"), 400
    for known, menu in menus.items():
        menu["default"] = known == menu_id
    return jsonify(), 200


@line.get("/v2/bot/richmenu/list")
def rich_menus() -> tuple[Response, int]:
    """All rich menus."""
    menus = _local().stand_in.rich_menus
    listed = [
        {"richMenuId": id_, **{key: value for key, value in menu.items() if key not in ("image", "default")}}
        for id_, menu in menus.items()
    ]
    return jsonify(richmenus=listed), 200


@line.delete("/v2/bot/richmenu/<menu_id>")
def delete_rich_menu(menu_id: str) -> tuple[Response, int]:
    """Delete a rich menu."""
    _local().stand_in.rich_menus.pop(menu_id, None)
    return jsonify(), 200


@line.put("/v2/bot/channel/webhook/endpoint")
def set_webhook() -> tuple[Response, int]:
    """Set the webhook's address."""
    _local().stand_in.webhook_url = _body()["endpoint"]
    return jsonify(), 200


@line.post("/v2/bot/channel/webhook/test")
def test_webhook() -> tuple[Response, int]:
    """Call the webhook with no events."""
    body, headers = _local().stand_in.signed([])
    try:
        status = _local().bot.post(_local().webhook, content=body, headers=headers).status_code
    except httpx.HTTPError:
        status = 0
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    reason = "OK" if status == HTTPStatus.OK else "ERROR_STATUS_CODE"
    return jsonify(
        success=status == HTTPStatus.OK, timestamp=now, statusCode=status, reason=reason, detail=str(status)
    ), 200


def _answered(endpoint: str, act: Any) -> tuple[Response, int]:
    """Carries a call out, or makes it fail as ordered."""
    stand_in = _local().stand_in
    fault = stand_in.fault_for(endpoint)
    if fault and not fault.after:
        return _failed(endpoint, fault)
    status, answer = act(stand_in)
    if fault:
        return _failed(endpoint, fault)
    response = jsonify(answer)
    response.headers["X-Line-Request-Id"] = secrets.token_hex(8)
    return response, status


def _failed(endpoint: str, fault: Fault) -> tuple[Response, int]:
    time.sleep(fault.delay)
    _local().stand_in.log_fault(endpoint, fault.status)
    return jsonify(message="an injected fault"), fault.status or 504


def _body() -> Any:
    return request.get_json(force=True, silent=True) or {}


# --- for tests and the chat page


@sim.get("/")
def page() -> Response:
    """The chat page."""
    return send_from_directory(str(sim.static_folder), "index.html")


@sim.post("/sim/events")
def events() -> Response:
    """Sends events to the bot as LINE would: `{events: [{chat, user?, content}]}`, or ready ones; `redeliver`."""
    order = _body()
    stand_in = _local().stand_in
    made = [
        one if "webhookEventId" in one else stand_in.event(one["chat"], one["content"], user_id=one.get("user"))
        for one in order["events"]
    ]
    if order.get("redeliver"):
        made = [stand_in.redelivered(event) for event in made]
    if order.get("keep"):  # for whoever delivers them himself, as the bench does
        return jsonify(events=made)
    body, headers = stand_in.signed(made)
    for one in order["events"]:
        if "chat" in one and order.get("show", True):
            stand_in.said(one["chat"], one["content"])
    response = _local().bot.post(_local().webhook, content=body, headers=headers)
    return jsonify(status=response.status_code, events=made)


@sim.get("/sim/chats/<chat_id>")
def chat(chat_id: str) -> Response:
    """A chat's messages; waits up to `wait` seconds for more than `after` of them."""
    after, wait = request.args.get("after", 0, int), request.args.get("wait", 0.0, float)
    stand_in = _local().stand_in
    messages = stand_in.wait_for(chat_id, after, wait)
    known = stand_in.chats[chat_id]
    return jsonify(messages=messages, loading=known.loading, silent=known.silent)


@sim.post("/sim/media")
def media() -> Response:
    """Keeps an upload and returns its message id."""
    message_id = str(secrets.randbits(60))
    _local().stand_in.keep_media(message_id, request.get_data(), request.mimetype)
    return jsonify(id=message_id)


@sim.get("/sim/media/<message_id>")
def shown_media(message_id: str) -> Response:
    """An upload, for the page."""
    content_, mime = _local().stand_in.media[message_id]
    return Response(content_, mimetype=mime)


@sim.post("/sim/faults")
def faults() -> Response:
    """Orders faults: `[{endpoint, times, status, delay, after}]`; an empty list takes them back."""
    _local().stand_in.faults = [Fault(**order) for order in _body() or []]
    return jsonify()


@sim.get("/sim/calls")
def calls() -> Response:
    """Every call the bot made, in order, with what LINE would have answered."""
    return jsonify(_local().stand_in.calls)


@sim.get("/sim/bodies")
def bodies() -> Response:
    """The bodies of the bot's calls, `[[path, body]]`, for another validator to judge."""
    return jsonify(_local().stand_in.bodies)


@sim.post("/sim/reset")
def reset() -> Response:
    """Forgets everything."""
    _local().stand_in.reset()
    return jsonify()


@sim.get("/sim/richmenu")
def rich_menu() -> Response:
    """The areas of the default rich menu, for the page."""
    menus = [menu for menu in _local().stand_in.rich_menus.values() if menu["default"]]
    return jsonify({key: value for key, value in menus[-1].items() if key != "image"} if menus else None)


@sim.get("/sim/understood")
def understood() -> Response:
    """What the bot makes of a text by itself, for the panel beside the chat."""
    text = request.args.get("text", "")
    reading = read(text)
    signs = [{"id": seen.cue.id, "words": seen.words, "softened_by": seen.softened_by} for seen in reading.sightings]
    flags = [{"flag": flag.name, "words": flag.words} for flag in reading.flags]
    try:
        meaning = _local().rasa.parse([text], patience=2.0)[0]
        by = "rasa"
    except (RasaSilentError, IndexError):
        meaning, by = decide_alone(reading).__dict__, "signals"
    return Response(
        json.dumps({"by": by, "meaning": meaning, "signs": signs, "flags": flags}, ensure_ascii=False),
        mimetype="application/json",
    )
