"""Thai words for Rasa: PyThaiNLP's newmm, which Rasa's own tokenizers lack (they refuse `language: th`)."""

from typing import Any

from pythainlp.tokenize import word_tokenize
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from nlu.signals.normalise import normalise


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class ThaiTokenizer(Tokenizer):
    """Splits the normalised text into words. Offsets refer to the normalised text, the only one we ever use."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings every Rasa tokenizer has."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of one message, without the spaces between them; one empty word for an empty message."""
        text = normalise(message.get(attribute))
        tokens = []
        start = 0
        for word in word_tokenize(text, engine="newmm", keep_whitespace=True):
            if word.strip():
                tokens.append(Token(word, start))
            start += len(word)
        return self._apply_token_pattern(tokens) or [Token("-", 0)]
