"""What Tesseract saw, as lines, and whether it is text at all or only the pattern of a photo."""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass

SURE = 30
"""Words Tesseract is less sure of (of 100) are specks, icons and edges."""

LEGIBLE_MEAN = 55
LEGIBLE_LETTERS = 12


@dataclass(frozen=True)
class Line:
    """A line of text with Tesseract's confidence, 0 to 100, weighed by length."""

    text: str
    confidence: float


def lines_of(table: str) -> list[Line]:
    """The lines of Tesseract's TSV output."""
    words: dict[tuple[str, str, str], list[tuple[str, float]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        confidence = float(row.get("conf") or -1)
        if text and confidence >= SURE:
            words[row["block_num"], row["par_num"], row["line_num"]].append((text, confidence))
    return [
        Line(
            " ".join(text for text, _ in line),
            sum(len(text) * confidence for text, confidence in line) / sum(len(text) for text, _ in line),
        )
        for line in words.values()
    ]


def legible(lines: list[Line]) -> bool:
    """Whether it reads as text: enough letters, and Tesseract sure enough of them."""
    letters = sum(character.isalpha() for line in lines for character in line.text)
    length = sum(len(line.text) for line in lines)
    if letters < LEGIBLE_LETTERS:
        return False
    return sum(line.confidence * len(line.text) for line in lines) / length >= LEGIBLE_MEAN
