"""What Tesseract saw, as lines, and whether it is text at all or only the pattern of a photo."""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

SURE = 40
"""Lines Tesseract is less sure of (of 100) are specks, icons and edges."""

GAP = 0.28
"""A gap wider than this share of the line's height is a space; Tesseract takes every Thai letter for a word."""

LEGIBLE_MEAN = 55
LEGIBLE_LETTERS = 12


@dataclass(frozen=True)
class Line:
    """A line of text with Tesseract's confidence, 0 to 100, weighed by length."""

    text: str
    confidence: float


@dataclass(frozen=True)
class _Word:
    text: str
    confidence: float
    left: int
    right: int
    height: int


def lines_of(table: str) -> list[Line]:
    """The lines of Tesseract's TSV output that it is sure of."""
    words: dict[tuple[str, str, str], list[_Word]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text, confidence = (row.get("text") or "").strip(), float(row.get("conf") or -1)
        if text and confidence >= 0:
            left, width, height = int(row["left"]), int(row["width"]), int(row["height"])
            place = row["block_num"], row["par_num"], row["line_num"]
            words[place].append(_Word(text, confidence, left, left + width, height))
    return [line for line in map(_line, words.values()) if line.confidence >= SURE]


def _line(words: list[_Word]) -> Line:
    height = max(word.height for word in words)
    text = words[0].text
    for before, word in pairwise(words):
        text += (" " if word.left - before.right > GAP * height else "") + word.text
    length = sum(len(word.text) for word in words)
    return Line(text, sum(len(word.text) * word.confidence for word in words) / length)


def legible(lines: list[Line]) -> bool:
    """Whether it reads as text: enough letters, and Tesseract sure enough of them."""
    letters = sum(character.isalpha() for line in lines for character in line.text)
    if letters < LEGIBLE_LETTERS:
        return False
    length = sum(len(line.text) for line in lines)
    return sum(line.confidence * len(line.text) for line in lines) / length >= LEGIBLE_MEAN
