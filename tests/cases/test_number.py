"""The number to quote: found again however it is spelled, and a slip is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import content
from handlers.case_number import check_digit, is_valid, quoted_in, spell

CONTENT = content.load()
DIGITS = st.integers(1000, 999_999).map(str)
NUMBERS = DIGITS.map(lambda digits: digits + check_digit(digits))
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def test_as_people_read_it() -> None:
    assert spell("4827" + check_digit("4827"), CONTENT) == "ชก-4827-4" == CONTENT.phrase("case.number.example")


@given(number=NUMBERS, place=st.integers(0, 6), other=st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(number: str, place: int, other: int) -> None:
    place %= len(number)
    wrong = number[:place] + str((int(number[place]) + other) % 10) + number[place + 1 :]
    assert is_valid(number)
    assert not is_valid(wrong)


@given(number=NUMBERS, place=st.integers(0, 5))
def test_every_swap_of_neighbours_is_noticed(number: str, place: int) -> None:
    place %= len(number) - 1
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or not is_valid(swapped)


@given(
    number=NUMBERS,
    letters=st.sampled_from(["ชก-", "ชก ", "ชก", "ช ก ", "ก-", "ช ", "CK-", "ck ", ""]),
    gap=st.sampled_from(["-", " ", "", " - ", "–", "."]),
    thai=st.booleans(),
    around=st.sampled_from([("", ""), ("ความคืบหน้า ", ""), ("เรื่อง ", " ถึงไหนแล้วคะ"), ("เลขเรื่อง", "ค่ะ")]),
)
def test_found_again_however_it_is_spelled(
    number: str, letters: str, gap: str, thai: bool, around: tuple[str, str]
) -> None:
    written = f"{letters}{number[:-1]}{gap}{number[-1]}"
    text = around[0] + (written.translate(THAI_DIGITS) if thai else written) + around[1]
    quoted = quoted_in(text, CONTENT)
    assert quoted is not None
    assert (quoted.digits, quoted.valid) == (number, True)
    assert quoted.alone == (around == ("", ""))


@given(number=NUMBERS)
def test_said_digit_by_digit(number: str) -> None:
    quoted = quoted_in(" ".join(number), CONTENT)
    assert quoted is not None
    assert quoted.digits == number


@pytest.mark.parametrize("text", ["ชก-4827-3", "ck 48273", "ชก 482"])
def test_with_our_letters_a_wrong_number_is_known_to_be_one(text: str) -> None:
    quoted = quoted_in(text, CONTENT)
    assert quoted is not None
    assert not quoted.valid


@pytest.mark.parametrize("text", ["", "เงินเดือน 35001 บาท", "โทร 081-234-5678", "วันที่ 12 มกราคม 2567"])
def test_other_numbers_are_none(text: str) -> None:
    assert quoted_in(text, CONTENT) is None


@given(text=st.text(max_size=60))
def test_nothing_makes_it_fail(text: str) -> None:
    quoted = quoted_in(text, CONTENT, expected=True)
    assert quoted is None or quoted.digits.isascii()
