"""A text in pieces short enough to quote."""

import re

from pythainlp.tokenize import word_tokenize

LEAST, MOST = 20, 60
"""Characters of a clause: shorter pieces of a line are joined, longer ones are cut between words."""

_PIECE = re.compile(r"\S+\s*")


def clauses(text: str) -> list[str]:
    """The clauses of a normalised text, in order; each stands in it word for word."""
    found = [clause for line in text.split("\n") for clause in _of_line(line)]
    return [clause.strip() for clause in found if clause.strip()] or [text.strip()]


def _of_line(line: str) -> list[str]:
    joined: list[str] = []
    for piece in _PIECE.findall(line):
        for part in _short(piece):
            if joined and len(joined[-1]) < LEAST and len(joined[-1]) + len(part) <= MOST:
                joined[-1] += part
            else:
                joined.append(part)
    return joined


def _short(piece: str) -> list[str]:
    """A piece without a space, cut between words where it is too long."""
    if len(piece) <= MOST:
        return [piece]
    parts = [""]
    for word in word_tokenize(piece, engine="newmm"):
        if parts[-1] and len(parts[-1]) + len(word) > MOST:
            parts.append("")
        parts[-1] += word
    return parts
