"""Keys derived from the one DATA_KEY: encryption of what people told us, and hashes in place of their ids."""

import base64
import hashlib
import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class UnreadableError(Exception):
    """Sealed with another DATA_KEY, or damaged; trying again will not help."""


class Seal:
    """Seals JSON values, and turns LINE ids into keyed hashes that only this key can make."""

    def __init__(self, data_key: str) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(_derive(data_key, b"chek/seal")))
        self._hash_key = _derive(data_key, b"chek/hash")

    def seal(self, value: Any) -> bytes:
        """Encrypts and signs a JSON value."""
        return self._fernet.encrypt(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())

    def open(self, sealed: bytes) -> Any:
        """The value again. Raises UnreadableError."""
        try:
            return json.loads(self._fernet.decrypt(sealed))
        except InvalidToken as error:
            raise UnreadableError("a sealed value cannot be opened with this DATA_KEY") from error

    def hash(self, identifier: str) -> str:
        """32 hexadecimal digits that stand for an identifier and do not give it away."""
        return hmac.new(self._hash_key, identifier.encode(), hashlib.sha256).hexdigest()[:32]


def _derive(data_key: str, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=purpose).derive(data_key.encode())
