"""Ads as pictures: drawn in several Thai fonts, sizes and colours, as JPEG of several qualities."""

import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from pythainlp.tokenize import word_tokenize

FONTS = Path("/usr/share/fonts")
FAMILIES = ("Loma.ttf", "Garuda.ttf", "Waree.ttf", "Sawasdee.ttf", "Norasi.ttf", "Umpush.ttf", "Laksaman.ttf")
NOTO = ("NotoSansThai-Regular.ttf", "NotoLoopedThai-Regular.ttf", "NotoSerifThai-Regular.ttf")
COLOURS = (  # ink, ground
    ("black", "white"),
    ("#222222", "#fff3c4"),
    ("white", "#1b5e20"),
    ("#ffeb3b", "#b71c1c"),
    ("#111111", "#8ee4af"),
)


@dataclass(frozen=True)
class Look:
    """How an ad is drawn. Colours as Pillow knows them; `quality` of JPEG, None for PNG."""

    font: Path
    size: int
    ink: str
    ground: str
    width: int
    quality: int | None


def fonts() -> list[Path]:
    """The Thai fonts on this machine, loopless and looped."""
    found = {path.name: path for path in FONTS.rglob("*.[to]tf")}
    otf = {path.stem: path for path in FONTS.rglob("*.[to]tf")}
    wanted = [*FAMILIES, *NOTO]
    return [found.get(name) or otf[Path(name).stem] for name in wanted if name in found or Path(name).stem in otf]


def looks() -> list[Look]:
    """A look for each place in a round: every font, size, colour and quality comes up."""
    sizes, qualities, widths = (22, 28, 34, 44), (None, 85, 60, 40), (720, 1080, 1080, 900)
    return [
        Look(font, sizes[place % 4], *COLOURS[place % 5], widths[place % 4], qualities[place * 3 // 4 % 4])
        for place, font in enumerate(fonts() * 4)
    ]


def draw(text: str, look: Look) -> bytes:
    """A text as a picture, wrapped at word ends as a phone would."""
    font = ImageFont.truetype(str(look.font), look.size)
    margin = look.size
    lines = [line for part in text.split("\n") for line in _wrapped(part, font, look.width - 2 * margin)]
    height = round(look.size * 1.75)
    picture = Image.new("RGB", (look.width, 2 * margin + height * len(lines)), look.ground)
    pen = ImageDraw.Draw(picture)
    for row, line in enumerate(lines):
        _write(pen, (margin, margin + row * height), line, font, look.ink)
    out = io.BytesIO()
    if look.quality:
        picture.save(out, "JPEG", quality=look.quality)
    else:
        picture.save(out, "PNG")
    return out.getvalue()


def _write(pen: ImageDraw.ImageDraw, place: tuple[int, int], line: str, font: ImageFont.FreeTypeFont, ink: str) -> None:
    """A line; Noto's Thai fonts have no Latin letters and figures of their own."""
    across, down = place
    latin = ImageFont.truetype(str(_latin()), round(font.size)) if "Noto" in str(font.path) else font
    for run in re.findall(r"[\u0e00-\u0e7f ]+|[^\u0e00-\u0e7f ]+", line):
        own = font if re.match(r"[\u0e00-\u0e7f ]", run) else latin
        pen.text((across, down + font.size), run, font=own, fill=ink, anchor="ls")
        across += round(own.getlength(run))


@cache
def _latin() -> Path:
    return next(FONTS.rglob("NotoSans-Regular.ttf"))


def _wrapped(line: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines, current = [], ""
    for word in word_tokenize(line, engine="newmm", keep_whitespace=True):
        if font.getlength(current + word) > width and current:
            lines.append(current)
            current = word.lstrip()
        else:
            current += word
    return [*lines, current]
