"""The real worker process; an alarm handler that does not report of itself is made to, with the least there is."""

from dataclasses import replace

from bot import worker
from handlers import ALARM_HANDLERS, HANDLERS
from handlers.contract import Decision, Desk, Handler, Message, Outcome, Report


def reporting(handler: Handler) -> Handler:
    """The handler, with a report in its outcome."""

    def handle(message: Message, decision: Decision, desk: Desk) -> Outcome:
        outcome = handler(message, decision, desk)
        if outcome.report:
            return outcome
        of_family = decision.handler.startswith("family")
        return replace(outcome, report=Report("family" if of_family else "victim", decision.slots, message.text))

    return handle


def main() -> None:
    """The worker's own main."""
    HANDLERS.update({name: reporting(HANDLERS[name]) for name in ALARM_HANDLERS})
    worker.main()


if __name__ == "__main__":
    main()
