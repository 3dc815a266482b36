"""Production stops without its secrets; a local bot makes them up once."""

from pathlib import Path

import pytest

from bot import settings as module
from bot.settings import SECRETS, SettingsError


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (*SECRETS, "line_api_base_url", "database_url", "port", "honcho_process_name"):
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("VAR", str(tmp_path))
    monkeypatch.setitem(module.Settings.model_config, "env_file", None)
    module.load.cache_clear()
    module.load_for_tools.cache_clear()


@pytest.mark.parametrize("missing", SECRETS)
def test_production_names_the_missing_secret_in_one_line(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    for name in SECRETS:
        if name != missing:
            monkeypatch.setenv(name.upper(), "given")
    with pytest.raises(SettingsError) as error:
        module.load()
    assert missing.upper() in str(error.value)
    assert "\n" not in str(error.value)


def test_local_secrets_are_made_up_once_and_only_their_owner_reads_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LINE_API_BASE_URL", "http://127.0.0.1:8001")
    first = module.load()
    module.load.cache_clear()
    assert module.load() == first
    assert len({first.line_channel_secret, first.rasa_token, first.data_key}) == 3
    kept = tmp_path / "secrets" / "data_key"
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("https://api.line.me", False),
        ("http://127.0.0.1:8001", True),
        ("http://localhost", True),
        ("http://[::1]:9", True),
        ("http://10.0.0.1", False),
        ("https://localhost.example.com", False),
    ],
)
def test_local_means_that_line_is_on_this_machine(monkeypatch: pytest.MonkeyPatch, address: str, local: bool) -> None:
    monkeypatch.setenv("LINE_API_BASE_URL", address)
    assert module.load_for_tools().local is local


def test_a_port_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eighty")
    with pytest.raises(SettingsError, match="PORT"):
        module.load_for_tools()


def test_honchos_own_default_port_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "5000")
    monkeypatch.setenv("HONCHO_PROCESS_NAME", "web.1")
    assert module.load_for_tools().port == 8000
