"""The LINE client against the stand-in over real HTTP."""

import threading
from collections.abc import Iterator

import pytest
from werkzeug.serving import make_server

from bot.line.api import LineApi
from bot.settings import Settings
from bot.simulator.server import create_app
from bot.simulator.stand_in import StandIn
from tests.house import local_settings


@pytest.fixture(scope="session")
def line_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose LINE is the stand-in below."""
    return local_settings(tmp_path_factory.mktemp("line"))


@pytest.fixture(scope="session")
def _served(line_settings: Settings) -> Iterator[StandIn]:
    app = create_app(line_settings)
    server = make_server("127.0.0.1", line_settings.simulator_port, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield app.extensions["local"].stand_in
    server.shutdown()


@pytest.fixture
def stand_in(_served: StandIn) -> StandIn:
    """LINE's side, forgetting everything before each test."""
    _served.reset()
    return _served


@pytest.fixture
def api(line_settings: Settings, stand_in: StandIn) -> LineApi:
    """Our client of it."""
    return LineApi(line_settings.line_api_base_url, line_settings.line_channel_access_token)
