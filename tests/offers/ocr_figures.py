"""How well pictures are read: `python -m tests.offers.ocr_figures` draws ads, reads them, and prints a table."""

import re
import statistics
import time
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from rich.console import Console
from rich.table import Table

from bot.ocr.reader import installed, read_picture
from nlu.signals import read
from nlu.signals.normalise import clean
from nlu.signals.offer_reader import read_offer
from tests.offers.evaluate import ads
from tests.offers.pictures import Look, draw, looks


@dataclass(frozen=True)
class Page:
    """One picture read: accuracy of characters 0 to 1, red flags shown and kept, salary kept, and seconds."""

    look: Look
    characters: float
    flags: int
    kept: int
    salary: bool
    seconds: float


def accuracy(written: str, seen: str) -> float:
    """The share of characters that came through, spaces and emoji aside."""
    want, have = _letters(written), _letters(seen)
    same = sum(block.size for block in SequenceMatcher(None, want, have, autojunk=False).get_matching_blocks())
    return same / max(len(want), len(have), 1)


def page(text: str, look: Look) -> Page:
    """Draws a text, reads it, compares."""
    picture = draw(text, look)
    started = time.perf_counter()
    seen = read_picture(picture)
    seconds = time.perf_counter() - started
    flags = {flag.name for flag in read(text).flags}
    kept = flags & {flag.name for flag in read(seen).flags}
    before, after = read_offer(text).salary, read_offer(seen).salary
    amount = (before and (before.minimum, before.maximum)) == (after and (after.minimum, after.maximum))
    return Page(look, accuracy(text, seen), len(flags), len(kept), amount, seconds)


def _letters(text: str) -> str:
    return re.sub(r"[^\u0e01-\u0e5b0-9a-zA-Z@.,/:+-]", "", clean(text))


def main() -> None:
    """Prints the tables."""
    console = Console()
    if not installed():
        console.print("Tesseract with Thai is not installed")
        return
    texts = [ad["text"] for ad in ads("known")[:180] if len(ad["text"]) > 120]
    pages = [page(text, look) for text, look in zip(texts, looks(), strict=False)]
    table = Table("look", "pictures", "characters", "red flags kept", "salary kept", "median s", "p95 s")
    groups: dict[str, list[Page]] = defaultdict(list)
    for one in pages:
        look = one.look
        for name in (look.font.stem, f"{look.size} px", f"JPEG {look.quality}", f"{look.ink} on {look.ground}", "all"):
            groups[name].append(one)
    for name, listed in groups.items():
        table.add_row(name, *_row(listed))
    console.print(table)


def _row(pages: list[Page]) -> list[str]:
    seconds = sorted(one.seconds for one in pages)
    return [
        str(len(pages)),
        f"{statistics.mean(one.characters for one in pages):.3f}",
        f"{sum(one.kept for one in pages) / max(1, sum(one.flags for one in pages)):.3f}",
        f"{sum(one.salary for one in pages) / len(pages):.3f}",
        f"{statistics.median(seconds):.2f}",
        f"{seconds[int(0.95 * (len(seconds) - 1))]:.2f}",
    ]


if __name__ == "__main__":
    main()
