"""No words, names or numbers of a person reach a log."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import log as logs


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def _last(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    return dict(json.loads(capsys.readouterr().err.strip().splitlines()[-1]))


def test_only_listed_fields_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("test")
    structlog.get_logger().info("decided", lane="abc", text="ช่วยด้วย", user_id="U1", danger=3)
    written = _last(capsys)
    assert written.keys() <= {"event", "level", "timestamp", "process", "lane", "danger"}
    assert (written["event"], written["lane"], written["danger"]) == ("decided", "abc", 3)


def test_an_exception_is_its_type_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("test")
    try:
        int("น้องชื่อสมหญิง 0812345678")
    except ValueError as error:
        structlog.get_logger().error("failed", exc_info=error)
    line = _last(capsys)
    assert str(line["error"]).startswith("ValueError at ")
    assert "สมหญิง" not in json.dumps(line, ensure_ascii=False)


def test_a_library_may_only_say_that_it_warned(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("test")
    logging.getLogger("some.library").warning("could not send %s", "ข้อความลับ")
    assert _last(capsys) == {"level": "warning", "event": "library warning", "source": "some.library"}
