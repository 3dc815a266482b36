"""`chek understand`: what the bot understands of single messages, in the terms of labels.md."""

from bot.cli.borrowed_rasa import rasa_for
from bot.cli.jsonl import Input, Output, read, write
from bot.settings import load_for_tools

BATCH = 50


def understand(input: Input = None, output: Output = None) -> None:  # noqa: A002 - the option is --input
    """Read {"id","text"} lines, write {"id","need","danger","country","place","red_flags","confidence"} lines."""
    messages = list(read(input, "id", "text"))
    with rasa_for(load_for_tools()) as rasa:
        batches = (messages[start : start + BATCH] for start in range(0, len(messages), BATCH))
        write(
            output,
            (
                {"id": message["id"], **_labels(meaning)}
                for batch in batches
                for message, meaning in zip(batch, rasa.parse([str(one["text"]) for one in batch]), strict=True)
            ),
        )


def _labels(meaning: dict[str, object]) -> dict[str, object]:
    names = ("need", "danger", "country", "place", "red_flags", "confidence")
    return {name: meaning[name] for name in names}
