"""What leaves a case: deliveries to desks and news to the person, queued in the transaction that causes them."""

from dataclasses import dataclass

import sqlalchemy as sa
from dbos import DBOSClient

from bot.cases import audit
from bot.cases.desks import Desks
from bot.cases.record import CaseFile
from bot.store.inbox import APPLICATION
from bot.store.tables import CaseDelivery

DELIVERIES, DELIVER = "case-deliveries", "deliver case"
NEWS, TELL = "case-news", "tell person"


@dataclass(frozen=True)
class Outbox:
    """Queues durable work. The ids make each happen once, however often it is asked for."""

    client: DBOSClient
    desks: Desks

    def send(self, connection: sa.Connection, case: CaseFile) -> None:
        """Queues the case's present revision for every desk the person agreed to."""
        known = {(one.desk, one.revision) for one in case.deliveries}
        for desk in case.agreed:
            if desk not in self.desks or (desk, case.revision) in known:
                continue
            row = {"case_id": case.id, "desk": desk, "revision": case.revision, "state": "waiting", "attempts": 0}
            connection.execute(sa.insert(CaseDelivery).values(row))
            self.client.enqueue_in_transaction(
                connection,
                {
                    "workflow_name": DELIVER,
                    "queue_name": DELIVERIES,
                    "workflow_id": f"case-{case.number}-{desk}-{case.revision}",
                    "queue_partition_key": desk,
                },
                case.id,
                desk,
                case.revision,
            )

    def tell(self, connection: sa.Connection, case: CaseFile, status: str) -> None:
        """Queues a message to the person about the new status."""
        self.client.enqueue_in_transaction(
            connection,
            {
                "workflow_name": TELL,
                "queue_name": NEWS,
                "workflow_id": f"news-{case.number}-{audit.now()}",
                "queue_partition_key": case.lane,
            },
            case.id,
            status,
        )


def client_of(engine: sa.Engine) -> DBOSClient:
    """A client that queues over connections of `engine`."""
    return DBOSClient(system_database_engine=engine, application_name=APPLICATION, lazy=True)
