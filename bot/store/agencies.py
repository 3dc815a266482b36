"""The Department of Employment's list of licensed agencies, when an operator has loaded it; exact and fuzzy look-up."""

import re
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cache

import sqlalchemy as sa
from pythainlp.util import normalize, thai_digit_to_arabic_digit

from bot.store.tables import LicensedAgency
from handlers.contract import Agency, AgencyAnswer

NEAR = 0.82
"""From this likeness (0-1) on a name is offered as "did you mean"; below it, it is another name."""

MOST = 3

_LEGAL_FORM = re.compile(
    r"บริษัทจัดหางาน|จัดหางาน|บริษัท|บจก|บจง|หจก|ห้างหุ้นส่วนจำกัด|ห้างหุ้นส่วน|จำกัด|มหาชน"
    r"|\b(?:company|co|ltd|limited|plc|public|recruitment|agency|the)\b"
)
_NOT_NAME = re.compile(r"[^0-9a-z\u0e01-\u0e4e]")


class Agencies:
    """The list of one day."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def replace(self, agencies: Sequence[Agency], listed_on: date) -> None:
        """Puts a new list in the place of the old one, all or nothing."""
        rows = [
            {"licence": one.licence, "name": one.name, "name_en": one.name_en, "listed_on": listed_on}
            for one in agencies
        ]
        with self._engine.begin() as connection:
            connection.execute(sa.delete(LicensedAgency))
            connection.execute(sa.insert(LicensedAgency), rows)

    def find(self, wanted: str) -> AgencyAnswer | None:
        """What the list says of a name or licence number. None if no list has been loaded."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(LicensedAgency.__table__).order_by(LicensedAgency.licence)).all()
        if not rows:
            return None
        listed = [(Agency(row.licence, row.name, row.name_en), (row.name, row.name_en)) for row in rows]
        number = licence_key(wanted)
        same = tuple(agency for agency, _ in listed if number and licence_key(agency.licence) == number)
        name = name_key(wanted)
        same = same or tuple(agency for agency, names in listed if name and name in map(name_key, names))
        if same:
            return AgencyAnswer(rows[0].listed_on, same[:MOST], exact=True)
        likeness = {agency: max(_like(name, name_key(one)) for one in names) for agency, names in listed}
        near = sorted((agency for agency, much in likeness.items() if much >= NEAR), key=lambda one: -likeness[one])
        return AgencyAnswer(rows[0].listed_on, tuple(near[:MOST]))


def licence_key(text: str) -> str:
    """A licence number in one spelling: `ต.๑๒/๒๕๖๐` as `12/2560`; empty if the text holds none."""
    found = re.search(r"(\d{1,5})\s*/\s*(\d{4})", thai_digit_to_arabic_digit(text) if text else "")
    return f"{int(found.group(1))}/{found.group(2)}" if found else ""


@cache
def name_key(name: str) -> str:
    """A company's own name: without its legal form, spaces, dots and tone marks typed twice."""
    lowered = normalize(thai_digit_to_arabic_digit(name)).lower() if name else ""
    return _NOT_NAME.sub("", _LEGAL_FORM.sub(" ", lowered))


def _like(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0
