"""Cases without processes: a keeper over a migrated database."""

from pathlib import Path

import pytest

from bot.cases.keeper import Keeper
from bot.store.schema import migrate
from tests.cases.house import make_keeper

DESK = {"id": "consular", "name": "กรมการกงสุล", "urls": ["json://127.0.0.1:9/"]}
RAIDERS = {"id": "raiders", "name": "ชุดช่วยเหลือ", "countries": ["KH"], "urls": ["json://127.0.0.1:9/"]}


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A migrated database."""
    url = f"sqlite:///{tmp_path / 'cases.db'}"
    migrate(url)
    return url


@pytest.fixture
def keeper(database: str) -> Keeper:
    """A keeper with two desks, one of them for Cambodia alone."""
    return make_keeper(database, DESK, RAIDERS)
