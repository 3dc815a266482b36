"""Fixtures: one whole house for all end-to-end tests."""

from collections.abc import Iterator

import pytest

from tests.house import House, running_house


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The whole bot, running: real Rasa, real database, real HTTP to LINE's stand-in."""
    with running_house(tmp_path_factory.mktemp("house")) as running:
        yield running
