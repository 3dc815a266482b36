"""A pin lies where it lies, also two kilometres from a border (coordinates from public maps, WGS 84)."""

import pytest

from handlers.geo import whereabouts


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "country"),
    [
        ("Poipet", 13.657, 102.563, "KH"),
        ("Aranyaprathet", 13.69, 102.50, "TH"),
        ("Rong Kluea market", 13.665, 102.548, "TH"),
        ("KK Park", 16.6325, 98.5205, "MM"),
        ("Myawaddy", 16.688, 98.510, "MM"),
        ("Mae Sot", 16.713, 98.574, "TH"),
        ("Shwe Kokko", 16.824, 98.520, "MM"),
        ("Golden Triangle SEZ", 20.353, 100.098, "LA"),
        ("Chiang Saen", 20.274, 100.084, "TH"),
        ("Tachileik", 20.448, 99.883, "MM"),
        ("Mae Sai", 20.430, 99.884, "TH"),
        ("Bavet", 11.07, 106.17, "KH"),
        ("Moc Bai", 11.075, 106.185, "VN"),
        ("Vientiane", 17.965, 102.61, "LA"),
        ("Nong Khai", 17.878, 102.742, "TH"),
        ("Laukkaing", 23.69, 98.765, "MM"),
        ("Dubai", 25.2, 55.27, "AE"),
        ("Macau", 22.19, 113.54, "MO"),
        ("Tel Aviv", 32.07, 34.78, "IL"),
    ],
)
def test_country_of_a_pin(place: str, latitude: float, longitude: float, country: str) -> None:
    assert whereabouts(latitude, longitude).country == country, place


def test_near_a_border_we_know_that_we_may_be_wrong() -> None:
    assert whereabouts(13.657, 102.563).near_border
    assert not whereabouts(13.75, 100.5).near_border


@pytest.mark.parametrize(("latitude", "longitude"), [(0, -30), (90, 0), (-90, 180), (1000, 1000)])
def test_at_sea_at_the_poles_and_beyond_nothing_breaks(latitude: float, longitude: float) -> None:
    assert whereabouts(latitude, longitude).country in (None, "AQ")
