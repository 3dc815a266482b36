"""LINE's limits, as documented constants. The OpenAPI description holds only some; the prose documentation the rest.

Sources: [OA] bot/line/openapi (line/line-openapi 6e4c2a2); [DOC] developers.line.biz, pages "message objects",
"text character count", "action objects", "send reply message", "rich menu", as stored in 2026-07/08.
Texts are counted in UTF-16 code units, labels in grapheme clusters: `กี้` is three units but one cluster.
"""

from enum import IntEnum

import grapheme


class Limit(IntEnum):
    """The largest number LINE takes."""

    MESSAGES_PER_CALL = 5  # [OA] reply, push
    TEXT = 5000  # [DOC] text message, UTF-16 units
    ALT_TEXT = 1500  # [DOC] flex, template, imagemap (400 until 2025)
    QUICK_REPLIES = 13  # [OA]
    QUICK_REPLY_LABEL = 20  # [DOC] grapheme clusters; also template and rich menu labels
    FLEX_BUTTON_LABEL = 40  # [DOC] grapheme clusters
    POSTBACK_DATA = 300  # [OA] characters
    POSTBACK_DISPLAY_TEXT = 300  # [DOC] grapheme clusters
    MESSAGE_ACTION_TEXT = 300  # [DOC] grapheme clusters
    URI = 1000  # [DOC] uri action; [OA] says so of `altUri` only
    FLEX_BUBBLE_BYTES = 30_000  # [DOC] "30 KB" of JSON
    FLEX_CAROUSEL_BYTES = 50_000  # [DOC] "50 KB" of JSON
    FLEX_CAROUSEL_BUBBLES = 12  # [DOC]
    REQUEST_BODY_BYTES = 2_000_000  # [DOC] status 413
    RICH_MENU_AREAS = 20  # [OA]
    RICH_MENU_NAME = 300  # [OA] grapheme clusters
    RICH_MENU_CHAT_BAR_TEXT = 14  # [OA] grapheme clusters
    RICH_MENU_IMAGE_BYTES = 1_000_000  # [DOC]
    RICH_MENU_WIDTH = 2500  # [DOC] pixels; at least 800
    WEBHOOK_BODY_BYTES = 1_000_000  # ours: LINE names none; what is larger is not from LINE


REPLY_TOKEN_SECONDS = 60
"""A reply token is good for "one minute after receiving the webhook" [DOC]; used or older, the call answers 400."""

URI_SCHEMES = ("http", "https", "line", "tel")
"""The schemes a uri action may have [DOC]."""

LOADING_SECONDS = range(5, 61, 5)
"""What `chat/loading/start` takes [OA]."""


def utf16_units(text: str) -> int:
    """How LINE counts the length of a text."""
    return len(text.encode("utf-16-le")) // 2


def clusters(text: str) -> int:
    """How LINE counts the length of a label: a Thai consonant with its vowel and tone is one."""
    return int(grapheme.length(text))


def shorten(text: str, limit: int) -> str:
    """The text, cut at a cluster if it is longer than `limit` UTF-16 units, with an ellipsis."""
    if utf16_units(text) <= limit:
        return text
    kept = ""
    for cluster in grapheme.graphemes(text):
        if utf16_units(kept + cluster) > limit - 1:
            break
        kept += cluster
    return kept + "…"
