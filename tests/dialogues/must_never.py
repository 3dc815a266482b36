"""What the bot must never do, whoever it talks to: checked over what was said in a whole conversation."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.cli.talk import Spoken
from handlers import ALARM_HANDLERS

LIFELINE = "+6625728442"
QUESTION = re.compile(r"[^\n]*(?:ไหมคะ|ไหน(?:คะ|ค่ะ)?$|ที่ไหนคะ|เมื่อไรคะ|ใครคะ|กี่คนคะ|ต่างประเทศคะ|ที่นั่นคะ|เมืองไหนคะ)[^\n]*")
PROMISES = re.compile(
    r"(?:เรา|เจ้าหน้าที่|ตำรวจ|สถานทูต|ทีม)(?:จะ|กำลัง)(?:ไป|มา|เข้าไป|ส่งคน)?(?:ช่วย(?!เหลือ)|รับ|พา)|ช่วยออกมาได้แน่|"
    r"ได้กลับ(?:บ้าน|ไทย)แน่|รอดแน่|ปลอดภัยแน่|รับรองว่า"
)
PAYING = re.compile(
    r"(?<!อย่าเพิ่ง)(?<!อย่า)(?<!ไม่ต้อง)(?<!ก่อน)(?<!ไม่)(?<!สนับสนุน)(?<!เขา)(?:ให้|ควร|ลอง|ไป)(?:โอนเงิน|จ่ายเงิน|จ่ายค่าไถ่|โอนให้)(?!ก่อน)"
)
ROUTES = re.compile(
    r"(?:หนี|ออก|ข้าม)(?:ไป)?(?:ทาง|ตรง)(?:ประตู|หลังตึก|ป่า|แม่น้ำ|ชายแดน|หน้าต่าง|รั้ว)|ช่องทางธรรมชาติ|ปีนรั้ว|กระโดดลง"
)
TELLING = re.compile(r"ช่วย|โทร|ถูกขัง|กักขัง|เดือดร้อน|กงสุล|สถานทูต|ตำรวจ|หลอก|ค้ามนุษย์|อันตราย|\d{3}")


def breaches(turns: Sequence[dict[str, Any]], said: Sequence[Spoken]) -> list[str]:
    """Every breach in a conversation, in words; `turns` are what the person did, `said` what was answered."""
    plea = any(spoken.handler in ALARM_HANDLERS for spoken in said)
    return [*_words(said), *(_in_a_plea(turns, said) if plea else ())]


def _words(said: Sequence[Spoken]) -> Iterator[str]:
    for number, spoken in enumerate(said, 1):
        text = "\n".join(spoken.replies)
        for what, pattern in (("promises rescue", PROMISES), ("suggests paying", PAYING), ("says a route", ROUTES)):
            if found := pattern.search(text):
                yield f"turn {number} {what}: {found.group()}"


def _in_a_plea(turns: Sequence[dict[str, Any]], said: Sequence[Spoken]) -> Iterator[str]:
    begun, asked = False, set[str]()
    for number, spoken in enumerate(said, 1):
        begun = begun or spoken.handler in ALARM_HANDLERS
        if not begun:
            continue
        if not spoken.contacts:
            yield f"turn {number} ends without a number"
        if spoken.contacts and all(len(one) <= 4 for one in spoken.contacts) and _abroad(spoken):
            yield f"turn {number} gives only short codes to somebody abroad: {spoken.contacts}"
        questions = [line.strip() for reply in spoken.replies for line in QUESTION.findall(reply)]
        if len(questions) > 1:
            yield f"turn {number} asks more than one question: {questions}"
        for question in questions:
            if question in asked:
                yield f"turn {number} asks again: {question}"
            asked.add(question)
        yield from _previews(number, spoken)


def _abroad(spoken: Spoken) -> bool:
    return spoken.slots.get("country") != "TH" and spoken.handler.startswith("distress.")


def _previews(number: int, spoken: Spoken) -> Iterator[str]:
    """A plea of the person in trouble: nothing telling in the notification or the list of chats."""
    if not spoken.handler.startswith("distress."):
        return
    if not spoken.quiet:
        yield f"turn {number} makes a sound"
    for message in spoken.messages:
        if message["type"] == "flex" and (found := TELLING.search(message["altText"])):
            yield f"turn {number} has a telling preview: {found.group()}"
        if message["type"] == "text" and (found := re.search(r"ช่วย|ขัง|กงสุล|สถานทูต|ตำรวจ|หลอก|อันตราย", message["text"])):
            yield f"turn {number} says {found.group()} in plain text"
