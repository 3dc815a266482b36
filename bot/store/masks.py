"""What may be read of a contact without giving it away: enough to recognise one's own, too little to use another's."""

from urllib.parse import urlsplit

import phonenumbers

from handlers.contract import Indicator


def mask(indicator: Indicator) -> str:
    """`+66812345678` as `08x-xxx-5678`; destinations and patterns are nobody's and stay as they are."""
    value = indicator.value
    if indicator.kind in ("country", "pattern"):
        return value[:64]
    if indicator.kind == "phone":
        return _phone(value)
    if indicator.kind == "link":
        host = urlsplit(value if "//" in value else f"//{value}").hostname or ""
        return f"{host[:48]}/…"
    if indicator.kind == "account":
        return "x" * max(0, len(value) - 4) + value[-4:]
    if indicator.kind == "name":
        return "…"
    bare = value.lstrip("@~")
    return f"{bare[:2]}…{bare[-1:]}" if len(bare) > 4 else "…"


def _phone(value: str) -> str:
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return "x" * max(0, len(value) - 4) + value[-4:]
    national = str(number.national_number)
    if number.country_code == 66:
        return f"0{national[:1]}x-xxx-{national[-4:]}"
    return f"+{number.country_code} xxx-{national[-4:]}"
