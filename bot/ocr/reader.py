"""A picture's words, read in a process of its own with a time limit: a strange picture can harm nobody else's turn."""

import json
import shutil
import subprocess
import sys
from functools import cache

from bot.log import log

LONGEST_SECONDS = 20.0
"""A picture that takes longer is given up; on one core a screenshot takes two or three."""

LARGEST_BYTES = 10_000_000
"""LINE's own limit for an image."""


@cache
def installed() -> bool:
    """Whether Tesseract with Thai is on this machine."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=10)  # noqa: S603
    return "tha" in listed.stdout.split()


def read_picture(picture: bytes) -> str:
    """The words in a picture, line by line; empty if there are none, it cannot be read, or Tesseract is missing."""
    if not installed() or not picture or len(picture) > LARGEST_BYTES:
        return ""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot.ocr.child"],
            input=picture,
            capture_output=True,
            check=True,
            timeout=LONGEST_SECONDS,
        )
        words: str = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        log.info("picture not read", reason=type(error).__name__)
        return ""
    return words
