"""Any reply our content can produce is legal LINE JSON, whatever data a handler puts in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import content
from bot.line import rich_menu
from bot.line.limits import Limit
from bot.line.render import render
from bot.simulator import openapi, rules
from handlers.contract import Contact, Outcome, Reply
from handlers.routing import contacts_for
from handlers.situation import Situation

LOADED = content.load()
WORDS = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=120).filter(str.strip)


def _data(key: str, filler: str, count: int) -> dict[str, str | tuple[str, ...]]:
    wording = LOADED.replies[key]
    lists = {bubble.each for bubble in wording.bubbles if bubble.each}
    return {gap: (filler,) * count if gap in lists else filler for gap in wording.gaps}


def _assert_legal(outcome: Outcome) -> None:
    messages = render(outcome, LOADED)
    body = {"replyToken": "t", "messages": messages, "notificationDisabled": outcome.quiet}
    assert openapi.validator("ReplyMessageRequest")(body) == []
    assert rules.faults(messages) == []


@pytest.mark.parametrize("quiet", [False, True])
@pytest.mark.parametrize("key", LOADED.replies)
@settings(max_examples=8, deadline=None)
@given(filler=WORDS, count=st.integers(1, 6), contacts=st.integers(0, 4))
def test_every_reply_with_any_data(key: str, quiet: bool, filler: str, count: int, contacts: int) -> None:
    offered = contacts_for(LOADED, Situation("distress", "LA"))[:contacts]
    _assert_legal(Outcome((Reply(key, _data(key, filler, count), offered),), quiet=quiet))


@pytest.mark.parametrize("country", LOADED.directory.countries)
@pytest.mark.parametrize("can_call", [True, False])
def test_every_countrys_contacts(country: str, can_call: bool) -> None:
    contacts = contacts_for(LOADED, Situation("distress", country, can_call=can_call))
    _assert_legal(Outcome((Reply("distress.first", contacts=contacts),), quiet=True))


def test_a_quiet_reply_gives_nothing_away_in_its_preview() -> None:
    quiet = [wording.key for wording in LOADED.replies.values() if wording.quiet]
    assert "distress.first" in quiet
    for key in quiet:
        for message in render(Outcome((Reply(key, _data(key, "x", 1)),), quiet=True), LOADED):
            assert message["type"] == "flex"
            assert message["altText"] == LOADED.phrase("alt.quiet")


def test_call_buttons_dial() -> None:
    contact = Contact("a", "โทรเลย", "+6625728442", "TH")
    card = render(Outcome((Reply("distress.first", contacts=(contact,)),), quiet=True), LOADED)[0]
    assert card["contents"]["body"]["contents"][1]["contents"][0]["action"] == {
        "type": "uri",
        "label": "โทรเลย",
        "uri": "tel:+6625728442",
    }


def test_a_desk_one_writes_to_opens_its_page_or_stands_as_text() -> None:
    contacts = (Contact("a", "เว็บ", "", "TH", link="https://a.go.th"), Contact("b", "ไลน์", "", "TH", "ค้นชื่อนี้"))
    card = render(Outcome((Reply("distress.first", contacts=contacts),), quiet=True), LOADED)[0]
    page, name = (row["contents"] for row in card["contents"]["body"]["contents"][1:3])
    assert page[0]["action"]["uri"] == "https://a.go.th"
    assert [part["text"] for part in name] == ["ไลน์", "ค้นชื่อนี้"]


def test_the_rich_menu_is_legal_and_its_picture_small_enough() -> None:
    definition = rich_menu.definition(LOADED)
    assert openapi.validator("RichMenuRequest")(definition) == []
    assert len(definition["areas"]) == 6
    picture = rich_menu.image(LOADED)
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < Limit.RICH_MENU_IMAGE_BYTES
