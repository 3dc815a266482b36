"""The bars for verdicts, held on ads that no rule and no training text was made from."""

from pathlib import Path

import pytest

from bot.rasa import Rasa
from tests.house import House
from tests.offers.levels import Figures, Hear, heard, load, measure

ADS = Path(__file__).parent / "unseen.jsonl"


@pytest.fixture(scope="module")
def hear(house: House) -> Hear:
    """The Rasa that serves."""
    return heard(Rasa(house.settings.rasa_url, house.settings.rasa_token))


@pytest.fixture(scope="module")
def labelled(hear: Hear) -> Figures:
    """The assessment alone: flags, country and pay as a person labelled them."""
    return measure(load(ADS), hear, "labelled")


@pytest.fixture(scope="module")
def detected(hear: Hear) -> Figures:
    """The whole way from the text."""
    return measure(load(ADS), hear, "detected")


def test_the_assessment_meets_the_bars(labelled: Figures) -> None:
    assert labelled.below_check == []
    assert labelled.scams_high >= 0.85
    assert labelled.wronged <= 0.05


def test_the_whole_way_meets_the_bars(detected: Figures) -> None:
    assert detected.below_check == []
    assert detected.scams_high >= 0.85
    assert detected.wronged <= 0.05


def test_every_reason_shown_is_in_the_text(detected: Figures) -> None:
    assert detected.not_in_text == []


def test_a_verdict_takes_no_time(detected: Figures) -> None:
    assert detected.slowest < 150
