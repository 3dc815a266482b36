"""A phone-sized browser on the chat page, for the end-to-end test and the README's pictures."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

PHONE = {"width": 390, "height": 844}
QUIET_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Where Chromium is. Raises if the machine has none (`.ci/run` installs it)."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        raise FileNotFoundError("no Chromium on this machine: install it (Debian: apt-get install chromium)")
    return found


@contextmanager
def phone(address: str, *, width: int = PHONE["width"], height: int = PHONE["height"]) -> Iterator[Page]:
    """A page at an address, as on a phone."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET_FLAGS)
        page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=2)
        page.goto(address)
        yield page
        browser.close()


def say(page: Page, words: str) -> None:
    """Types a text and waits until the bot has answered it."""
    bot = page.locator(".line.bot")
    before = bot.count()
    page.get_by_role("textbox", name="Message").fill(words)
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_function(f"document.querySelectorAll('.line.bot').length > {before}", timeout=20_000)
    page.wait_for_timeout(400)
