"""ID tokens: who signed them, and whether they are for us (OpenID Connect Core 1.0, section 3.1.3.7)."""

import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from joserfc.errors import JoseError
from joserfc.jwa import JWSAlgModel
from joserfc.jws import JWSRegistry, extract_compact, validate_compact

from adapters.identity.answers import MAX_SUBJECT, Crooked, as_object, parsed, text_in
from adapters.identity.keys import SigningKeys

MAX_TOKEN = 8_192
"""Bytes. Tokens in use take one or two thousand; larger ones are made to keep a parser busy."""

LEEWAY = 60
"""Seconds by which two clocks may differ."""

FRESH = 120
"""Seconds since somebody proved who they are, for it to count as just now: the way back, and LEEWAY."""

END_OF_TIME = 2**53
"""Seconds since 1970; beyond it a number of JSON isn't exact (RFC 8259, section 6)."""

_KEYS_IN_HEADERS = frozenset({"jwk", "jku", "x5u", "x5c", "crit"})
"""A token that brings the key to check it with proves nothing (RFC 8725, section 3.10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a good token says."""

    issuer: str
    client_id: str
    nonce: str
    fresh: bool


class _Algorithms(JWSRegistry):
    """Only what was asked for, and without a warning: RFC 9864 renames EdDSA, providers go on using it."""

    def get_alg(self, name: str) -> JWSAlgModel:
        if name not in (self.allowed or ()):
            raise Crooked("its token is signed in a way that it doesn't announce")
        return self.algorithms[name]


def signed_claims(token: str, keys: SigningKeys, algorithms: Collection[str]) -> Mapping[str, object]:
    """What the token says, its signature checked. Raises Crooked, Unreachable."""
    if not token.isascii() or len(token) > MAX_TOKEN:
        raise Crooked("its token is too large")
    registry = _Algorithms(algorithms=algorithms, strict_check_header=False)
    try:
        signature = extract_compact(token.encode(), registry=registry)
        header = signature.headers()
        if _KEYS_IN_HEADERS & set(as_object(header)):
            raise Crooked("its token brings a key of its own")
        registry.check_header(header)
        registry.get_alg(header["alg"])
        key = keys.find(header.get("kid"), header["alg"])
        is_signed = validate_compact(signature, key, registry=registry)
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise Crooked("its token can't be read") from error
    if not is_signed:
        raise Crooked("its token isn't signed by its key")
    return as_object(parsed(signature.payload))


def subject_of(claims: Mapping[str, object], expected: Expected, now: datetime) -> str:
    """Whom a signed token is about. Raises Crooked when it isn't for us, for this round, and for now."""
    if claims.get("iss") != expected.issuer:
        raise Crooked("its token names another issuer")
    _check_audience(claims, expected.client_id)
    if _moment(claims, "exp") + LEEWAY <= now.timestamp():
        raise Crooked("its token is too old")
    if _moment(claims, "iat") - LEEWAY > now.timestamp():
        raise Crooked("its token is of the future")
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(
        nonce.encode(errors="replace"), expected.nonce.encode()
    ):
        raise Crooked("its token is for another round")
    if expected.fresh:
        _check_freshness(claims, now)
    subject = text_in(claims, "sub", most=MAX_SUBJECT)
    if not subject:
        raise Crooked("its token names nobody")
    return subject


def _check_audience(claims: Mapping[str, object], client_id: str) -> None:
    """Of several audiences, `azp` says whom the token was given to; it must be us whenever it is there."""
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if client_id not in audiences:
        raise Crooked("its token is for another client")
    if (len(audiences) > 1 or "azp" in claims) and claims.get("azp") != client_id:
        raise Crooked("its token was given to another client")


def _check_freshness(claims: Mapping[str, object], now: datetime) -> None:
    """`auth_time` is there because `max_age` was asked (OpenID Connect Core 1.0, section 3.1.2.1)."""
    age = now.timestamp() - _moment(claims, "auth_time")
    if not -LEEWAY <= age <= FRESH:
        raise Crooked("its token tells of an earlier sign-in")


def _moment(claims: Mapping[str, object], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < END_OF_TIME:
        raise Crooked(f"its token has no {name}")
    return value
