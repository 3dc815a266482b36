"""Takes the README's pictures: three conversations on a phone. `make screenshots`."""

import sys
import tempfile
from pathlib import Path

from bot.settings import ROOT
from tests.browser import phone, say
from tests.house import running_house

PICTURES = ROOT / "tests" / "pictures"
CONVERSATIONS = {
    "offer": ["มีคนชวนไปเป็นแอดมินที่ปอยเปต เงินเดือน 35,000 จริงไหมคะ"],
    "distress": ["ช่วยด้วย โดนขัง", "ปอยเปต"],
    "family": ["น้องสาวไปพม่าแล้วติดต่อไม่ได้"],
}


def main() -> None:
    """Starts a house, holds each conversation and keeps its picture."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running_house(Path(folder)) as house:
        for name, words in CONVERSATIONS.items():
            with phone(f"http://127.0.0.1:{house.settings.simulator_port}/") as page:
                page.wait_for_selector(".line.bot", timeout=20_000)
                for one in words:
                    say(page, one)
                page.wait_for_timeout(600)
                path = PICTURES / f"{name}.png"
                page.screenshot(path=path)
                sys.stdout.write(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    main()
