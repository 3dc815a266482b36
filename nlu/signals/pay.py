"""What each sum in an offer is for: the wage, what the person is to pay, or neither (bonus, penalty, advance)."""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Literal, NamedTuple

from pythainlp.tokenize import word_tokenize

from nlu.signals import data
from nlu.signals.money import Sum, find_sums
from nlu.signals.offer import Money, Period

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
def _patterns() -> _Patterns:
    words = data.read("offer_money")
    listed = {**words["roles"], **words}
    return _Patterns(*(re.compile(listed[name]) for name in _Patterns._fields))


@cache
def _periods() -> tuple[dict[str, Period], dict[Period, re.Pattern[str]]]:
    words = data.read("offer_money")
    of_word = {word: period for period, listed in words["periods"].items() for word in listed}
    longest_first = {word: of_word[word] for word in sorted(of_word, key=len, reverse=True)}
    return longest_first, {period: re.compile(pattern) for period, pattern in words["said_before"].items()}


def read_pay(text: str, country: str | None) -> tuple[Money | None, tuple[Money, ...]]:
    """(salary, fees) of a normalised text whose contacts are blanked. `country`: where the job is."""
    purposes: list[Purpose] = []
    for sum_ in find_sums(text, country):
        previous = purposes[-1] if purposes else None
        if previous and _is_the_same(text, previous.sum, sum_):
            if previous.role == "fee":
                purposes[-1] = replace(previous, sum=sum_)  # what it costs them is best told in their own money
            continue
        purpose = _purpose(text, sum_, previous)
        if purpose:
            purposes.append(_in_local_money(purpose, country))
    fees = {one.sum.minimum: _money(text, one.sum, None) for one in purposes if one.role == "fee"}
    return _salary(text, purposes), tuple(fees.values())


def _in_local_money(purpose: Purpose, country: str | None) -> Purpose:
    """Pay by the hour, in figures no hour in Thailand is paid: in the money of where the job is ("เพิร์ธ ชม.ละ 26")."""
    local = next((code for code in data.read("offer_money")["usual_hour"] if code[:2] == country), None)
    if purpose.sum.currency or not local or purpose.period != "HOUR" or purpose.sum.maximum > _LEAST_PLAIN:
        return purpose
    return replace(purpose, sum=replace(purpose.sum, currency=local))


def _is_the_same(text: str, first: Sum, second: Sum) -> bool:
    """Whether the second only tells the first in another currency: "28 ดอลลาร์ (ราว 990 บาท)"."""
    between = _patterns().same.search(text[first.end : second.start])
    return bool(between) and first.currency != second.currency and None not in (first.currency, second.currency)


def _purpose(text: str, sum_: Sum, previous: Purpose | None) -> Purpose | None:
    """None if it is no money after all, or taken back at once ("2,500 … เอ้ย 5,500")."""
    patterns = _patterns()
    line = text.count("\n", 0, sum_.start)
    after = text[sum_.end : sum_.end + _AFTER].partition("\n")[0]
    if patterns.corrected.search(after):
        return None
    before = _before(text, sum_, previous)
    period, said = _period(text, sum_, before, after)
    role, rank = _role(before, after, said=said)
    if role is None and not (sum_.currency or sum_.marked):
        return None
    said_alone = said and (sum_.minimum >= _LEAST_PLAIN or period in ("HOUR", "TASK"))
    plain = not (sum_.currency or sum_.marked or said_alone or patterns.after_fee.search(after))
    if plain and (sum_.minimum < _LEAST_PLAIN or not _stands_by(before, role)):
        return None
    if role == "fee" and sum_.minimum != sum_.maximum and (said or not _last(patterns.cost, before)[0]):
        role, rank = "pay", 1  # nobody asks for a range
    if role == "fee" and said and period != "TASK" and not patterns.instalment.search(before):
        role, rank = ("other", 0) if patterns.rent.search(before[-_NEAR_SHORT:]) else ("pay", 1)
    if previous and previous.line == line and _only_adds(before, previous, role, rank):
        role = "other"
    return Purpose(sum_, role, rank, period, said, line)


def _only_adds(before: str, previous: Purpose, role: Role | None, rank: int) -> bool:
    """Whether a sum comes on top of the one before ("+"), or is what a fee is said to bring back."""
    back = previous.role != "pay" and role == "pay" and rank >= 1 and _patterns().back.search(before)
    plainly_pay = role == "pay" and rank == 0
    return bool(back or (role != "fee" and not plainly_pay and _patterns().more.search(before)))


def _stands_by(before: str, role: Role | None) -> bool:
    """Whether the word that gives a plain number its role stands right before it ("เติม 300")."""
    patterns = _patterns()
    words = patterns.fee if role == "fee" else patterns.other if role == "other" else patterns.pay
    end = max(_last(words, before)[0], _last(patterns.got, before)[0] if role == "pay" else 0)
    return len(before) - end <= (_RIGHT_BEFORE_A_FEE if role == "fee" else _RIGHT_BEFORE)


