"""The Department of Employment's list of licensed agencies, when an operator has loaded it; exact and fuzzy look-up."""

from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

import sqlalchemy as sa

from bot.store.tables import LicensedAgency
from handlers.contract import Agency, AgencyAnswer
from nlu.signals.agency import licence_key, name_key

NEAR = 0.82
"""From this likeness (0-1) on a name is offered as "did you mean"; below it, it is another name."""

MOST = 3


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


def _like(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0
