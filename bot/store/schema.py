"""Brings the database up to date: our tables by Alembic, DBOS's by its own migrations. Safe to call at every start."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from dbos import DBOS

from bot.store.database import create_engine

_LOCK = 0x6368656B  # "chek"


def migrate(url: str) -> None:
    """Applies what is missing. Processes that start together wait for one another."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite" and engine.url.database:
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
        else:
            connection.execute(sa.text("BEGIN IMMEDIATE"))
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
            connection.commit()
    DBOS.migrate(system_database_url=str(engine.url.render_as_string(hide_password=False)))
    engine.dispose()
