"""LINE's rules that its OpenAPI description does not hold: lengths, label counts, sizes, schemes (bot.line.limits)."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from bot.line.limits import URI_SCHEMES, Limit, clusters, utf16_units

Fault = str


def faults(messages: list[dict[str, Any]]) -> list[Fault]:
    """What LINE would refuse in these messages, "path: fault"."""
    return [fault for index, message in enumerate(messages) for fault in _message(message, f"messages/{index}")]


def _message(message: dict[str, Any], path: str) -> Iterator[Fault]:
    if message.get("type") == "text":
        yield from _longer(utf16_units(message.get("text", "")), Limit.TEXT, f"{path}/text")
        if not message.get("text", "").strip():
            yield f"{path}/text: may not be empty"
    if message.get("type") == "flex":
        yield from _longer(utf16_units(message.get("altText", "")), Limit.ALT_TEXT, f"{path}/altText")
        yield from _flex(message.get("contents", {}), f"{path}/contents")
    for index, item in enumerate(message.get("quickReply", {}).get("items", ())):
        action = item.get("action", {})
        place = f"{path}/quickReply/items/{index}/action"
        yield from _longer(clusters(action.get("label", "")), Limit.QUICK_REPLY_LABEL, f"{place}/label")
        yield from _action(action, place, in_quick_reply=True)


def _flex(contents: dict[str, Any], path: str) -> Iterator[Fault]:
    carousel = contents.get("type") == "carousel"
    most = Limit.FLEX_CAROUSEL_BYTES if carousel else Limit.FLEX_BUBBLE_BYTES
    yield from _longer(len(json.dumps(contents, ensure_ascii=False).encode()), most, path)
    if carousel:
        yield from _longer(len(contents.get("contents", ())), Limit.FLEX_CAROUSEL_BUBBLES, f"{path}/contents")
    yield from _component(contents, path)


def _component(component: Any, path: str) -> Iterator[Fault]:
    if isinstance(component, list):
        for index, child in enumerate(component):
            yield from _component(child, f"{path}/{index}")
    if not isinstance(component, dict):
        return
    if component.get("type") == "text" and not component.get("text") and not component.get("contents"):
        yield f"{path}/text: may not be empty"
    if component.get("type") == "button":
        label = component.get("action", {}).get("label", "")
        yield from _longer(clusters(label), Limit.FLEX_BUTTON_LABEL, f"{path}/action/label")
        if not label:
            yield f"{path}/action/label: a button needs one"
    if "action" in component:
        yield from _action(component["action"], f"{path}/action", in_quick_reply=False)
    for key in ("header", "hero", "body", "footer", "contents"):
        yield from _component(component.get(key), f"{path}/{key}")


def _action(action: dict[str, Any], path: str, *, in_quick_reply: bool) -> Iterator[Fault]:
    kind = action.get("type")
    if kind in ("location", "camera", "cameraRoll") and not in_quick_reply:
        yield f"{path}: {kind} is for quick replies only"
    if kind == "postback":
        yield from _longer(len(action.get("data", "")), Limit.POSTBACK_DATA, f"{path}/data")
        yield from _longer(clusters(action.get("displayText", "")), Limit.POSTBACK_DISPLAY_TEXT, f"{path}/displayText")
    if kind == "message":
        yield from _longer(clusters(action.get("text", "")), Limit.MESSAGE_ACTION_TEXT, f"{path}/text")
    if kind == "uri":
        uri = action.get("uri", "")
        yield from _longer(len(uri), Limit.URI, f"{path}/uri")
        if urlsplit(uri).scheme not in URI_SCHEMES:
            yield f"{path}/uri: the scheme must be one of {', '.join(URI_SCHEMES)}"


def _longer(length: int, most: int, path: str) -> Iterator[Fault]:
    if length > most:
        yield f"{path}: {length} is more than {int(most)}"
