"""The worker process: takes turns from the durable queue, one lane per person. `python -m bot.worker`."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from dbos import DBOS, DBOSConfig

import content
from bot import log as logs
from bot.cases import desks as case_desks
from bot.cases import retention
from bot.cases.keeper import Keeper
from bot.cases.outbox import DELIVER, DELIVERIES, NEWS, TELL, Outbox, client_of
from bot.cases.post import Parcel, Post
from bot.line.api import LineApi
from bot.log import log
from bot.rasa import Rasa, RasaSilentError
from bot.settings import EXIT_CONFIG, Settings, SettingsError, load
from bot.store.database import create_engine
from bot.store.inbox import APPLICATION, KEEP_SECONDS, PICTURES, QUEUE, WORKFLOW, Inbox
from bot.store.offers import OfferBook
from bot.store.schema import migrate
from bot.store.seal import Seal
from bot.turn.casework import Casework
from bot.turn.loading import Loading
from bot.turn.workflow import House, run_turn
from nlu.signals import read
from nlu.signals.offer_reader import warm_up

TURNS_AT_ONCE = 16
"""Threads. Most wait for Rasa or LINE."""

POLL_SECONDS = 0.08
"""How soon a waiting turn is seen: half of it is added to every answer, and every poll costs a query."""

PICTURE_POLL_SECONDS = 0.25
"""Reading a picture takes seconds anyway."""

NICENESS = 10
"""Storing what people send comes first, then thinking about it."""

DELIVERIES_PER_DESK = 4
"""At once. A desk that is down holds these few and no others; one case it will never take does not hold up the rest."""

CASE_POLL_SECONDS = 1.0

HOURLY = "0 17 * * * *"


def build_house(settings: Settings) -> tuple[House, Post]:
    """The house for these settings, and the post that takes cases to their desks. Raises SettingsError."""
    line = LineApi(settings.line_api_base_url, settings.line_channel_access_token, settings.line_data_api_base_url)
    engine, seal, loaded = create_engine(settings.database_url), Seal(settings.data_key), content.load()
    desks = case_desks.load(settings.desks_file)
    keeper = Keeper(engine, seal, Outbox(client_of(engine), desks))
    house = House(
        Inbox(engine, seal),
        Rasa(settings.rasa_url, settings.rasa_token),
        line,
        Loading(line),
        loaded,
        Casework(keeper, desks, loaded),
        OfferBook.on(engine, seal),
    )
    return house, Post(engine, seal, loaded, desks, line, settings.case_retry_seconds)


def start(settings: Settings, house: House, post: Post) -> None:
    """Starts taking turns, and cases to their desks, in threads of this process."""
    DBOS(config=_config(settings))

    @DBOS.workflow(name=WORKFLOW)
    def turn(id_: int) -> None:
        run_turn(house, id_, wait=DBOS.sleep, tried_before=_tried_before)

    @DBOS.workflow(name=DELIVER)
    def deliver_case(case_id: int, desk: str, revision: int) -> None:
        post.deliver(Parcel(case_id, desk, revision), step=_step, wait=DBOS.sleep)

    @DBOS.workflow(name=TELL)
    def tell_person(case_id: int, status: str) -> None:
        post.tell(case_id, status, news_id=DBOS.workflow_id or "", wait=DBOS.sleep)

    @DBOS.workflow(name="purge")
    def purge(_scheduled: datetime, _context: object) -> None:
        log.info("purged", count=forget_old(house, post) + _purge_workflows())

    DBOS.launch()
    DBOS.register_queue(
        QUEUE, partition_concurrency=1, worker_concurrency=TURNS_AT_ONCE, polling_interval_sec=POLL_SECONDS
    )
    DBOS.register_queue(DELIVERIES, partition_concurrency=DELIVERIES_PER_DESK, polling_interval_sec=CASE_POLL_SECONDS)
    DBOS.register_queue(NEWS, partition_concurrency=1, polling_interval_sec=CASE_POLL_SECONDS)
    DBOS.register_queue(PICTURES, worker_concurrency=1, polling_interval_sec=PICTURE_POLL_SECONDS)
    DBOS.apply_schedules([{"schedule_name": "purge", "workflow_fn": purge, "schedule": HOURLY, "context": None}])


def forget_old(house: House, post: Post) -> int:
    """Deletes what has been kept long enough, everywhere; how many rows of our own that were."""
    with suppress(RasaSilentError):  # the next hour's turn
        house.rasa.forget_old()
    return house.inbox.purge() + house.offers.purge(datetime.now(UTC).date()) + retention.purge(post.engine)


def _step(attempt: Callable[[], bool]) -> bool:
    """One attempt, its result kept, so that after a restart it is not made again."""
    return DBOS.run_step({"name": "attempt"}, attempt)


def _config(settings: Settings) -> DBOSConfig:
    return {
        "name": APPLICATION,
        "system_database_url": settings.database_url,
        "system_database_engine": create_engine(settings.database_url),
        "application_version": "1",  # a turn begun before an upgrade is finished after it
        "executor_id": os.environ.get("WORKER_ID", "worker"),
        "log_level": "ERROR",
        "use_listen_notify": False,
        "run_migrations": False,
    }


def _tried_before() -> bool:
    """Whether this turn was begun by a process that died."""
    status = DBOS.get_workflow_status(DBOS.workflow_id or "")
    return status is not None and (status.recovery_attempts or 0) > 1


def _purge_workflows() -> int:
    """Deletes DBOS's own record of turns that ended long ago (ids and times, nothing else)."""
    before = (datetime.now(UTC) - timedelta(seconds=KEEP_SECONDS)).isoformat()
    old = DBOS.list_workflows(
        status=["SUCCESS", "ERROR", "CANCELLED"],
        end_time=before,
        limit=5000,
        load_input=False,
        load_output=False,
    )
    DBOS.delete_workflows([workflow.workflow_id for workflow in old])
    return len(old)


def main() -> None:
    """Runs until told to stop; turns in hand are finished first."""
    logs.configure("worker")
    try:
        settings = load()
        house, post = build_house(settings)
    except SettingsError as error:
        sys.stderr.write(f"worker: {error}\n")
        sys.exit(EXIT_CONFIG)
    os.nice(NICENESS)
    migrate(settings.database_url)
    read("")  # compile the signals before the first person waits for them
    warm_up()
    start(settings, house, post)
    log.info("ready")
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    stop.wait()
    DBOS.destroy(workflow_completion_timeout_sec=8)


if __name__ == "__main__":
    main()
