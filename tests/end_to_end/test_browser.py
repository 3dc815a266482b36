"""A person with a phone: the chat page in a real browser, against the whole bot."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import phone, say
from tests.house import House


@pytest.fixture
def page(house: House) -> Iterator[Page]:
    """The chat page on a phone."""
    with phone(f"http://127.0.0.1:{house.settings.simulator_port}/") as opened:
        yield opened


def test_a_plea_on_a_phone(page: Page) -> None:
    expect(page.get_by_text("สวัสดี นี่คือ เช็กก่อนไป")).to_be_visible(timeout=15_000)
    say(page, "ช่วยด้วย โดนขัง")
    call = page.get_by_role("button", name="กงสุลไทย 24 ชม.").last
    expect(call).to_be_visible()
    expect(page.get_by_text("ตอนนี้อยู่ที่ไหน")).to_be_visible()
    page.locator(".quick").get_by_role("button", name="กัมพูชา").click()
    expect(page.get_by_text("เบอร์สำหรับคนที่อยู่กัมพูชา")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="กงสุลไทย 24 ชม.").last.click()
    expect(page.get_by_text("+6625728442").last).to_be_visible()


def test_the_panel_shows_what_was_understood(house: House) -> None:
    with phone(f"http://127.0.0.1:{house.settings.simulator_port}/", width=1200, height=900) as page:
        expect(page.get_by_text("สวัสดี นี่คือ เช็กก่อนไป")).to_be_visible(timeout=15_000)
        say(page, "โดนขังอยู่ปอยเปต ช่วยด้วย")
        panel = page.locator(".panel")
        expect(panel.get_by_text("distress_immediate")).to_be_visible(timeout=10_000)
        expect(panel.get_by_text("KH", exact=True)).to_be_visible()


def test_two_people_side_by_side_do_not_mix(house: House) -> None:
    with phone(f"http://127.0.0.1:{house.settings.simulator_port}/?people=2", width=1400, height=900) as page:
        first, second = page.locator(".phone").nth(0), page.locator(".phone").nth(1)
        expect(second.get_by_text("สวัสดี นี่คือ เช็กก่อนไป")).to_be_visible(timeout=15_000)
        first.get_by_role("textbox").fill("ช่วยด้วย โดนขัง")
        first.get_by_role("textbox").press("Enter")
        expect(first.get_by_text("ตอนนี้อยู่ที่ไหน")).to_be_visible(timeout=15_000)
        expect(second.get_by_text("ตอนนี้อยู่ที่ไหน")).to_have_count(0)


def test_a_persons_words_are_never_markup(page: Page) -> None:
    expect(page.get_by_text("สวัสดี นี่คือ เช็กก่อนไป")).to_be_visible(timeout=15_000)
    say(page, "<img src=x onerror=\"document.title='hacked'\"> ช่วยด้วย")
    assert page.title() != "hacked"
    expect(page.locator(".person .bubble img")).to_have_count(0)


def test_a_picture_and_a_place_can_be_sent(page: Page) -> None:
    expect(page.get_by_text("สวัสดี นี่คือ เช็กก่อนไป")).to_be_visible(timeout=15_000)
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000050001"
        "0d0a2db40000000049454e44ae426082"
    )
    page.locator("input[type=file]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": pixel})
    expect(page.get_by_text("อ่านรูปไม่ได้")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Send a location").click()
    page.locator(".quick").get_by_role("button", name="ปอยเปต").click()
    expect(page.get_by_text("ติดต่อเรื่องคนไทยในกัมพูชา")).to_be_visible(timeout=15_000)
