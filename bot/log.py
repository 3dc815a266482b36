"""Logs carry ids, outcomes and times; never words, names or numbers of a person.

The rule is kept by a list of what may be logged, not by what may not: an unknown field is dropped.
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    [
        "event",
        "level",
        "timestamp",
        "process",
        "error",
        "kind",
        "attempt",
        "status",
        "endpoint",
        "request_id",
        "lane",
        "event_id",
        "handler",
        "decided_by",
        "need",
        "danger",
        "milliseconds",
        "count",
        "state",
        "path",
        "port",
        "address",
        "version",
        "stage",
        "source",
        "entry",
        "age_seconds",
        "overdue",
        "reason",
    ]
)
"""`lane` is a keyed hash of a person; `need` and `danger` are labels of labels.md."""


def _only_allowed(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: value for name, value in event.items() if name in ALLOWED}


def _error_name(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception as the names of its types and where it rose; its message may quote a person."""
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
        event["error"] = f"{type(error).__name__} at {where}"
    return event


def configure(process: str) -> None:
    """One JSON object a line on standard error, for this process."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            _error_name,
            _only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)
    # Libraries log what they like; only their warnings are shown, without arguments or tracebacks.
    logging.raiseExceptions = False  # a failing handler would print the arguments of its record
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_NamesOnly())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


class _NamesOnly(logging.Formatter):
    """A library's record reduced to its logger and level: its text might quote a message."""

    def format(self, record: logging.LogRecord) -> str:
        return f'{{"level": "{record.levelname.lower()}", "event": "library warning", "source": "{record.name}"}}'


log = structlog.get_logger()
