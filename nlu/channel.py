"""The bot's way into Rasa: one round trip per message, answered with responses, slots and meaning.

A Rasa input channel (an extension point), on loopback and behind a token. Senders are keyed hashes; Rasa never
learns a LINE user id.

    POST   /webhooks/chek/turn      {sender, message_id, text | need+facts} -> {handlers, ask, slots, learned, ...}
    POST   /webhooks/chek/parse     {texts: [...]}                          -> {meanings: [...]}
    DELETE /webhooks/chek/dialogue  {sender}                                -> forgets a person
    DELETE /webhooks/chek/question  {sender}                                -> the last question was not put
    DELETE /webhooks/chek/message   {sender, message_id}                    -> forgets what one message told
    DELETE /webhooks/chek/old       {}                                      -> forgets who has not written for long
"""

import hmac
import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from nlu.dialogue_store import DialogueStore, Extras
from nlu.signals.facts import place_names
from nlu.signals.reading import ALARM_NEEDS
from nlu.signals.stay import HOME
from nlu.signals.talk import NEED_OF_HANDLER, NEED_OF_LOOP, UNSURE_HANDLERS, Talk, family_of, interrupts

View = Callable[[Request], Awaitable[HTTPResponse]]


FORGETS: dict[str, Callable[[DialogueStore, dict[str, Any]], None]] = {
    "dialogue": lambda store, body: store.forget(body["sender"]),
    "question": lambda store, body: store.unask(body["sender"]),
    "message": lambda store, body: store.unsay(body["sender"], body["message_id"]),
    "old": lambda store, _body: store.forget_old(),
}
"""What may be deleted, and how."""


