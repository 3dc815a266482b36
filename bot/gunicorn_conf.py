"""gunicorn for the web process: `gunicorn -c bot/gunicorn_conf.py 'bot.web:create_app()'`."""

import sys

from bot import log as logs
from bot.settings import EXIT_CONFIG, SettingsError, load
from bot.store.schema import migrate

logs.configure("web")
try:
    settings = load()
except SettingsError as error:
    sys.stderr.write(f"web: {error}\n")
    sys.exit(EXIT_CONFIG)

bind = f"0.0.0.0:{settings.port}"
worker_class = "gthread"
workers = 2
threads = 16
keepalive = 75
timeout = 30
graceful_timeout = 8
accesslog = None  # LINE's addresses and our paths say nothing; what counts is logged by the application
loglevel = "warning"


def on_starting(_server: object) -> None:
    """Before the first request: the tables."""
    migrate(settings.database_url)
