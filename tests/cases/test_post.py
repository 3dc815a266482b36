"""One delivery, step by step, to a real server: what is taken back stays here, what arrived is not sent again."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import content
from bot.cases import desks
from bot.cases.keeper import Keeper, Told
from bot.cases.post import Parcel, Post
from bot.cases.record import CaseFile
from bot.line.api import LineApi
from bot.settings import ROOT
from bot.store.database import create_engine
from bot.store.seal import Seal
from handlers.contract import Report
from tests.cases.house import DeskServer, make_keeper
from tests.house import as_environment, local_settings

LANE = "lane"


def agreed(keeper: Keeper) -> CaseFile:
    """A case that may go to the desk."""
    case = keeper.record(LANE, Told("1", "U1", Report("victim", {"country": "KH"}, "โดนขัง"), None, quiet=True))
    keeper.ask(case, "1")
    keeper.answer(keeper.of(LANE) or case, "yes")
    return keeper.of(LANE) or case


def parcels(database: str, urls: list[str]) -> tuple[Keeper, Parcel, Callable[[Callable[[float], None]], None]]:
    """A parcel for a desk with these addresses, and what delivers it (given what to do while waiting)."""
    desk = {"id": "consular", "name": "กรมการกงสุล", "urls": urls}
    keeper = make_keeper(database, desk)
    known = {"consular": desks.CaseDesk.model_validate(desk)}
    line = LineApi("http://127.0.0.1:9", "token")
    post = Post(create_engine(database), Seal("test-data-key"), content.load(), known, line, first_pause=0.1)
    case = agreed(keeper)
    parcel = Parcel(case.id, "consular", case.revision)
    return keeper, parcel, lambda wait: post.deliver(parcel, step=lambda attempt: attempt(), wait=wait)


def state(keeper: Keeper) -> str:
    """How the delivery stands."""
    case = keeper.of(LANE)
    assert case is not None
    return case.deliveries[0].state


def test_a_yes_taken_back_while_the_desk_is_down_keeps_the_case_here(database: str) -> None:
    desk = DeskServer()
    keeper, _, deliver = parcels(database, [desk.url])

    def change_of_mind(_pause: float) -> None:
        keeper.answer(keeper.of(LANE) or agreed(keeper), "no")
        desk.up()

    deliver(change_of_mind)
    assert state(keeper) == "withdrawn"
    assert desk.received == []


def test_an_address_that_has_it_is_not_sent_it_again_while_another_is_down(database: str) -> None:
    up, down = DeskServer(), DeskServer()
    up.up()
    keeper, _, deliver = parcels(database, [up.url, down.url])
    deliver(lambda _pause: down.up())
    assert state(keeper) == "delivered"
    assert (len(up.received), len(down.received)) == (1, 1)


def test_pauses_grow_up_to_a_limit(database: str) -> None:
    desk = DeskServer()
    keeper, _, deliver = parcels(database, [desk.url])
    pauses: list[float] = []

    def wait(pause: float) -> None:
        pauses.append(round(pause, 3))
        if len(pauses) == 8:
            desk.up()

    deliver(wait)
    assert pauses == [0.1, 0.2, 0.4, 0.8, 1.6, 3.0, 3.0, 3.0]
    assert state(keeper) == "delivered"


def test_a_forgotten_case_goes_nowhere(database: str) -> None:
    desk = DeskServer()
    desk.up()
    keeper, _, deliver = parcels(database, [desk.url])
    keeper.erase(LANE)
    deliver(lambda _pause: None)
    assert desk.received == []


def test_a_bad_desks_file_stops_the_worker_with_one_line(tmp_path: Path) -> None:
    file = tmp_path / "desks.yml"
    file.write_text("- {id: a, name: ก, urls: ['nonsense://user:secret@host']}", encoding="utf-8")
    settings = local_settings(tmp_path).model_copy(update={"desks_file": str(file)})
    environment = {**os.environ, **as_environment(settings)}
    command = [sys.executable, "-m", "bot.worker"]
    ran = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 78
    assert "DESKS_FILE" in ran.stderr
    assert "secret" not in ran.stderr
