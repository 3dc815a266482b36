"""POST /line/webhook: who is let in, what is stored, what LINE is told."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.settings import Settings
from bot.store.database import create_engine
from tests.web.conftest import Post, event, sign, webhook

Rows = Callable[[], list[Any]]


def test_a_signed_event_is_stored_and_queued_before_the_200(post: Post, stored: Rows, settings: Settings) -> None:
    assert post(webhook(event())).status_code == 200
    assert [row.state for row in stored()] == ["received"]
    with create_engine(settings.database_url).connect() as connection:
        queued = connection.execute(sa.text("SELECT workflow_uuid, queue_partition_key FROM workflow_status")).all()
    assert queued == [(event()["webhookEventId"], stored()[0].lane)]


def test_events_of_several_people_in_one_call(post: Post, stored: Rows) -> None:
    body = webhook(event(1, user="U1"), event(2, user="U2"), event(3, user="U1"))
    assert post(body).status_code == 200
    lanes = [row.lane for row in stored()]
    assert len(lanes) == 3
    assert lanes[0] == lanes[2] != lanes[1]


def test_no_events_is_the_consoles_verification(post: Post, stored: Rows) -> None:
    assert post(webhook()).status_code == 200
    assert stored() == []


def test_the_same_event_again_is_the_same_turn(post: Post, stored: Rows) -> None:
    again = event(deliveryContext={"isRedelivery": True})
    assert [post(webhook(event())).status_code, post(webhook(again, event(2))).status_code] == [200, 200]
    assert len(stored()) == 2


@pytest.mark.parametrize(
    ("signature", "status"),
    [
        (None, 401),
        ("", 401),
        ("not base64 !!", 401),
        ("กขค", 401),
        (base64.b64encode(b"short").decode(), 403),
        (base64.b64encode(b"x" * 32).decode(), 403),
        (sign(b"{}", "another secret"), 403),
    ],
)
def test_a_wrong_signature_lets_nothing_in(post: Post, stored: Rows, signature: str | None, status: int) -> None:
    assert post(webhook(event()), signature).status_code == status
    assert stored() == []


def test_the_signature_is_over_the_raw_bytes(post: Post, settings: Settings) -> None:
    spaced = json.dumps(webhook(), indent=3).encode()
    assert post(spaced, sign(spaced, settings.line_channel_secret)).status_code == 200
    assert post(spaced, sign(json.dumps(webhook()).encode(), settings.line_channel_secret)).status_code == 403


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200), flipped=st.integers(0, 31))
def test_any_body_with_one_bit_wrong_in_its_signature_is_refused(app: Flask, body: bytes, flipped: int) -> None:
    good = base64.b64decode(sign(body, "test-secret"))
    bad = bytes(byte ^ (1 if place == flipped else 0) for place, byte in enumerate(good))
    headers = {"X-Line-Signature": base64.b64encode(bad).decode()}
    assert app.test_client().post("/line/webhook", data=body, headers=headers).status_code == 403


@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b'{"destination": "U"}', b'{"events": 3}', b"\xff\xfe"])
def test_what_is_signed_but_no_webhook_is_a_bad_request(post: Post, stored: Rows, body: bytes) -> None:
    assert post(body).status_code == 400
    assert stored() == []


def test_a_body_over_a_megabyte_is_refused(post: Post, stored: Rows) -> None:
    assert post(webhook(event(words="ก" * 400_000))).status_code == 413
    assert stored() == []


@pytest.mark.parametrize(
    "odd",
    [
        {"type": "brandNew", "surprise": {"deep": [1]}},
        {"message": {"type": "hologram", "id": "9"}},
        {"message": "not an object"},
        {"source": None},
        {"type": "messageEdited"},
        {"replyToken": None},
    ],
)
def test_events_of_the_future_are_stored_too(post: Post, stored: Rows, odd: dict[str, Any]) -> None:
    assert post(webhook(event(**odd))).status_code == 200
    assert len(stored()) == 1


def test_nothing_a_person_wrote_is_readable_in_the_database(post: Post, settings: Settings) -> None:
    post(webhook(event(words="ความลับของฉัน", user="Usecret")))
    with create_engine(settings.database_url).connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = (settings.var / "chek.db").read_bytes()
    assert "ความลับ".encode() not in raw
    assert b"Usecret" not in raw


def test_if_it_cannot_be_stored_line_is_told_to_send_it_again(
    post: Post, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with create_engine(settings.database_url).begin() as connection:
        connection.execute(sa.text("DROP TABLE inbound_event"))
    assert post(webhook(event(words="ข้อความลับ"))).status_code == 500
    assert "ข้อความลับ" not in capsys.readouterr().err
