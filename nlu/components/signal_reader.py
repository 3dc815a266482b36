"""Puts what the signals see on the message, for the classifier and the decision after it."""

from typing import Any

from joblib import Parallel, delayed
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.signals import read

BATCH = 500
"""Messages a core reads before it reports."""

READING = "reading"
"""The message property that holds the `nlu.signals.Reading`."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SignalReader(GraphComponent):
    """Reads each message by its signals once."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SignalReader":
        """Nothing to set up."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds READING to each message that has a text."""
        for message in messages:
            if message.get(TEXT):
                message.set(READING, read(message.get(TEXT)))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training examples, on every core."""
        messages = [message for message in training_data.training_examples if message.get(TEXT)]
        readings = Parallel(-1, batch_size=BATCH)(delayed(read)(message.get(TEXT)) for message in messages)
        for message, reading in zip(messages, readings, strict=True):
            message.set(READING, reading)
        return training_data
