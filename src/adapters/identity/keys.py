"""The public keys of a provider (RFC 7517), fetched when they are needed."""

from collections.abc import Callable, Mapping
from typing import cast

from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key

from adapters.identity.answers import Crooked
from adapters.identity.caching import Cached
from services.ports.clock import Clock

KEY_TYPES: Mapping[str, str] = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC", "EdDSA": "OKP"}
"""A key is only ever used as what it is: a public key must not turn into a shared secret."""

MIN_MODULUS = 342
"""Characters of 2048 bits in base64url (RFC 7518, section 3.3)."""


class SigningKeys:
    """One provider's key set. An unknown key id makes it be fetched once more: keys are rotated."""

    def __init__(self, fetch: Callable[[], Mapping[str, object]], clock: Clock) -> None:
        self._document = Cached(fetch, clock)

    def find(self, key_id: str | None, algorithm: str) -> Key:
        """Raises Crooked when there is none, or more than one that it could be; Unreachable."""
        raw = _pick(self._document.get(), key_id, algorithm)
        if raw is None:
            raw = _pick(self._document.fetch_again(), key_id, algorithm)
        if raw is None:
            raise Crooked("its key set has no such key")
        return _imported(raw)


def _pick(document: Mapping[str, object], key_id: str | None, algorithm: str) -> dict[str, object] | None:
    """The key that an id names; without an id, the only one of its kind."""
    keys = document.get("keys")
    found = [
        key
        for key in (keys if isinstance(keys, list) else ())
        if isinstance(key, dict)
        and key.get("kty") == KEY_TYPES[algorithm]
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and (key_id is None or key.get("kid") == key_id)
    ]
    return found[0] if len(found) == 1 else None


def _imported(raw: dict[str, object]) -> Key:
    if raw["kty"] == "RSA" and len(str(raw.get("n"))) < MIN_MODULUS:
        raise Crooked("its key is too short")
    try:
        return JWKRegistry.import_key(cast(dict[str, str | list[str]], raw))
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise Crooked("its key can't be read") from error
