"""The whole way with real processes: a plea, a yes, a desk that is down and comes back, news, deletion."""

import base64
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot import training
from bot.settings import ROOT
from bot.store.database import create_engine
from bot.store.tables import CaseEntry
from tests.cases.house import CaseHouse, DeskServer, case_house, until
from tests.house import as_environment, person, postback

pytestmark = pytest.mark.timeout(240)
CHEK = str(ROOT / ".venv" / "bin" / "chek")


@pytest.fixture(scope="module")
def desk() -> DeskServer:
    """An agency's server, not yet up."""
    return DeskServer()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, desk: DeskServer) -> Iterator[CaseHouse]:
    """A house with that desk."""
    listed = {"id": "consular", "name": "กรมการกงสุล", "urls": [desk.url]}
    with case_house(tmp_path_factory.mktemp("cases"), listed) as running:
        yield running


def chek(house: CaseHouse, *arguments: str) -> str:
    """`chek case …` as an operator types it."""
    environment = {**os.environ, **as_environment(house.settings), "COLUMNS": "200"}
    ran = subprocess.run([CHEK, "case", *arguments], capture_output=True, text=True, env=environment, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def report(house: CaseHouse, words: str) -> str:
    """A person pleads, is asked and agrees."""
    chat = person()
    assert "ให้เราส่งเรื่องนี้ไปที่ กรมการกงสุล" in str(house.text(chat, words, answers=2))
    assert "กำลังส่งเรื่อง" in str(house.say(chat, postback("need=case_consent&answer=yes")))
    return chat


def delivered(house: CaseHouse, chat: str) -> bool:
    """Whether everything of a person's case has arrived, as far as we know."""
    case = house.case_of(chat)
    return bool(case and case.deliveries and all(one.state == "delivered" for one in case.deliveries))


def test_a_desk_that_was_down_gets_every_case_once(house: CaseHouse, desk: DeskServer) -> None:
    people = [report(house, f"ช่วยด้วย โดนขังที่ปอยเปต ห้อง {number}") for number in range(3)]
    first = people[0]
    house.text(first, "โดนตีด้วย ช่วยด้วย อยู่ปอยเปต")
    tried = until(lambda: min(d.attempts for chat in people for d in (house.case_of(chat) or _none()).deliveries) >= 2)
    assert tried, "the desk was down, and was tried again"
    house.stop("worker", signal.SIGKILL)
    house.start("worker")
    desk.up()
    assert until(lambda: all(delivered(house, chat) for chat in people), 60)
    arrived = [(record["case_number"], record["revision"]) for record in map(_htcds, desk.received)]
    assert sorted(arrived) == sorted(set(arrived))
    assert len(arrived) == 4, "three cases, one of them twice because it has news"
    assert {record["hte_Country"] for record in map(_htcds, desk.received)} == {"KH"}
    assert {attached["mimetype"] for attached in desk.received[0]["attachments"]} == {"application/json", "text/csv"}


def _none() -> Any:
    raise AssertionError("the case is missing")


def _htcds(received: dict[str, Any]) -> dict[str, Any]:
    attached = next(one for one in received["attachments"] if one["mimetype"] == "application/json")
    record: dict[str, Any] = json.loads(base64.b64decode(attached["base64"]))[0]
    return record


def test_a_new_status_is_told_and_the_follow_up_answers_its_owner_only(house: CaseHouse, desk: DeskServer) -> None:
    chat = report(house, "ช่วยด้วย โดนขังที่เมียวดี")
    case = house.case_of(chat)
    assert case is not None
    before, silent = len(house.chat(chat)), _silent(house, chat)
    assert "will be told" in chek(house, "status", case.number, "FollowUp", "--by", "nok")
    told = until(lambda: house.chat(chat)[before:])
    assert "เจ้าหน้าที่กำลังตามเรื่องอยู่" in str(told)
    assert told[0]["altText"] == "ข้อความใหม่"
    assert _silent(house, chat) == silent + 1
    number = f"{case.number[:-1]} {case.number[-1]}"
    assert "เจ้าหน้าที่กำลังตามเรื่องอยู่" in str(house.text(chat, f"ชก {number}"))
    assert "บอกในแชทนี้ไม่ได้" in str(house.text(person(), f"ชก {number}"))


def _silent(house: CaseHouse, chat: str) -> int:
    answer: int = house.http.get(f"/sim/chats/{chat}", params={"after": -1, "wait": 0}).json()["silent"]
    return answer


def test_an_operator_reads_a_case_and_leaves_a_trace(house: CaseHouse) -> None:
    chat = report(house, "ช่วยด้วย โดนขังที่ลาว เลขลับหนึ่งสอง")
    case = house.case_of(chat)
    assert case is not None
    assert "เลขลับ" not in chek(house, "list")
    chek(house, "note", case.number, "โทรกลับแล้ว", "--by", "nok")
    shown = chek(house, "show", case.number, "--by", "nok")
    assert "เลขลับหนึ่งสอง" in shown
    assert "โทรกลับแล้ว" in shown
    assert "nok" in shown
    assert json.loads(chek(house, "export", case.number))[0]["hte_Country"] == "LA"
    assert "hte_Country" in chek(house, "export", case.number, "--format", "csv")
    assert "shown" in chek(house, "show", case.number)
    chek(house, "links")


@pytest.mark.timeout(600)  # the first start trains the model
def test_what_a_person_deletes_is_gone_from_every_file(house: CaseHouse, desk: DeskServer) -> None:
    desk.up()
    training.ensure(house.settings)
    house.start("rasa")  # it keeps the dialogue, which must go as well
    house.wait_until_ready()
    secret = "ต้นมะขามหน้าตึกสีม่วง"
    chat = report(house, f"ช่วยด้วย โดนขังที่ปอยเปต {secret}")
    assert until(lambda: delivered(house, chat))
    assert "ส่งถึง กรมการกงสุล แล้ว" in str(house.text(chat, "ความคืบหน้าถึงไหนแล้วคะ"))
    assert "เรื่องที่แจ้งไว้" in str(house.text(chat, "ลบข้อมูลของฉัน"))
    case = house.case_of(chat)
    assert case is not None
    cipher = _sealed(house, case.id)
    deleted = str(house.say(chat, postback("need=forget_me&answer=yes"), answers=2))
    assert "ส่งถึง กรมการกงสุล แล้ว" in deleted
    assert until(lambda: case.id not in {one.id for one in house.cases()})
    assert "ยังไม่มีเรื่องที่แจ้งไว้" in str(house.text(chat, "ความคืบหน้าถึงไหนแล้วคะ"))
    for path in filter(Path.is_file, house.logs.iterdir()):
        data = path.read_bytes()
        assert secret.encode() not in data, path.name
        assert chat.encode() not in data, path.name
        assert not any(one in data for one in cipher), path.name


def _sealed(house: CaseHouse, case_id: int) -> list[bytes]:
    """What stands in the database of a case, sealed: it must be there now, and gone later."""
    with create_engine(house.settings.database_url).connect() as connection:
        entries = connection.execute(sa.select(CaseEntry.sealed).where(CaseEntry.case_id == case_id)).scalars()
        found = list(entries)
    assert found
    return found
