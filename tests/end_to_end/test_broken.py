"""Whatever breaks, a plea is answered with a number: Rasa stopped or deaf, the worker killed, the database gone."""

import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import House, person, postback, running_house, text

LIFELINE = "tel:+6625728442"


@pytest.fixture(scope="module")
def breakable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, for its processes get killed."""
    with running_house(tmp_path_factory.mktemp("breakable")) as house:
        yield house


@pytest.fixture
def without_rasa(breakable: House) -> Iterator[House]:
    """The real Rasa process stopped; started again afterwards."""
    breakable.stop("rasa", signal.SIGKILL)
    yield breakable
    breakable.start("rasa")
    breakable.wait_until_ready()


def test_rasa_stopped(without_rasa: House) -> None:
    started = time.monotonic()
    plea = without_rasa.text(person(), "ช่วยด้วย โดนขังที่ปอยเปต")
    assert time.monotonic() - started < 3
    assert LIFELINE in str(plea)
    assert "ปอยเปต" in str(plea)
    assert LIFELINE in str(without_rasa.text(person(), "น้องสาวไปพม่าแล้วติดต่อไม่ได้"))
    assert LIFELINE in str(without_rasa.say(person(), postback("need=distress_immediate")))
    assert LIFELINE in str(without_rasa.say(person(), postback("need=family_missing&country=MM")))
    honest = without_rasa.text(person(), "งานนี้ดีไหมครับ เงินเดือนสองหมื่น")
    assert "ไม่เต็มที่" in str(honest)
    assert LIFELINE in str(honest)
    assert "quickReply" in honest[-1]


def test_rasa_deaf(without_rasa: House) -> None:
    """It takes connections and never answers: after two seconds the signals decide, and a loading animation shows."""
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        deaf.bind(("127.0.0.1", int(without_rasa.settings.rasa_url.rsplit(":", 1)[1])))
        deaf.listen(8)
        loading_before = _loadings(without_rasa)
        started = time.monotonic()
        plea = without_rasa.text(person(), "ช่วยด้วย โดนขัง")
        assert time.monotonic() - started < 3
        assert LIFELINE in str(plea)
        assert _loadings(without_rasa) == loading_before + 1


def _loadings(house: House) -> int:
    return sum(call["endpoint"] == "loading" for call in house.calls())


def test_the_worker_killed_in_the_middle_of_turns_loses_and_doubles_nothing(breakable: House) -> None:
    people = [person() for _ in range(30)]
    for chat in people:
        breakable.send((chat, text("สวัสดีค่ะ")), (chat, text("ช่วยด้วย โดนขัง")))
    breakable.stop("worker", signal.SIGKILL)
    breakable.start("worker")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and any(_answers(breakable, chat) < 3 for chat in people):
        time.sleep(0.3)
    time.sleep(1)
    # a greeting is one message, a plea without a place two
    assert [_answers(breakable, chat) for chat in people] == [3] * len(people)


def _answers(house: House, chat: str) -> int:
    return sum(message["from"] == "bot" for message in house.chat(chat))


def test_web_killed_events_are_refused_not_lost(breakable: House) -> None:
    breakable.stop("web", signal.SIGKILL)
    breakable.start("web")
    breakable.wait_until_ready()
    assert LIFELINE in str(breakable.text(person(), "ช่วยด้วย โดนขัง"))


def test_line_failing_for_a_while(breakable: House) -> None:
    breakable.http.post("/sim/faults", json=[{"endpoint": "reply", "times": 2, "status": 500}])
    chat = person()
    assert LIFELINE in str(breakable.text(chat, "ช่วยด้วย โดนขัง", answers=2))
    assert _answers(breakable, chat) == 2


def test_the_database_gone_a_plea_still_gets_its_number(tmp_path: Path) -> None:
    with running_house(tmp_path, rasa=False) as house:
        house.stop("worker")
        _spoil(tmp_path / "chek.db")
        pleading, chatting = person(), person()
        sent = house.send((pleading, text("ช่วยด้วย โดนขัง")))
        assert sent["status"] == 500, "LINE must send it again"
        assert LIFELINE in str(house.chat(pleading, after=1, wait=15))
        assert house.send((chatting, text("สวัสดีค่ะ")))["status"] == 500
        time.sleep(1)
        assert _answers(house, chatting) == 0


def _spoil(database: Path) -> None:
    """Makes a database unreadable for processes that have it open."""
    for path in (database, database.with_name(database.name + "-wal")):
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(b"no database any more" * (size // 20 + 1))