class ChekChannel(InputChannel):
    """Takes a person's message or choice, lets Rasa decide, and returns what it decided."""

    @classmethod
    def name(cls) -> str:
        """The part of the address that is ours."""
        return "chek"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "ChekChannel":
        """Reads the token from credentials.yml. Raises when there is none."""
        token = (credentials or {}).get("token")
        if not token:
            raise ValueError("credentials.yml, nlu.channel.ChekChannel: the token is missing")
        return cls(str(token))

    def __init__(self, token: str) -> None:
        self._token = token

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The addresses above. We drive the processor ourselves, for `on_new_message` returns neither slots nor NLU."""
        routes = Blueprint("chek")

        def guarded(view: View) -> View:
            @wraps(view)
            async def checked(request: Request) -> HTTPResponse:
                given = request.headers.get("authorization", "")
                if not hmac.compare_digest(given.encode(), f"Bearer {self._token}".encode()):
                    return response.json({"message": "wrong or missing token"}, status=401)
                agent = getattr(request.app.ctx, "agent", None)
                if agent is None or not agent.is_ready():
                    return response.json({"message": "no model loaded yet"}, status=503)
                return await view(request)

            return checked

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            ready = agent is not None and agent.is_ready()
            return response.json({"ready": ready}, status=200 if ready else 503)

        @routes.route("/turn", methods=["POST"])
        @guarded
        async def turn(request: Request) -> HTTPResponse:
            return response.json(await _turn(request.app.ctx.agent, request.json), dumps=_dumps)

        @routes.route("/parse", methods=["POST"])
        @guarded
        async def parse(request: Request) -> HTTPResponse:
            agent: Agent = request.app.ctx.agent
            meanings = [(await agent.parse_message(_spoken(text))).get("meaning") for text in request.json["texts"]]
            return response.json({"meanings": meanings}, dumps=_dumps)

        for what, forget in FORGETS.items():
            routes.add_route(guarded(_deleting(forget)), f"/{what}", methods=["DELETE"], name=f"forget_{what}")
        return routes


def _deleting(forget: Callable[[DialogueStore, dict[str, Any]], None]) -> View:
    async def delete(request: Request) -> HTTPResponse:
        forget(_store(request.app.ctx.agent), request.json)
        return response.json({})

    return delete


async def _turn(agent: Agent, body: dict[str, Any]) -> dict[str, Any]:
    """One turn, at most once per message id: a repeated call gets the answer it got before.

    These are the steps of MessageProcessor.handle_message (Rasa 3.6.21), kept apart so that the dialogue is read and
    written once, NLU learns what was asked, and slots can be returned.
    """
    processor = agent.processor
    if processor is None:
        raise RuntimeError("the agent has no model")
    channel = CollectingOutputChannel()
    store = _store(agent)
    async with agent.lock_store.lock(body["sender"]):
        tracker = await store.retrieve_or_begin(body["sender"])
        extras: Extras = tracker.extras
        if extras.answered == body["message_id"] and extras.answer is not None:
            return extras.answer
        message = UserMessage(
            _said(body, tracker),
            channel,
            body["sender"],
            input_channel="chek",
            message_id=body["message_id"],
            metadata=_talk(tracker, extras),
        )
        _pass_over(tracker)
        await processor._handle_message_with_tracker(message, tracker)
        _give_way(tracker)
        learned = _learned(tracker)
        tracker = await processor.run_action_extract_slots(channel, tracker)
        await processor._run_prediction_loop(channel, tracker)
        answer = _answer(channel.messages, tracker, extras, learned)
        extras.answered, extras.answer = body["message_id"], answer
        extras.told_by.update(dict.fromkeys(learned, body["message_id"]))
        await store.save(tracker)
    return answer


def _pass_over(tracker: DialogueStateTracker) -> None:
    """A question of a plea is put once: it counts as passed over, unless this message answers it."""
    extras: Extras = tracker.extras
    if extras.unasked:
        extras.unasked = False
        return
    asked = tracker.get_slot(REQUESTED_SLOT)
    serving = NEED_OF_LOOP.get(tracker.active_loop_name or "")
    if asked and serving in ALARM_NEEDS and tracker.get_slot(asked) is None:
        tracker.update(SlotSet(asked, "skipped"))


def _give_way(tracker: DialogueStateTracker) -> None:
    """A plea waits for no form: the one that runs is left before Rasa can take what was said for its answer."""
    latest = tracker.latest_message
    if latest and interrupts(latest.intent.get("name", ""), tracker.active_loop_name):
        tracker.update(ActiveLoop(None))
        tracker.update(SlotSet(REQUESTED_SLOT, None))


def _answer(
    messages: list[dict[str, Any]], tracker: DialogueStateTracker, extras: Extras, learned: list[str]
) -> dict[str, Any]:
    """The first handler named, the last question, and all that is known."""
    said = [message.get("custom", {}) for message in messages]
    handler = next((custom["handler"] for custom in said if "handler" in custom), None)
    asks = [custom["ask"] for custom in said if "ask" in custom]
    said_before = _said_before(handler, extras) if handler else 0
    if handler:
        extras.said[handler] = extras.said.get(handler, 0) + 1
        extras.last = handler
        extras.serving = handler if NEED_OF_HANDLER.get(handler) in ALARM_NEEDS else extras.serving
        extras.unsure = extras.unsure + 1 if handler in UNSURE_HANDLERS else 0
    latest = tracker.latest_message
    return {
        "handler": handler,
        "ask": asks[-1] if asks else None,
        "slots": {
            name: slot.value
            for name, slot in tracker.slots.items()
            if slot.value is not None and name != REQUESTED_SLOT and not name.startswith("session_started")
        },
        "learned": learned,
        "said_before": said_before,
        "serving": extras.serving,
        "unsure": extras.unsure,
        "meaning": (latest.parse_data or {}).get("meaning") if latest else None,
    }


def _said_before(handler: str, extras: Extras) -> int:
    """How often this handler, or its like (a relative missing, then held), has answered already."""
    kind = family_of(NEED_OF_HANDLER.get(handler, handler))
    return sum(count for other, count in extras.said.items() if family_of(NEED_OF_HANDLER.get(other, other)) == kind)


def _learned(tracker: DialogueStateTracker) -> list[str]:
    """The names of the facts that this message told."""
    latest = tracker.get_last_event_for(UserUttered)
    entities = latest.entities if isinstance(latest, UserUttered) else []
    return sorted({str(entity["entity"]) for entity in entities})


def _talk(tracker: DialogueStateTracker, extras: Extras) -> dict[str, Any]:
    """What NLU must know of the conversation (nlu.signals.talk.Talk)."""
    return {
        "talk": {
            "loop": tracker.active_loop_name,
            "asked": None if extras.unasked else tracker.get_slot(REQUESTED_SLOT),
            "known": {name: slot.value for name, slot in tracker.slots.items() if slot.value is not None},
            "last": extras.last,
            "serving": extras.serving,
        }
    }


def _spoken(text: str) -> str:
    """A person's words, which must not be taken for a command of Rasa's (`/restart`)."""
    return text.lstrip("/ \n\t") or "-"


def _said(body: dict[str, Any], tracker: DialogueStateTracker) -> str:
    """The words, or a tapped choice in Rasa's own notation, which passes NLU by."""
    need = body.get("need")
    if not need:
        return _spoken(body["text"])
    given = dict(body.get("facts") or {})
    given.pop("advice", None)  # which advice was tapped concerns the handler alone
    if given.pop("here", None):
        need, given = _pinned(given, tracker)
    country, place = place_names(need, tracker.active_loop_name)
    names = {"country": country, "place": place}
    facts = {names.get(name, name): value for name, value in given.items()}
    if "here" in (body.get("facts") or {}):
        facts |= given
    return f"/{need}{json.dumps(facts, ensure_ascii=False)}" if facts else f"/{need}"


def _pinned(given: dict[str, str], tracker: DialogueStateTracker) -> tuple[str, dict[str, str]]:
    """What a pin tells: in a plea where the person is; else which missions are meant, and where they are as well.

    A family's own pin at home does not say where their relative is.
    """
    talk = Talk.from_metadata(_talk(tracker, tracker.extras))
    if talk.in_plea and talk.serves("") == "family" and given.get("country") == HOME:
        return talk.need or "", {}
    found = given if given.get("country") else {"at_sea": "yes"}
    return (talk.need if talk.in_plea else None) or "embassy_lookup", found


def _store(agent: Agent) -> DialogueStore:
    """Our store, out of the wrappers Rasa puts around it."""
    store: Any = agent.tracker_store
    while not isinstance(store, DialogueStore):
        store = store._tracker_store
    return store


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
