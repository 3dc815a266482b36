"""When not even the database works: whoever is in distress still gets a number at once, from the web process.

The event itself is refused with 500, so LINE brings it again and the turn then does all the rest. The web process
imports this module only when it must, for it needs all that the light web process does without.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import content
from bot.line.api import LineApi, LineError
from bot.line.render import render
from bot.log import log
from bot.settings import Settings
from bot.turn.desk import Desk
from bot.turn.hear import hear
from bot.turn.understand import decide_without_rasa
from handlers import ALARM_HANDLERS, act

_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="last-resort")


def answer(events: Iterable[Mapping[str, Any]], settings: Settings) -> None:
    """Replies to those events that plead for help, in the background. Never raises, stores nothing."""
    for event in events:
        _pool.submit(_answer, event, settings)


def _answer(event: Mapping[str, Any], settings: Settings) -> None:
    heard = hear(event)
    if heard.message is None or heard.in_group or not heard.reply_token:
        return
    decision = decide_without_rasa(heard.message)
    if decision.handler not in ALARM_HANDLERS:
        return
    loaded = content.load()
    outcome = act(heard.message, decision, Desk(loaded))
    try:
        _line(settings).reply(heard.reply_token, render(outcome, loaded), quiet=outcome.quiet)
        log.warning("answered without a database", handler=decision.handler)
    except LineError as error:
        log.error("last resort failed", status=error.status)


@cache
def _line(settings: Settings) -> LineApi:
    return LineApi(settings.line_api_base_url, settings.line_channel_access_token)
