"""In which country a shared pin lies. Exact to the borders' time-zone polygons, without asking anybody.

Myawaddy and Mae Sot are two kilometres and two time zones apart; the nearest city would guess wrong. Checked
against border towns of Thailand, Cambodia, Laos and Myanmar in tests/unit/test_geo.py.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from timezonefinder import TimezoneFinder

BORDER_DEGREES = 0.03
"""About 3 km: a pin may be that far off indoors, so nearer to a border than this we ask."""


@dataclass(frozen=True)
class Whereabouts:
    """ISO 3166-1 alpha-2 of the country a pin lies in (None at sea), and whether another country is very near."""

    country: str | None
    near_border: bool


@cache
def _finder() -> TimezoneFinder:
    return TimezoneFinder()


@cache
def _country_of_zone() -> dict[str, str]:
    """IANA time zone to country, from the zone table that comes with the tzdata package."""
    table = files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {zone: iso2 for iso2, _, zone, *_ in rows}


def _country_at(latitude: float, longitude: float) -> str | None:
    zone = _finder().timezone_at(lat=max(-90.0, min(90.0, latitude)), lng=max(-180.0, min(180.0, longitude)))
    return _country_of_zone().get(zone or "")


def whereabouts(latitude: float, longitude: float) -> Whereabouts:
    """The country of a pin given in degrees (WGS 84)."""
    steps = ((BORDER_DEGREES, 0.0), (-BORDER_DEGREES, 0.0), (0.0, BORDER_DEGREES), (0.0, -BORDER_DEGREES))
    around = {_country_at(latitude + north, longitude + east) for north, east in steps}
    country = _country_at(latitude, longitude)
    return Whereabouts(country, bool(around - {country, None}))
