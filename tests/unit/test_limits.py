"""Our constants say what LINE's description says, and we count as LINE counts."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.line.limits import LOADING_SECONDS, Limit, clusters, shorten, utf16_units
from bot.simulator.openapi import DESCRIPTION


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    """LINE's own schemas."""
    return dict(yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))["components"]["schemas"])


def test_constants_agree_with_lines_description(schemas: dict[str, Any]) -> None:
    reply, menu = schemas["ReplyMessageRequest"], schemas["RichMenuRequest"]["properties"]
    postback = next(part for part in schemas["PostbackAction"]["allOf"] if "properties" in part)["properties"]
    loading = schemas["ShowLoadingAnimationRequest"]["properties"]["loadingSeconds"]
    assert reply["properties"]["messages"]["maxItems"] == Limit.MESSAGES_PER_CALL
    assert schemas["QuickReply"]["properties"]["items"]["maxItems"] == Limit.QUICK_REPLIES
    assert schemas["AltUri"]["properties"]["desktop"]["maxLength"] == Limit.URI
    assert postback["data"]["maxLength"] == Limit.POSTBACK_DATA
    assert menu["name"]["maxLength"] == Limit.RICH_MENU_NAME
    assert menu["chatBarText"]["maxLength"] == Limit.RICH_MENU_CHAT_BAR_TEXT
    assert (loading["minimum"], loading["maximum"]) == (LOADING_SECONDS[0], LOADING_SECONDS[-1])


def test_constants_agree_with_the_written_limits() -> None:
    """The figures of LINE's prose documentation, as noted in limits.py with their pages."""
    assert (Limit.TEXT, Limit.ALT_TEXT) == (5000, 1500)
    assert (Limit.URI, Limit.POSTBACK_DISPLAY_TEXT, Limit.MESSAGE_ACTION_TEXT) == (1000, 300, 300)
    assert (Limit.QUICK_REPLY_LABEL, Limit.FLEX_BUTTON_LABEL) == (20, 40)
    assert (Limit.FLEX_CAROUSEL_BUBBLES, Limit.RICH_MENU_IMAGE_BYTES) == (12, 1_000_000)


@pytest.mark.parametrize(
    ("text", "units", "labels"), [("กี้", 3, 1), ("ช่วยด้วย", 8, 6), ("😊", 2, 1), ("👨‍👩‍👧", 8, 1), ("abc", 3, 3)]
)
def test_texts_are_counted_in_units_and_labels_in_clusters(text: str, units: int, labels: int) -> None:
    assert (utf16_units(text), clusters(text)) == (units, labels)


@given(text=st.text(max_size=80), limit=st.integers(1, 60))
def test_a_shortened_text_always_fits(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert utf16_units(short) <= limit
    assert short == text or short.endswith("…")
