"""Pictures of ads become words; whatever else is sent becomes none."""

import io
import random

import pytest
from PIL import Image

from bot.ocr.prepare import PictureError, prepare
from bot.ocr.reader import installed, read_picture
from bot.ocr.words import Line, legible, lines_of
from nlu.signals.offer_reader import read_offer
from tests.offers.ocr_figures import page
from tests.offers.pictures import draw, fonts, looks

AD = "รับสมัครแอดมินตอบแชท ปอยเปต\nเงินเดือน 35,000 บาท ที่พักฟรี\nติดต่อ 081-555-0114"
needs_tesseract = pytest.mark.skipif(not (installed() and fonts()), reason="no Tesseract with Thai, or no Thai fonts")


@needs_tesseract
def test_an_ad_is_read() -> None:
    offer = read_offer(read_picture(draw(AD, looks()[0])))
    assert (offer.country, offer.place) == ("KH", "ปอยเปต")
    assert offer.salary is not None
    assert offer.salary.minimum == 35000
    assert offer.contacts.phones == ("+66815550114",)


@needs_tesseract
def test_letters_come_through_in_every_look() -> None:
    pages = [page(AD, look) for look in looks()[:10:3]]
    assert min(one.characters for one in pages) > 0.85


@needs_tesseract
@pytest.mark.parametrize("picture", ["photo", "blank", "broken", "nothing"])
def test_no_words_where_there_are_none(picture: str) -> None:
    assert read_picture(_other(picture)) == ""


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", b"\xff\xd8\xff\xe0 not a picture", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureError):
        prepare(content)


def test_a_picture_that_unfolds_to_a_giant_is_refused() -> None:
    with pytest.raises(PictureError):
        prepare(_png(Image.new("1", (10_000, 9_000))))


def test_light_letters_on_dark_are_turned_round() -> None:
    dark = Image.new("RGB", (200, 100), "#101010")
    dark.paste("white", (80, 40, 120, 60))
    grey = Image.open(io.BytesIO(prepare(_png(dark))))
    assert grey.getpixel((5, 5)) == 255


def test_single_letters_become_words() -> None:
    rows = [("เ", 0), ("งิ", 10), ("น", 20), ("35,000", 45)]
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    table = "\n".join([head, *(f"5\t1\t1\t1\t1\t{left}\t{left}\t0\t9\t20\t90\t{text}" for text, left in rows)])
    assert lines_of(table) == [Line("เงิน 35,000", 90.0)]


def test_specks_are_not_text() -> None:
    assert not legible([Line("- .", 95.0)])
    assert not legible([Line("ฟหกดเ้่าสว ืทมใฝ", 41.0)])
    assert legible([Line("รับสมัครพนักงานขาย", 91.0)])


def _other(kind: str) -> bytes:
    if kind == "photo":
        noise = Image.frombytes("RGB", (160, 120), random.Random(1).randbytes(160 * 120 * 3))
        return _png(noise.resize((800, 600)))
    return {"blank": _png(Image.new("RGB", (400, 300), "#cceeff")), "broken": b"\xff\xd8\xff", "nothing": b""}[kind]


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
