"""Bank accounts, wallets and PromptPay numbers in a text: digits that the words around them call so."""

import re
from functools import cache

from nlu.signals import data
from nlu.signals.links import Found

_GROUPED = re.compile(r"(?<![\d-])\d{3}([- ])\d\1\d{5}\1\d(?![\d-])")  # 123-4-56789-0, as Thai banks print it
_DIGITS = re.compile(r"(?<![\d+@.,/-])\d(?:[ -]{0,2}\d){8,14}(?![\d@])(?!,\d|\.\d)")
_CUE_BEFORE = 45
_MOBILE = re.compile(r"0[689]\d{8}")


def find_accounts(text: str) -> list[Found]:
    """The accounts of a text as digits only, in order. A PromptPay number may also be a phone: both are right."""
    account, phone, promptpay = _cues()
    found = [Found(_digits(match), *match.span()) for match in _GROUPED.finditer(text)]
    taken = {one.start for one in found}
    for match in _DIGITS.finditer(text):
        before = text[max(0, match.start() - _CUE_BEFORE) : match.start()].lower()
        digits = _digits(match)
        bank, call, pay = (_last_end(cue, before) for cue in (account, phone, promptpay))
        cued = pay or (bank and bank >= call and not (_MOBILE.fullmatch(digits) and call))
        if cued and not any(match.start() <= start < match.end() for start in taken):
            found.append(Found(digits, *match.span()))
    return sorted(found, key=lambda one: one.start)


def is_promptpay(text: str, found: Found) -> bool:
    """Whether an account is a mobile number used as PromptPay, so that it can be called too."""
    before = text[max(0, found.start - _CUE_BEFORE) : found.start].lower()
    return bool(_MOBILE.fullmatch(found.value)) and bool(_cues()[2].search(before))


def _last_end(cue: re.Pattern[str], before: str) -> int:
    return max((match.end() for match in cue.finditer(before)), default=0)


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match.group())


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    handles = data.read("handles")
    account, phone, promptpay = (re.compile(handles[name]) for name in ("account", "phone", "promptpay"))
    return account, phone, promptpay
