"""An authenticator in software, with a browser around it: real WebAuthn answers, honest and hostile.

device = SoftAuthenticator()
answer = device.create(verifier.creation_options(...), "https://stoa.example")
answer = device.get(verifier.request_options(...), "https://stoa.example")
answer = device.get(options, "https://stoa.example", Lies(user_verified=False))
"""

import hashlib
import json
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

ES256, EDDSA, RS256 = -7, -8, -257

PRESENT, VERIFIED, MAY_SYNC, SYNCED, HAS_CREDENTIAL = 0x01, 0x04, 0x08, 0x10, 0x40
"""Flags of authenticator data (W3C Web Authentication, section 6.1)."""

PrivateKey = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey


class NotAllowed(Exception):
    """What a browser says when no credential fits, or one is there already."""


@dataclass(frozen=True, kw_only=True)
class Lies:
    """What an answer says instead of the truth. To lie about the origin, pass another one."""

    type: str | None = None
    challenge: str | None = None
    cross_origin: bool | None = False
    """None leaves it out, as older browsers do."""
    top_origin: str | None = None
    rp_id: str | None = None
    user_present: bool = True
    user_verified: bool = True
    sign_count: int | None = None
    user_handle: str | None = None
    """The account's text, as it was given to `creation_options`; empty leaves it out."""
    credential_id: str | None = None
    """What the answer calls itself outside of what is signed."""
    other_key: bool = False
    """Sign with a key that nobody registered."""
    attestation: str = "none"
    statement: dict[str, Any] | None = None


HONEST = Lies()


@dataclass(kw_only=True)
class SoftCredential:
    """A passkey with its private half."""

    id: bytes
    rp_id: str
    user_handle: str
    algorithm: int
    key: PrivateKey
    sign_count: int

    @property
    def id_text(self) -> str:
        return to_text(self.id)


class SoftAuthenticator:
    """Holds passkeys of any number of places and people.

    `counts` makes it count signatures, from 1, as security keys do; synced passkeys always say 0.
    """

    def __init__(self, *, algorithm: int = ES256, counts: bool = False, is_synced: bool = False) -> None:
        self.credentials: list[SoftCredential] = []
        self._algorithm, self._counts, self._is_synced = algorithm, counts, is_synced

    def create(self, options: str, origin: str, lies: Lies = HONEST) -> str:
        """The JSON of a new credential. Raises NotAllowed when one of those to exclude is here."""
        asked = json.loads(options)
        if {one["id"] for one in asked.get("excludeCredentials", ())} & {c.id_text for c in self.credentials}:
            raise NotAllowed("already registered")
        if self._algorithm not in {one["alg"] for one in asked["pubKeyCredParams"]}:
            raise NotAllowed("no algorithm in common")
        made = SoftCredential(
            id=secrets.token_bytes(32),
            rp_id=asked["rp"]["id"],
            user_handle=asked["user"]["id"],
            algorithm=self._algorithm,
            key=new_key(self._algorithm),
            sign_count=int(self._counts),
        )
        self.credentials.append(made)
        cose = cbor2.dumps(cose_key(made.key), canonical=True)
        about_it = bytes(16) + struct.pack(">H", len(made.id)) + made.id + cose
        attestation = {
            "fmt": lies.attestation,
            "attStmt": lies.statement or {},
            "authData": self._data(made, lies, HAS_CREDENTIAL) + about_it,
        }
        response = {
            "clientDataJSON": to_text(_client_data("webauthn.create", asked, origin, lies)),
            "attestationObject": to_text(cbor2.dumps(attestation)),
            "transports": ["internal", "hybrid"],
        }
        return _answer(made, response, lies)

    def get(self, options: str, origin: str, lies: Lies = HONEST) -> str:
        """The JSON of a signature by the newest credential that fits. Raises NotAllowed without one."""
        asked = json.loads(options)
        allowed = {one["id"] for one in asked.get("allowCredentials", ())}
        fitting = [
            c for c in self.credentials if c.rp_id == asked["rpId"] and (not allowed or c.id_text in allowed)
        ]
        if not fitting:
            raise NotAllowed("no such credential")
        used = fitting[-1]
        used.sign_count += int(self._counts)
        client_data = _client_data("webauthn.get", asked, origin, lies)
        data = self._data(used, lies)
        key = new_key(used.algorithm) if lies.other_key else used.key
        response = {
            "clientDataJSON": to_text(client_data),
            "authenticatorData": to_text(data),
            "signature": to_text(sign(key, data + hashlib.sha256(client_data).digest())),
            "userHandle": used.user_handle,
        }
        if lies.user_handle is not None:
            response["userHandle"] = to_text(lies.user_handle.encode())
        if lies.user_handle == "":
            del response["userHandle"]
        return _answer(used, response, lies)

    def _data(self, credential: SoftCredential, lies: Lies, more: int = 0) -> bytes:
        """Authenticator data up to the counter (W3C Web Authentication, section 6.1)."""
        flags = more | (PRESENT if lies.user_present else 0) | (VERIFIED if lies.user_verified else 0)
        if self._is_synced:
            flags |= MAY_SYNC | SYNCED
        count = credential.sign_count if lies.sign_count is None else lies.sign_count
        rp_id = lies.rp_id or credential.rp_id
        return hashlib.sha256(rp_id.encode()).digest() + struct.pack(">BI", flags, count)


def to_text(data: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def new_key(algorithm: int) -> PrivateKey:
    if algorithm == EDDSA:
        return ed25519.Ed25519PrivateKey.generate()
    if algorithm == RS256:
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1())


def cose_key(key: PrivateKey) -> dict[int, Any]:
    """The public half as COSE writes it (RFC 9053, section 7; RFC 8230, section 4)."""
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return {1: 1, 3: EDDSA, -1: 6, -2: key.public_key().public_bytes_raw()}
    numbers = key.public_key().public_numbers()
    if isinstance(numbers, rsa.RSAPublicNumbers):
        return {1: 3, 3: RS256, -1: numbers.n.to_bytes(256, "big"), -2: numbers.e.to_bytes(3, "big")}
    return {1: 2, 3: ES256, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}


def sign(key: PrivateKey, data: bytes) -> bytes:
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(data)
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), SHA256())
    return key.sign(data, ec.ECDSA(SHA256()))


def _client_data(type: str, asked: dict[str, Any], origin: str, lies: Lies) -> bytes:
    """What the browser vouches for (W3C Web Authentication, section 5.8.1)."""
    data = {
        "type": lies.type or type,
        "challenge": asked["challenge"] if lies.challenge is None else lies.challenge,
        "origin": origin,
    }
    if lies.cross_origin is not None:
        data["crossOrigin"] = lies.cross_origin
    if lies.top_origin is not None:
        data["topOrigin"] = lies.top_origin
    return json.dumps(data).encode()


def _answer(credential: SoftCredential, response: dict[str, Any], lies: Lies) -> str:
    """As `PublicKeyCredential.toJSON()` gives it."""
    id = lies.credential_id or credential.id_text
    return json.dumps(
        {
            "id": id,
            "rawId": id,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }
    )
