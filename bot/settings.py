"""Settings from the environment (and `.env`): what must be given in production is generated locally.

Local means that LINE itself is on this machine: LINE_API_BASE_URL points to loopback, as `make run` and the tests
set it. Only then are missing secrets made up (and kept under var/), and only then can the simulator be reached.
"""

import ipaddress
import os
import secrets
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parents[1]
EXIT_CONFIG = 78
"""sysexits.h EX_CONFIG: the settings are wrong, and starting again will not help (bot/keep.sh knows)."""

HONCHO_DEFAULT_PORT = 5000
"""honcho sets PORT to this when nobody did."""

SECRETS = ("line_channel_secret", "line_channel_access_token", "rasa_token", "data_key")


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one line that says which."""


class Settings(BaseSettings):
    """All settings; each is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(env_file=ROOT / ".env", extra="ignore", frozen=True)

    line_channel_secret: str = ""
    line_channel_access_token: str = ""
    line_api_base_url: str = "https://api.line.me"
    line_data_api_base_url: str = "https://api-data.line.me"
    database_url: str = ""
    rasa_url: str = "http://127.0.0.1:5005"
    rasa_token: str = ""
    data_key: str = ""
    desks_file: str = ""
    case_retry_seconds: float = Field(default=30, gt=0)
    port: int = Field(default=8000, ge=1, le=65535)
    simulator_port: int = Field(default=8001, ge=1, le=65535)
    var: Path = ROOT / "var"
    models: Path = ROOT / "var" / "models"

    @property
    def local(self) -> bool:
        """Whether LINE is a stand-in on this machine."""
        host = urlsplit(self.line_api_base_url).hostname or ""
        if host == "localhost":
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def rasa_database_url(self) -> str:
        """Where Rasa keeps dialogues: the same PostgreSQL server, or a file beside ours (one writer each)."""
        if self.database_url.startswith("sqlite:///"):
            return self.database_url.removesuffix(".db") + "-dialogues.db"
        return self.database_url.replace("postgresql+psycopg://", "postgresql://")


def _kept_secret(path: Path) -> str:
    """A secret made up once and kept in a file only its owner reads."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


@cache
def load() -> Settings:
    """The settings of a service. Raises SettingsError, in one line, if production lacks a secret."""
    settings = _read()
    missing = [name for name in SECRETS if not getattr(settings, name)]
    if missing and not settings.local:
        raise SettingsError(f"{missing[0].upper()} is not set: production needs every secret (see .env.example)")
    return _complete(settings)


@cache
def load_for_tools() -> Settings:
    """The settings of a command: one that sends nothing to LINE needs no secrets of LINE's."""
    return _complete(_read())


def _read() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        fault = error.errors()[0]
        name = ".".join(str(part) for part in fault["loc"]).upper()
        raise SettingsError(f"{name}: {fault['msg']}") from None


def _complete(settings: Settings) -> Settings:
    """Missing secrets made up and kept; the database beside them."""
    settings.var.mkdir(parents=True, exist_ok=True)
    found: dict[str, object] = {
        name: getattr(settings, name) or _kept_secret(settings.var / "secrets" / name) for name in SECRETS
    }
    found["database_url"] = settings.database_url or f"sqlite:///{settings.var / 'chek.db'}"
    if settings.port == HONCHO_DEFAULT_PORT and "HONCHO_PROCESS_NAME" in os.environ:
        found["port"] = 8000
    return settings.model_copy(update=found)
