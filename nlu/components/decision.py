"""The last word of the pipeline: signals, model and conversation together become Rasa's intent and entities.

What the conversation asked last comes in the message's metadata (nlu.channel puts it there), for NLU components
see no tracker. `meaning` on the output is what the message means by itself, whatever the conversation.
"""

from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.need_classifier import MODEL_DANGER, MODEL_FLAGS
from nlu.components.signal_reader import READING
from nlu.signals.decide import decide
from nlu.signals.facts import facts_of
from nlu.signals.talk import Talk, in_context


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Decision(GraphComponent):
    """Sets the intent and the entities of each message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Decision":
        """Nothing to set up."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Decides each message that has a text and is not a choice already (`/need{...}`)."""
        for message in messages:
            if message.get(TEXT) and message.get("need_chances") and not message.get(TEXT).startswith("/"):
                self._decide(message)
        return messages

    def _decide(self, message: Message) -> None:
        reading = message.get(READING)
        meaning = decide(reading, message.get("need_chances"), message.get(MODEL_DANGER), message.get(MODEL_FLAGS))
        talk = Talk.from_metadata(message.get(METADATA))
        intent, confidence = in_context(meaning, reading, talk)
        entities = [
            {"entity": name, "value": value, "start": 0, "end": 0, "extractor": "signals"}
            for name, value in facts_of(meaning, intent, reading, talk).items()
        ]
        message.set(INTENT, {"name": intent, "confidence": confidence}, add_to_output=True)
        message.set(ENTITIES, entities, add_to_output=True)
        message.set("meaning", asdict(meaning), add_to_output=True)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to learn."""
        return training_data
