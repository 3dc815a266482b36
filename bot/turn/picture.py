"""A picture that somebody sent, as the words in it. The picture is held only while it is read, and never stored."""

from dataclasses import replace

from bot.line.api import LineApi, LineError
from bot.ocr import installed, read_picture
from bot.turn.hear import Heard
from handlers.contract import Message


def with_words(heard: Heard, message: Message, line: LineApi) -> Message:
    """The message with the words of its picture as text; as it was if there are none or it cannot be read."""
    if message.kind != "image" or message.in_group or not heard.message_id or not installed():
        return message
    try:
        picture = line.content(heard.message_id)
    except LineError:
        return message
    return replace(message, text=read_picture(picture))
