"""Secrets at rest, sealed with AES-256-GCM."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from services.ports.vault import Vault

KEY_BYTES = 32
"""AES-256 (ASVS 5.0, 11.3.2)."""

NONCE_BYTES = 12
"""96 bits, as NIST SP 800-38D, section 5.2.1.1 recommends; by chance, for at most 2^32 seals under a key."""

_MARK = "v1."
"""What a later format is told apart by."""

_INFO = b"stoa vault v1"
"""Parts this key from whatever else is derived from the same secret (RFC 5869, section 3.2)."""


class AesGcmVault(Vault):
    """Seals with a key derived from the place's secret; opens what was sealed under a former one, too."""

    def __init__(self, secret_key: str, former_keys: Sequence[str] = ()) -> None:
        self._ciphers = [AESGCM(_derived(key)) for key in (secret_key, *former_keys)]

    def seal(self, secret: str, *, about: str) -> str:
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = self._ciphers[0].encrypt(nonce, secret.encode(), about.encode())
        return _MARK + urlsafe_b64encode(nonce + sealed).rstrip(b"=").decode()

    def open(self, sealed: str, *, about: str) -> str | None:
        data = _bytes_of(sealed)
        if data is None:
            return None
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], about.encode()).decode()
            except (InvalidTag, ValueError):
                continue
        return None


def _derived(secret_key: str) -> bytes:
    return HKDF(SHA256(), length=KEY_BYTES, salt=None, info=_INFO).derive(secret_key.encode())


def _bytes_of(sealed: str) -> bytes | None:
    """Nonce and cipher text; None unless written exactly as `seal` writes."""
    text = sealed.removeprefix(_MARK)
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return None
    return data if sealed == _MARK + urlsafe_b64encode(data).rstrip(b"=").decode() else None
