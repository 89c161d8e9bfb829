"""A place, a passkey, and what the tests of passkeys ask of both."""

import json
from typing import Any

import cbor2
import pytest

from adapters.security.passkeys import WebAuthnPasskeys
from domain.ids import AccountId, PasskeyId
from domain.passkeys import Passkey
from domain.sessions import new_token
from services.ports.passkeys import PasskeyRefused
from tests.authenticator import SoftAuthenticator, to_bytes, to_text
from tests.factories import NOON

ORIGIN = "https://stoa.example"
ACCOUNT = AccountId(7_000_001)
_AS_IT_IS = object()
VERIFIER = WebAuthnPasskeys(ORIGIN, lambda: "The Porch")


def options_to_create(challenge: str, *, exclude: tuple[Passkey, ...] = ()) -> str:
    return VERIFIER.creation_options(
        challenge, user_handle=str(ACCOUNT), name="ada", display_name="Ada Lovelace", exclude=exclude
    )


def a_passkey(
    device: SoftAuthenticator, verifier: WebAuthnPasskeys = VERIFIER, origin: str = ORIGIN
) -> Passkey:
    challenge = new_token()
    options = verifier.creation_options(
        challenge, user_handle=str(ACCOUNT), name="ada", display_name="Ada", exclude=()
    )
    made = verifier.created(device.create(options, origin), challenge=challenge)
    return Passkey(
        id=PasskeyId(1),
        account_id=ACCOUNT,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        transports=made.transports,
        is_synced=made.is_synced,
        name="Passkey",
        created_at=NOON,
    )


def refused_creation(answer: str, challenge: str) -> bool:
    with pytest.raises(PasskeyRefused):
        VERIFIER.created(answer, challenge=challenge)
    return True


def refused_assertion(answer: str, challenge: str, passkey: Passkey, *, verify_user: bool = True) -> bool:
    with pytest.raises(PasskeyRefused):
        VERIFIER.asserted(answer, challenge=challenge, passkey=passkey, verify_user=verify_user)
    return True


def with_credential(answer: str, *, id: bytes | None = None, key: Any = _AS_IT_IS) -> str:
    """A new passkey's answer with another id or key in it."""
    fields = json.loads(answer)
    attestation = cbor2.loads(to_bytes(fields["response"]["attestationObject"]))
    data = attestation["authData"]
    old_id, old_key = data[55:87], data[87:]
    id = old_id if id is None else id
    fields["id"] = fields["rawId"] = to_text(id)
    coded = old_key if key is _AS_IT_IS else cbor2.dumps(key)
    attestation["authData"] = data[:53] + len(id).to_bytes(2, "big") + id + coded
    fields["response"]["attestationObject"] = to_text(cbor2.dumps(attestation))
    return json.dumps(fields)
