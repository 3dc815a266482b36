"""The wage and the fees of an offer, among all the sums it tells."""

from dataclasses import replace

from nlu.signals import data
from nlu.signals.money import Sum, find_sums
from nlu.signals.offer import Money, Period
from nlu.signals.purpose import Purpose, money_cues, purpose_of

_LEAST_HOUR = 50
"""No hour in Thailand is paid less."""


def read_pay(text: str, country: str | None) -> tuple[Money | None, tuple[Money, ...]]:
    """(salary, fees) of a normalised text whose contacts are blanked. `country`: where the job is."""
    purposes: list[Purpose] = []
    for sum_ in find_sums(text, country):
        previous = purposes[-1] if purposes else None
        if previous and _is_the_same(text, previous.sum, sum_):
            if previous.role == "fee":
                purposes[-1] = replace(previous, sum=sum_)  # what it costs them is best told in their own money
            continue
        purpose = purpose_of(text, sum_, previous)
        if purpose:
            purposes.append(_in_local_money(purpose, country))
    fees = {one.sum.minimum: _money(text, one.sum, None) for one in purposes if one.role == "fee"}
    return _salary(text, purposes), tuple(fees.values())


def _in_local_money(purpose: Purpose, country: str | None) -> Purpose:
    """Pay by the hour, in figures no hour in Thailand is paid: in the money of where the job is ("เพิร์ธ ชม.ละ 26")."""
    local = next((code for code in data.read("offer_money")["usual_hour"] if code[:2] == country), None)
    if purpose.sum.currency or not local or purpose.period != "HOUR" or purpose.sum.maximum > _LEAST_HOUR:
        return purpose
    return replace(purpose, sum=replace(purpose.sum, currency=local))


def _is_the_same(text: str, first: Sum, second: Sum) -> bool:
    """Whether the second only tells the first in another currency: "28 ดอลลาร์ (ราว 990 บาท)"."""
    between = money_cues().same.search(text[first.end : second.start])
    return bool(between) and first.currency != second.currency and None not in (first.currency, second.currency)


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
        first = next((one for one in paid if _is_a_wage(text, one)), _unsaid_wage(paid, first))
        rank = first.rank
    alike = [first]
    for one in paid[paid.index(first) + 1 :]:
        same = (one.rank, one.period, one.sum.currency) == (rank, first.period, first.sum.currency)
        between = text[alike[-1].sum.end : one.sum.start]
        first_step = money_cues().waiting.search(between)
        listed = one.said or one.role is None or first_step
        apart = one.line != alike[-1].line or first_step or money_cues().position.search(between)
        if same and listed and apart and not money_cues().total.search(_line(text, one.sum)):
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
    estimate = money_cues().estimate.search(_line(text, one.sum))
    return one.rank < 2 and one.said and one.period != "TASK" and not estimate


def _unsaid_wage(paid: list[Purpose], piece: Purpose) -> Purpose:
    """A sum as large as a month's pay, told before the price of a piece: "26,000 เหมาติดตั้งเครื่องละ 500"."""
    before = (one for one in paid[: paid.index(piece)] if one.role is None and one.period == "MONTH")
    return next(before, piece)


def _line(text: str, sum_: Sum) -> str:
    return text[text.rfind("\n", 0, sum_.start) + 1 : sum_.start]


def _money(text: str, sum_: Sum, period: Period | None) -> Money:
    words = text[sum_.start : sum_.end].strip()
    return Money(sum_.minimum, sum_.maximum, sum_.currency or "THB", period, words, sum_.and_up)
