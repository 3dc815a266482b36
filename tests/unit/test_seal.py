"""What is sealed opens with the same key only, and hashes do not give ids away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.seal import Seal, UnreadableError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(value=JSON)
def test_opens_to_what_was_sealed(value: object) -> None:
    seal = Seal("key")
    assert seal.open(seal.seal(value)) == value


def test_another_key_cannot_open_it() -> None:
    with pytest.raises(UnreadableError):
        Seal("another").open(Seal("key").seal({"text": "ช่วยด้วย"}))


def test_hashes_are_stable_and_keyed() -> None:
    assert Seal("key").hash("U1") == Seal("key").hash("U1")
    assert Seal("key").hash("U1") != Seal("another").hash("U1")
    assert "U1" not in Seal("key").hash("U1")
