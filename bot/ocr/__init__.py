"""Reading the words in a picture (screenshots of ads and chats) with Tesseract, which may not be installed.

`read_picture` is the way in. The picture passes through memory and pipes only; it is never written anywhere.
"""

from bot.ocr.reader import installed, read_picture

__all__ = ["installed", "read_picture"]
