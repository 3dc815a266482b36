"""The rich menu: six tiles at the foot of the chat, and the picture of them. The words come from content."""

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from pythainlp.tokenize import word_tokenize

from bot.line.limits import Limit
from content import Content
from content.replies import Button

FONT = Path(__file__).parent / "fonts" / "NotoSansThai-Bold.ttf"
WIDTH, HEIGHT, COLUMNS, ROWS = 2500, 1686, 3, 2
TILE_COLOURS = ("#0B6E4F", "#B91C1C", "#92400E", "#1D4ED8", "#0F766E", "#4B5563")
"""Dark enough for white letters to be read in the sun; the call for help is red."""


def tiles(content: Content) -> tuple[Button, ...]:
    """The six tiles: the choices of the menu, in their order."""
    return content.replies["menu"].choices[: COLUMNS * ROWS]


def definition(content: Content) -> dict[str, Any]:
    """The rich menu as LINE's API takes it."""
    width, height = WIDTH // COLUMNS, HEIGHT // ROWS
    return {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": True,
        "name": "chek-kon-pai",
        "chatBarText": content.phrase("menu.bar"),
        "areas": [
            {
                "bounds": {
                    "x": (index % COLUMNS) * width,
                    "y": (index // COLUMNS) * height,
                    "width": width,
                    "height": height,
                },
                "action": {
                    "type": "postback",
                    "label": tile.label,
                    "data": tile.choose,
                    "displayText": tile.label,
                },
            }
            for index, tile in enumerate(tiles(content))
        ],
    }


def image(content: Content) -> bytes:
    """The picture as PNG, under LINE's megabyte."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(picture)
    width, height, gap = WIDTH // COLUMNS, HEIGHT // ROWS, 12
    for index, tile in enumerate(tiles(content)):
        left, top = (index % COLUMNS) * width, (index // COLUMNS) * height
        box = (left + gap, top + gap, left + width - gap, top + height - gap)
        draw.rounded_rectangle(box, 48, fill=TILE_COLOURS[index])
        lines = _lines(tile.label, width - 8 * gap)
        font = _fitting(lines, width - 8 * gap)
        draw.multiline_text(
            (left + width / 2, top + height / 2),
            "\n".join(lines),
            fill="white",
            font=font,
            anchor="mm",
            align="center",
            spacing=30,
        )
    buffer = BytesIO()
    picture.quantize(64).save(buffer, "PNG", optimize=True)
    if buffer.tell() > Limit.RICH_MENU_IMAGE_BYTES:
        raise ValueError(
            f"the rich menu's image has {buffer.tell()} bytes, LINE takes {int(Limit.RICH_MENU_IMAGE_BYTES)}"
        )
    return buffer.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    # Raqm places Thai vowels and tones above one another; without it they would collide.
    return ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.RAQM)


def _fitting(lines: list[str], width: int) -> ImageFont.FreeTypeFont:
    """The largest font, up to 130 pixels, in which every line fits."""
    size = 130
    while size > 40 and any(_font(size).getlength(line) > width for line in lines):
        size -= 4
    return _font(size)


def _lines(label: str, width: int) -> list[str]:
    """A label on one line, or on two of nearly the same width, parted between words."""
    if _font(110).getlength(label) <= width:
        return [label]
    words = word_tokenize(label.replace("/", " "), engine="newmm")
    halves = [("".join(words[:cut]).strip(), "".join(words[cut:]).strip()) for cut in range(1, len(words))]
    return list(min(halves, key=lambda pair: max(_font(110).getlength(line) for line in pair), default=(label,)))
