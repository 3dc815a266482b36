"""The process that reads one picture: bytes on standard input, its words as JSON on standard output."""

import json
import os
import resource
import subprocess
import sys

from bot.ocr.prepare import PictureError, prepare
from bot.ocr.words import legible, lines_of

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 20
NICENESS = 5
"""On top of the worker's: a picture is read when nothing else wants the core."""


def read(picture: bytes) -> str:
    """The words of a picture; empty if it is no picture or shows no text."""
    try:
        prepared = prepare(picture)
    except PictureError:
        return ""
    table = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "tha+eng", "--psm", "6", "--dpi", "150", "tsv"],  # noqa: S607
        input=prepared,
        capture_output=True,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    lines = lines_of(table.stdout.decode("utf-8", errors="replace"))
    return "\n".join(line.text for line in lines) if legible(lines) else ""


def main() -> None:
    """Reads, bounded in memory and time."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
