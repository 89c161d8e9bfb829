"""Passkeys by py_webauthn: the options for a browser, and the check of what it answers."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import webauthn
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from webauthn.helpers import (
    decode_credential_public_key,
    decoded_public_key_to_cryptography,
    parse_attestation_object,
    parse_registration_credential_json,
)
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from domain.passkeys import Passkey
from services.ports.passkeys import Assertion, NewCredential, PasskeyRefused, PasskeyVerifier

TIMEOUT_MS = 5 * 60 * 1000
"""Time to look for a key or a phone (W3C Web Authentication, section 15.1: 5 to 10 minutes)."""

MAX_ANSWER = 16_000
"""Characters. Answers without attestation have about one thousand; parsers get no more to chew on."""

MAX_CREDENTIAL_ID = 1023
"""Bytes (W3C Web Authentication, section 7.1)."""

RSA_BITS = range(2048, 4096 + 1)
"""Devices make 2048. Less could be forged, more would only take our time."""

ALGORITHMS = [
    COSEAlgorithmIdentifier.ECDSA_SHA_256,
    COSEAlgorithmIdentifier.EDDSA,
    COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256,
]
"""ES256, EdDSA and RS256, the best first: between them every authenticator has one."""

_FORMATS = ("none", "packed")
"""No other attestation passes a browser that was asked for none: `packed` when it is signed with the
credential's own key (W3C Web Authentication, section 5.1.3). The parsers of the rest stay shut."""

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_BASE64URL = re.compile(r"[A-Za-z0-9_-]+")
_TRANSPORTS = frozenset(transport.value for transport in AuthenticatorTransport)


class WebAuthnPasskeys(PasskeyVerifier):
    """Passkeys for the host of `base_url`.

    Browsers take no IP address for a place's name. On loopback passkeys are for `localhost`, so whoever
    came by 127.0.0.1 has to go there.
    """

    def __init__(self, base_url: str, place_name: Callable[[], str]) -> None:
        parts = urlsplit(base_url)
        host = parts.hostname or ""
        self._place_name = place_name
        self._rp_id = "localhost" if host in _LOOPBACK else host.encode("idna").decode()
        is_named = parts.port and parts.port != _DEFAULT_PORTS.get(parts.scheme)
        port = f":{parts.port}" if is_named else ""
        own = f"[{host}]" if ":" in host else host.encode("idna").decode()
        self._origins = sorted({f"{parts.scheme}://{name}{port}" for name in (self._rp_id, own)})

    def creation_options(
        self,
        challenge: str,
        *,
        user_handle: str,
        name: str,
        display_name: str,
        exclude: Collection[Passkey],
    ) -> str:
        options = webauthn.generate_registration_options(
            rp_id=self._rp_id,
            rp_name=self._place_name() or self._rp_id,
            user_name=name,
            user_id=user_handle.encode(),
            user_display_name=display_name,
            challenge=_bytes(challenge),
            timeout=TIMEOUT_MS,
            attestation=AttestationConveyancePreference.NONE,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[_descriptor(passkey) for passkey in exclude],
            supported_pub_key_algs=ALGORITHMS,
        )
        return webauthn.options_to_json(options)

    def request_options(self, challenge: str, *, allow: Collection[Passkey], verify_user: bool) -> str:
        """Where it isn't required, user verification is asked for all the same: most devices do it anyway."""
        wanted = (
            UserVerificationRequirement.REQUIRED if verify_user else UserVerificationRequirement.PREFERRED
        )
        options = webauthn.generate_authentication_options(
            rp_id=self._rp_id,
            challenge=_bytes(challenge),
            timeout=TIMEOUT_MS,
            allow_credentials=[_descriptor(passkey) for passkey in allow],
            user_verification=wanted,
        )
        return webauthn.options_to_json(options)

    def challenge_in(self, answer: str) -> str:
        with _refusing():
            return _text(_bytes(_client_data(_read(answer))["challenge"]))

    def credential_in(self, answer: str) -> str:
        with _refusing():
            return _text(_bytes(_read(answer)["id"]))

    def created(self, answer: str, *, challenge: str) -> NewCredential:
        with _refusing():
            fields = _read(answer)
            _check_same_origin(fields)
            attestation = parse_attestation_object(_bytes(fields["response"]["attestationObject"]))
            if attestation.fmt not in _FORMATS:
                raise PasskeyRefused
            verified = webauthn.verify_registration_response(
                credential=fields,
                expected_challenge=_bytes(challenge),
                expected_rp_id=self._rp_id,
                expected_origin=self._origins,
                require_user_verification=True,
                supported_pub_key_algs=ALGORITHMS,
            )
            credential_id = _text(verified.credential_id)
            if credential_id != fields["id"] or len(verified.credential_id) > MAX_CREDENTIAL_ID:
                raise PasskeyRefused
            _check_key(verified.credential_public_key)
            return NewCredential(
                credential_id=credential_id,
                public_key=_text(verified.credential_public_key),
                sign_count=verified.sign_count,
                transports=_transports_in(fields),
                is_synced=verified.credential_backed_up,
            )

    def asserted(self, answer: str, *, challenge: str, passkey: Passkey, verify_user: bool) -> Assertion:
        with _refusing():
            fields = _read(answer)
            _check_same_origin(fields)
            handle = fields["response"].get("userHandle")
            if handle is not None and _bytes(handle) != str(passkey.account_id).encode():
                raise PasskeyRefused
            if fields["id"] != passkey.credential_id:
                raise PasskeyRefused
            verified = webauthn.verify_authentication_response(
                credential=fields,
                expected_challenge=_bytes(challenge),
                expected_rp_id=self._rp_id,
                expected_origin=self._origins,
                credential_public_key=_bytes(passkey.public_key),
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=verify_user,
            )
            return Assertion(sign_count=verified.new_sign_count, user_verified=verified.user_verified)


