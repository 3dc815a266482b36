"""Reads our training messages (nlu/data/<topic>/<need>.yml, Rasa's own YAML form) a hundred times as quickly as Rasa.

Rasa's reader checks every example against a schema, in pure Python: a minute for twelve thousand messages, at each
training. Ours come in one plain form; anything else is refused with its file and number.
It is a Rasa importer (an extension point), named in config.yml.
"""

from pathlib import Path
from typing import Any

import yaml
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

RULES = "rules"
"""The folder of rules; every other folder holds messages."""


class TrainingMessageError(ValueError):
    """A training file is not as it should be; the message names the file and the example."""


class MessageImporter(RasaFileImporter):
    """Rasa's file importer with our own reader of NLU data; rules and domain are read as ever.

    Which file is which is told by its folder: Rasa would parse every file three times to find out.
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: "list[str] | str | None" = None,
    ) -> None:
        folders = [training_data_paths] if isinstance(training_data_paths, str) else training_data_paths or []
        files = sorted(path for folder in folders for path in Path(folder).rglob("*.yml"))
        self.config_file = config_file
        self._domain_path = domain_path
        self._story_files = [str(path) for path in files if path.parent.name == RULES]
        self._nlu_files = [str(path) for path in files if path.parent.name != RULES]
        self._conversation_test_files: list[str] = []

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:  # noqa: ARG002 - Rasa's signature
        """All training messages, with their labels as example metadata."""
        return TrainingData([message for path in self._nlu_files for message in read(Path(path))])


def read(path: Path) -> "list[Message]":
    """The messages of one file. Raises TrainingMessageError."""
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [
        _message(example, str(block["intent"]), f"{path}, {block['intent']}, example {number}")
        for block in content.get("nlu", ())
        for number, example in enumerate(block["examples"], 1)
    ]


def _message(example: Any, intent: str, place: str) -> Message:
    if not isinstance(example, dict) or not str(example.get("text", "")).strip():
        raise TrainingMessageError(f"{place}: needs a text")
    labels = example.get("metadata")
    if not isinstance(labels, dict) or labels.get("danger") not in (0, 1, 2, 3):
        raise TrainingMessageError(f"{place}: needs metadata with a danger of 0 to 3")
    return Message.build(text=example["text"].strip(), intent=intent, example_metadata=labels)