def _before(text: str, sum_: Sum, previous: Purpose | None) -> str:
    """The words before a sum, back to the sum before it: on its own line, or the line above if it begins one."""
    start = max(previous.sum.end if previous else 0, sum_.start - _BEFORE)
    lines = text[start : sum_.start].split("\n")
    own = lines[-1]
    return own if re.search(r"[ก-๙a-z]", own) or len(lines) == 1 else f"{lines[-2]} {own}"


def _role(before: str, after: str, *, said: bool) -> tuple[Role | None, int]:
    """The role and its rank: 0 said plainly, 1 by a weak word, 2 not said. `said`: "X ละ" or "ต่อ X" stands there."""
    patterns = _patterns()
    if patterns.penalty.search(before) or patterns.paid_for.search(after):
        return "other", 0
    if patterns.after_fee.search(after):
        return "fee", 0
    if patterns.later.search(after):
        return "pay", 0
    if said and patterns.commission.search(before[-20:]):
        return "pay", 1
    return _role_by_nearest_word(before, said=said)


def _role_by_nearest_word(before: str, *, said: bool) -> tuple[Role | None, int]:
    end, start, name = max((*_last(pattern, before), name) for name, pattern in _strong().items())
    got = _last(_patterns().got, before)[0]
    if said and name != "pay" and _begins_a_clause(before, end):
        return "pay", 0
    apart = got == len(before.rstrip()) > end and " " in before[end:].rstrip()
    if apart and (name == "other" or (name == "fee" and _patterns().brings.search(before))):
        return "pay", 1  # "... ค่าคอม ให้ 40,000"
    if end and len(before) - end <= (_NEAR if end + start > _SHORT else _NEAR_SHORT):
        total = name == "other" and _patterns().total.search(before[-_NEAR:])
        return ("pay", 2) if total else (name, 0)
    if said:
        return "pay", 0
    return ("pay", 1) if got and len(before) - got <= _NEAR else (None, 2)


def _begins_a_clause(before: str, end: int) -> bool:
    """Whether "เดือนละ" stands apart from the word that ends at `end`: "ค่าพาสฟรี เดือนละ", not "ค่าสมัครคนละ"."""
    each_end, each_start = _last(_patterns().each, before)
    return each_end > end and bool(before[end : max(end, -each_start)].strip() or end == 0)


@cache
def _strong() -> dict[Role, re.Pattern[str]]:
    patterns = _patterns()
    return {"pay": patterns.pay, "fee": patterns.fee, "other": patterns.other}


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
    patterns = _patterns()
    of_word, said_before = _periods()
    per = patterns.per.search(after)
    what = next(filter(None, per.group("what", "every", "latin")), "") if per else ""
    known = next((period for word, period in of_word.items() if _names(what, word)), None)
    if known:
        return known, True
    for each in reversed(list(patterns.each.finditer(before))):
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
    return ("TASK" if patterns.whole_stay.search(before) else _usual(text, sum_)), False


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


def _salary(text: str, purposes: list[Purpose]) -> Money | None:
    """The wage said most plainly; several jobs in a list make a range."""
    paid = [one for one in purposes if one.role in ("pay", None)]
    if not paid:
        return None
    rank = min(one.rank for one in paid)
    if rank == 2 and any(one.role == "fee" for one in purposes[: purposes.index(paid[0])]):
        return None
    first = next(one for one in paid if one.rank == rank)
    if first.period == "TASK":  # a wage for a time is the base, however each piece is paid
        first = next((one for one in paid if _is_a_wage(text, one)), first)
        rank = first.rank
    alike = [first]
    for one in paid[paid.index(first) + 1 :]:
        same = (one.rank, one.period, one.sum.currency) == (rank, first.period, first.sum.currency)
        between = text[alike[-1].sum.end : one.sum.start]
        first_step = _patterns().waiting.search(between)
        listed = one.said or one.role is None or first_step
        apart = one.line != alike[-1].line or first_step or _patterns().position.search(between)
        if same and listed and apart and not _patterns().total.search(_line(text, one.sum)):
            alike.append(one)
    whole = _money(text, first.sum, first.period)
    return Money(
        min(one.sum.minimum for one in alike),
        max(one.sum.maximum for one in alike),
        whole.currency,
        whole.period,
        whole.words,
        whole.and_up,
    )


def _is_a_wage(text: str, one: Purpose) -> bool:
    """Whether a sum is promised for a time, and not only what quick hands may make of their pieces."""
    estimate = _patterns().estimate.search(_line(text, one.sum))
    return one.rank < 2 and one.said and one.period != "TASK" and not estimate


def _line(text: str, sum_: Sum) -> str:
    return text[text.rfind("\n", 0, sum_.start) + 1 : sum_.start]


def _money(text: str, sum_: Sum, period: Period | None) -> Money:
    words = text[sum_.start : sum_.end].strip()
    return Money(sum_.minimum, sum_.maximum, sum_.currency or "THB", period, words, sum_.and_up)