@contextmanager
def _refusing() -> Iterator[None]:
    """Whatever an answer makes go wrong in JSON, base64, CBOR or cryptography is a refusal, and no error."""
    try:
        yield
    except PasskeyRefused:
        raise
    except Exception as fault:
        raise PasskeyRefused from fault


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > MAX_ANSWER:
        raise PasskeyRefused
    fields = json.loads(answer)
    if not isinstance(fields, dict) or not isinstance(fields.get("response"), dict):
        raise PasskeyRefused
    return fields


def _client_data(fields: dict[str, Any]) -> dict[str, Any]:
    """What the browser says that it was asked, by whom and where."""
    data = json.loads(_bytes(fields["response"]["clientDataJSON"]))
    if not isinstance(data, dict):
        raise PasskeyRefused
    return data


def _check_same_origin(fields: dict[str, Any]) -> None:
    """No page of ours is framed by another place (W3C Web Authentication, sections 7.1 and 7.2)."""
    data = _client_data(fields)
    if data.get("crossOrigin", False) is not False or "topOrigin" in data:
        raise PasskeyRefused


def _check_key(public_key: bytes) -> None:
    """A key that no signature can be checked with would lock its owner out later."""
    key = decoded_public_key_to_cryptography(decode_credential_public_key(public_key))
    if isinstance(key, RSAPublicKey) and key.key_size not in RSA_BITS:
        raise PasskeyRefused


def _descriptor(passkey: Passkey) -> PublicKeyCredentialDescriptor:
    known = [AuthenticatorTransport(name) for name in passkey.transports if name in _TRANSPORTS]
    return PublicKeyCredentialDescriptor(id=_bytes(passkey.credential_id), transports=known)


def _transports_in(fields: dict[str, Any]) -> tuple[str, ...]:
    """The known ones, each once: they come from the browser unsigned."""
    named = parse_registration_credential_json(fields).response.transports or ()
    return tuple(sorted({transport.value for transport in named}))


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    """Raises ValueError unless it is base64url without padding, in the one way to write it."""
    if not _BASE64URL.fullmatch(text):
        raise ValueError("not base64url")
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if _text(data) != text:
        raise ValueError("not canonical base64url")
    return data
