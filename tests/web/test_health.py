"""/healthz says what runs, what waits and what is overdue."""

import sqlalchemy as sa
from flask.testing import FlaskClient

from bot.settings import Settings
from bot.store.database import create_engine


def test_healthy_without_rasa_for_people_still_get_answers(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["rasa"] is False
    assert answer.json["database"] is True


def test_failing_without_a_database(client: FlaskClient, settings: Settings) -> None:
    with create_engine(settings.database_url).begin() as connection:
        connection.execute(sa.text("DROP TABLE inbound_event"))
    answer = client.get("/healthz")
    assert answer.status_code == 503


def test_failing_when_events_wait_too_long(client: FlaskClient, settings: Settings) -> None:
    with create_engine(settings.database_url).begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO inbound_event (webhook_event_id, lane, state, received_at)"
                " VALUES ('e', 'l', 'received', 1)"
            )
        )
    assert client.get("/healthz").status_code == 503
