"""The bars for verdicts, held on the second half of the labelled ads; the first half was for development."""

from pathlib import Path

import pytest

from tests.offers.levels import Figures, load, measure

ADS = Path(__file__).parent / "offers.jsonl"


@pytest.fixture(scope="module")
def labelled() -> Figures:
    """The assessment alone: flags, country and pay as a person labelled them."""
    return measure(load(ADS, "second"), "labelled")


@pytest.fixture(scope="module")
def detected() -> Figures:
    """The whole way from the text."""
    return measure(load(ADS, "second"), "detected")


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
