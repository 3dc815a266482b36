"""What one sum in an offer is for: the wage, what the person is to pay, or neither (bonus, penalty, advance)."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Literal, NamedTuple

from pythainlp.tokenize import word_tokenize

from nlu.signals import data
from nlu.signals.money import Sum
from nlu.signals.offer import Period

Role = Literal["pay", "fee", "other"]

_BEFORE, _AFTER = 48, 32
_RIGHT_BEFORE = 8
_RIGHT_BEFORE_A_FEE = 20
_LEAST_PLAIN = 50
"""A number below this is money only if something says so."""

_SHORT = 4
"""A cue as short as this is also part of other words ("กวางโจว"): it counts only where a word begins."""

_NEAR = 26
"""A word this far before a sum still says what it is for."""

_NEAR_SHORT = 16
"""The same for a short word, which may speak of something else ("เก็บไข่")."""


class _Patterns(NamedTuple):
    pay: re.Pattern[str]
    got: re.Pattern[str]
    fee: re.Pattern[str]
    other: re.Pattern[str]
    penalty: re.Pattern[str]
    commission: re.Pattern[str]
    after_fee: re.Pattern[str]
    paid_for: re.Pattern[str]
    waiting: re.Pattern[str]
    later: re.Pattern[str]
    back: re.Pattern[str]
    more: re.Pattern[str]
    total: re.Pattern[str]
    corrected: re.Pattern[str]
    same: re.Pattern[str]
    position: re.Pattern[str]
    brings: re.Pattern[str]
    whole_stay: re.Pattern[str]
    cost: re.Pattern[str]
    instalment: re.Pattern[str]
    rent: re.Pattern[str]
    estimate: re.Pattern[str]
    each: re.Pattern[str]
    per: re.Pattern[str]
    shared: re.Pattern[str]


@dataclass(frozen=True)
class Purpose:
    """A sum, what it is for (None: the words do not say), how plainly they say it (0 best), and per what."""

    sum: Sum
    role: Role | None
    rank: int
    period: Period
    said: bool  # the period is the text's, not our guess
    line: int


@cache
def money_cues() -> _Patterns:
    """The words that say what a sum is for (content/signals/offer_money.yml)."""
    words = data.read("offer_money")
    listed = {**words["roles"], **words}
    return _Patterns(*(re.compile(listed[name]) for name in _Patterns._fields))


@cache
def _periods() -> tuple[dict[str, Period], dict[Period, re.Pattern[str]]]:
    words = data.read("offer_money")
    of_word = {word: period for period, listed in words["periods"].items() for word in listed}
    longest_first = {word: of_word[word] for word in sorted(of_word, key=len, reverse=True)}
    return longest_first, {period: re.compile(pattern) for period, pattern in words["said_before"].items()}


def purpose_of(text: str, sum_: Sum, previous: Purpose | None) -> Purpose | None:
    """What a sum is for; None if it is no money after all, or taken back at once ("2,500 … เอ้ย 5,500")."""
    cues = money_cues()
    line = text.count("\n", 0, sum_.start)
    after = text[sum_.end : sum_.end + _AFTER].partition("\n")[0]
    if cues.corrected.search(after):
        return None
    before = _before(text, sum_, previous)
    period, said = _period(text, sum_, before, after)
    role, rank = _role(before, after, said=said)
    if role is None and not (sum_.currency or sum_.marked):
        return None
    said_alone = said and (sum_.minimum >= _LEAST_PLAIN or period in ("HOUR", "TASK"))
    plain = not (sum_.currency or sum_.marked or said_alone or cues.after_fee.search(after))
    if plain and (sum_.minimum < _LEAST_PLAIN or not _stands_by(before, role)):
        return None
    if role == "fee" and sum_.minimum != sum_.maximum and (said or not _last(cues.cost, before)[0]):
        role, rank = "pay", 1  # nobody asks for a range
    if role == "fee" and said and period != "TASK" and not cues.instalment.search(before):
        role, rank = ("other", 0) if cues.rent.search(before[-_NEAR_SHORT:]) else ("pay", 1)
    if previous and previous.line == line and _only_adds(before, previous, role, rank):
        role = "other"
    return Purpose(sum_, role, rank, period, said, line)


def _only_adds(before: str, previous: Purpose, role: Role | None, rank: int) -> bool:
    """Whether a sum comes on top of the one before ("+"), or is what a fee is said to bring back."""
    back = previous.role != "pay" and role == "pay" and rank >= 1 and money_cues().back.search(before)
    plainly_pay = role == "pay" and rank == 0
    return bool(back or (role != "fee" and not plainly_pay and money_cues().more.search(before)))


def _stands_by(before: str, role: Role | None) -> bool:
    """Whether the word that gives a plain number its role stands right before it ("เติม 300")."""
    cues = money_cues()
    words = cues.fee if role == "fee" else cues.other if role == "other" else cues.pay
    end = max(_last(words, before)[0], _last(cues.got, before)[0] if role == "pay" else 0)
    return len(before) - end <= (_RIGHT_BEFORE_A_FEE if role == "fee" else _RIGHT_BEFORE)


def _before(text: str, sum_: Sum, previous: Purpose | None) -> str:
    """The words before a sum, back to the sum before it: on its own line, or the line above if it begins one."""
    start = max(previous.sum.end if previous else 0, sum_.start - _BEFORE)
    lines = text[start : sum_.start].split("\n")
    own = lines[-1]
    return own if re.search(r"[ก-๙a-z]", own) or len(lines) == 1 else f"{lines[-2]} {own}"


def _role(before: str, after: str, *, said: bool) -> tuple[Role | None, int]:
    """The role and its rank: 0 said plainly, 1 by a weak word, 2 not said. `said`: "X ละ" or "ต่อ X" stands there."""
    cues = money_cues()
    if cues.penalty.search(before) or cues.paid_for.search(after):
        return "other", 0
    if cues.after_fee.search(after):
        return "fee", 0
    if cues.later.search(after):
        return "pay", 0
    if said and cues.commission.search(before[-20:]):
        return "pay", 1
    return _role_by_nearest_word(before, said=said)


def _role_by_nearest_word(before: str, *, said: bool) -> tuple[Role | None, int]:
    end, start, name = max((*_last(pattern, before), name) for name, pattern in _strong().items())
    got = _last(money_cues().got, before)[0]
    if said and name != "pay" and _begins_a_clause(before, end):
        return "pay", 0
    apart = got == len(before.rstrip()) > end and " " in before[end:].rstrip()
    if apart and (name == "other" or (name == "fee" and money_cues().brings.search(before))):
        return "pay", 1  # "... ค่าคอม ให้ 40,000"
    if end and len(before) - end <= (_NEAR if end + start > _SHORT else _NEAR_SHORT):
        total = name == "other" and money_cues().total.search(before[-_NEAR:])
        return ("pay", 2) if total else (name, 0)
    if said:
        return "pay", 0
    return ("pay", 1) if got and len(before) - got <= _NEAR else (None, 2)


def _begins_a_clause(before: str, end: int) -> bool:
    """Whether "เดือนละ" stands apart from the word that ends at `end`: "ค่าพาสฟรี เดือนละ", not "ค่าสมัครคนละ"."""
    each_end, each_start = _last(money_cues().each, before)
    return each_end > end and bool(before[end : max(end, -each_start)].strip() or end == 0)


@cache
def _strong() -> dict[Role, re.Pattern[str]]:
    cues = money_cues()
    return {"pay": cues.pay, "fee": cues.fee, "other": cues.other}


def _last(pattern: re.Pattern[str], before: str) -> tuple[int, int]:
    """(end, -start) of the last match, (0, 0) if none: the later wins, and of two that end together the longer."""
    found = [match for match in pattern.finditer(before) if _begins_with_a_word(before, match)]
    return max(((match.end(), -match.start()) for match in found), default=(0, 0))


def _begins_with_a_word(text: str, match: re.Match[str]) -> bool:
    if len(match.group()) > _SHORT or match.group().isascii():
        return True
    return match.start() in {0, *accumulate(map(len, word_tokenize(text, engine="newmm")))}


def _period(text: str, sum_: Sum, before: str, after: str) -> tuple[Period, bool]:
    """Per what a sum is paid ("TASK" also for a whole stay), and whether the words around it say so."""
    cues = money_cues()
    of_word, said_before = _periods()
    per = cues.per.search(after)
    shared = cues.shared.search(after)
    what = shared["what"] if shared else ""
    what = next(filter(None, per.group("what", "every", "latin")), "") if per else what
    known = next((period for word, period in of_word.items() if _names(what, word)), None)
    if known:
        return known, True
    for each in reversed(list(cues.each.finditer(before))):
        what = each["what"].rstrip(".")
        known = next((period for word, period in of_word.items() if what.endswith(word.rstrip("."))), None)
        if known:
            return known, not re.search(r"\d", before[each.end() :])  # "วันละ 2 ชม. ได้ 800"
        if len(before) - each.end() <= _RIGHT_BEFORE:
            return "TASK", True
    if per and not per["apart"]:
        return "TASK", True
    ends = {period: _last(pattern, before)[0] for period, pattern in said_before.items()}
    period = max(ends, key=lambda name: ends[name])
    if ends[period]:
        return period, False
    return ("TASK" if cues.whole_stay.search(before) else _usual(text, sum_)), False


def _usual(text: str, sum_: Sum) -> Period:
    """The period of pay that nobody says: by the nature of the work, else by what an hour or a day brings."""
    words = data.read("offer_money")
    by_nature: dict[Period, str] = words["by_nature"]
    for period, pattern in by_nature.items():
        if re.search(pattern, text):
            return period
    currency = sum_.currency or "THB"
    if sum_.maximum <= words["usual_hour"].get(currency, 0):
        return "HOUR"
    least, most = words["usual_day"].get(currency, (0, 0))
    if sum_.maximum < least:
        return "TASK"
    return "DAY" if sum_.maximum <= most else "MONTH"


def _names(what: str, word: str) -> bool:
    if word.isascii():
        return what == word
    return what.startswith(word) if len(word) > 2 else what == word
