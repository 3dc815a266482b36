"""The trained models as a Rasa component: fills `intent`, `intent_ranking`, the model's danger and an offer's flags."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from pythainlp.tokenize import word_tokenize
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_EXAMPLE, TEXT, TEXT_TOKENS
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix

from nlu.components.features import Example, Features
from nlu.components.flag_model import FlagModel, Offers
from nlu.components.need_model import NeedModel
from nlu.components.signal_reader import READING
from nlu.signals import Reading, read
from nlu.signals.clauses import clauses
from nlu.signals.decide import OFFER_NEEDS

MODEL_DANGER = "model_danger"
"""The message property that holds the danger the model expects, 0.0-3.0."""

MODEL_FLAGS = "model_flags"
"""The message property that holds red flag -> the words that show it, judged as an offer."""

CORES = os.cpu_count() or 1

UNQUOTED = frozenset({"vague_employer"})
"""Flags shown by what is missing: there are no words to quote."""

WARM_UP = "สวัสดี"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NeedClassifier(GraphComponent, IntentClassifier):
    """Learns needs and danger from the training data (danger stands in each example's metadata)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`strength`: inverse regularisation; `ranking`: how many needs to report."""
        return {"strength": 10.0, "ranking": 5}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = {**self.get_default_config(), **config}
        self._storage = storage
        self._resource = resource
        self._features = Features()
        self._needs: NeedModel | None = None
        self._flags = FlagModel(self._config["strength"], CORES)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "NeedClassifier":
        """A classifier that has learned nothing yet."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns, and saves what it learned."""
        messages = [message for message in training_data.intent_examples if message.get(TEXT)]
        examples = [_example(message) for message in messages]
        needs = [message.get(INTENT) for message in messages]
        rows = self._features.fit_transform(examples)
        dangers = [int(_labels(message).get("danger", 0)) for message in messages]
        self._needs = NeedModel(self._config["strength"]).fit(rows, needs, dangers)
        numbers = [number for number, need in enumerate(needs) if need in OFFER_NEEDS]
        offers = self._offers(rows[np.array(numbers)], [clauses(examples[number].reading.text) for number in numbers])
        self._flags.fit(offers, [_labels(messages[number]).get("red_flags", ()) for number in numbers])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump((self._features, self._needs, self._flags), Path(folder) / "models.joblib")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "NeedClassifier":
        """A classifier that knows what was learned."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._features, component._needs, component._flags = joblib.load(Path(folder) / "models.joblib")
        component._warm_up()
        return component

    def _warm_up(self) -> None:
        """Loads all that loads lazily, so that the first person waits no longer than the second."""
        words = word_tokenize(WARM_UP, engine="newmm")
        self._features.transform([Example(words, read(WARM_UP))])

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the likeliest need, the next ones, the danger the model expects, and the flags of an offer."""
        spoken = [m for m in messages if m.get(TEXT) and not m.get(TEXT).startswith("/")]
        if self._needs is None or not spoken:
            return messages
        rows = self._features.transform([_example(message) for message in spoken])
        chances, dangers = self._needs.predict(rows)
        for number, (message, row, danger) in enumerate(zip(spoken, chances, dangers, strict=True)):
            ranking = sorted(zip(self._needs.needs, row.tolist(), strict=True), key=lambda pair: -pair[1])
            ranked = [{"name": need, "confidence": chance} for need, chance in ranking]
            message.set(INTENT, ranked[0], add_to_output=True)
            message.set("intent_ranking", ranked[: self._config["ranking"]], add_to_output=True)
            message.set("need_chances", dict(ranking))
            message.set(MODEL_DANGER, float(danger))
            if ranked[0]["name"] in OFFER_NEEDS:
                message.set(MODEL_FLAGS, self._quoted(rows[number], message.get(READING)))
        return messages

    def _quoted(self, row: csr_matrix, reading: Reading) -> dict[str, str]:
        """Each flag of an offer with the words that show it: those a signal found, else its clearest clause."""
        seen = {flag.name: flag.words for flag in reading.flags}
        parts = clauses(reading.text)
        shown = self._flags.predict(self._offers(row, [parts]))
        unseen = {flag: "" if flag in UNQUOTED else parts[number] for flag, number in shown.items()}
        return {flag: seen.get(flag, words) for flag, words in unseen.items()}

    def _offers(self, rows: csr_matrix, parts: Sequence[Sequence[str]]) -> Offers:
        """Offers and their clauses in numbers."""
        flat = [part for listed in parts for part in listed]
        examples = [Example(word_tokenize(part, keep_whitespace=False), read(part)) for part in flat]
        owners = np.repeat(np.arange(len(parts)), [len(listed) for listed in parts])
        return Offers(rows, self._features.transform(examples), owners)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after this component trains on its guesses."""
        return training_data


def _example(message: Message) -> Example:
    return Example([token.text for token in message.get(TEXT_TOKENS)], message.get(READING))


def _labels(message: Message) -> dict[str, Any]:
    """What the training data says of an example beside its need."""
    metadata = message.get(METADATA) or {}
    return dict(metadata.get(METADATA_EXAMPLE) or metadata)
