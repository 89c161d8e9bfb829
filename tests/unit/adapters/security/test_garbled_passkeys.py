"""Passkeys: answers that are none, which are refused and never an error."""

import json
from contextlib import suppress
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.security.passkeys import MAX_ANSWER
from domain.ids import PasskeyId
from domain.passkeys import Passkey
from domain.sessions import new_token
from services.ports.passkeys import PasskeyRefused
from tests.authenticator import SoftAuthenticator, to_bytes, to_text
from tests.factories import NOON
from tests.unit.adapters.security.passkey_ceremonies import (
    ACCOUNT,
    ORIGIN,
    VERIFIER,
    options_to_create,
    refused_creation,
)


def every_way_to_ask(answer: str) -> None:
    """Nothing but PasskeyRefused may come of it."""
    passkey = a_kept_passkey()
    with pytest.raises(PasskeyRefused):
        VERIFIER.created(answer, challenge="A" * 43)
    with pytest.raises(PasskeyRefused):
        VERIFIER.asserted(answer, challenge="A" * 43, passkey=passkey, verify_user=False)
    for ask in (VERIFIER.challenge_in, VERIFIER.credential_in):
        try:
            assert isinstance(ask(answer), str)
        except PasskeyRefused:
            continue


def a_kept_passkey() -> Passkey:
    return Passkey(
        id=PasskeyId(1),
        account_id=ACCOUNT,
        credential_id="aWQ",
        public_key="pQECAyYgASFYIA",
        sign_count=0,
        transports=(),
        is_synced=False,
        name="Passkey",
        created_at=NOON,
    )


TEXTS = (
    st.text(max_size=30)
    | st.binary(max_size=60).map(to_text)
    | st.sampled_from(["aWQ", "public-key", ORIGIN])
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
CLIENT_DATA = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["webauthn.get", "webauthn.create"]) | VALUES,
        "challenge": st.just("A" * 43) | VALUES,
        "origin": st.just(ORIGIN) | VALUES,
        "crossOrigin": VALUES,
        "tokenBinding": VALUES,
    },
).map(lambda data: to_text(json.dumps(data).encode()))
CBOR = VALUES.map(cbor2.dumps) | st.binary(max_size=80)
AUTHENTICATOR_DATA = st.tuples(st.binary(min_size=30, max_size=60), CBOR).map(b"".join)
ATTESTATION = st.fixed_dictionaries(
    {
        "fmt": st.sampled_from(["none", "packed"]) | VALUES,
        "attStmt": VALUES,
        "authData": AUTHENTICATOR_DATA | VALUES,
    }
).map(cbor2.dumps)
RESPONSE = st.fixed_dictionaries(
    {},
    optional={
        "clientDataJSON": CLIENT_DATA | VALUES,
        "attestationObject": (ATTESTATION | CBOR).map(to_text) | VALUES,
        "authenticatorData": AUTHENTICATOR_DATA.map(to_text) | VALUES,
        "signature": VALUES,
        "userHandle": VALUES,
        "transports": VALUES,
    },
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "id": st.just("aWQ") | VALUES,
        "rawId": st.just("aWQ") | VALUES,
        "type": st.just("public-key") | VALUES,
        "response": RESPONSE | VALUES,
        "authenticatorAttachment": VALUES,
    },
)


@given(ANSWERS)
def test_an_answer_of_odd_parts_is_refused(answer: dict[str, Any]) -> None:
    every_way_to_ask(json.dumps(answer))


@given(RESPONSE)
def test_an_answer_with_an_odd_response_is_refused(response: dict[str, Any]) -> None:
    every_way_to_ask(json.dumps({"id": "aWQ", "rawId": "aWQ", "type": "public-key", "response": response}))


@given(st.text(max_size=200) | VALUES.map(json.dumps))
def test_what_is_no_answer_at_all_is_refused(answer: str) -> None:
    every_way_to_ask(answer)


PARTS = ["id", "rawId", "type", "clientDataJSON", "attestationObject", "transports"]


@given(st.sampled_from(PARTS), VALUES)
def test_a_real_answer_with_one_part_replaced_is_refused(part: str, value: Any) -> None:
    """Transports aside, which nobody vouches for."""
    challenge = new_token()
    answer = json.loads(SoftAuthenticator().create(options_to_create(challenge), ORIGIN))
    within = answer if part in answer else answer["response"]
    same, within[part] = within[part] == value, value
    try:
        made = VERIFIER.created(json.dumps(answer), challenge=challenge)
    except PasskeyRefused:
        assert not same
    else:
        assert same or part == "transports"
        assert made.credential_id == answer["id"]


@given(st.integers(0, 300), st.binary(max_size=4), st.integers(0, 4))
def test_a_real_credential_with_bytes_replaced_is_refused_or_taken_for_another(
    place: int, bytes: bytes, length: int
) -> None:
    """Nobody signs a new credential that comes without attestation."""
    challenge = new_token()
    answer = json.loads(SoftAuthenticator().create(options_to_create(challenge), ORIGIN))
    coded = to_bytes(answer["response"]["attestationObject"])
    changed = coded[:place] + bytes + coded[place + length :]
    answer["response"]["attestationObject"] = to_text(changed)
    with suppress(PasskeyRefused):
        assert VERIFIER.created(json.dumps(answer), challenge=challenge).credential_id == answer["id"]


BOMBS = {
    "nested lists of JSON": "[" * MAX_ANSWER,
    "nested objects of JSON": '{"response":' * (MAX_ANSWER // 12),
    "a number without end": "9" * MAX_ANSWER,
    "a number of its own kind": "NaN",
    "half a letter": '{"id": "\\ud800", "response": {"clientDataJSON": "\\ud800"}}',
    "a real half of a letter": '{"id": "\ud800", "response": {"clientDataJSON": "\ud800"}}',
    "nothing": "",
    "a byte order mark": "\ufeff{}",
    "zeros": "\0" * 100,
}


@pytest.mark.parametrize("answer", BOMBS.values(), ids=BOMBS)
def test_bombs_of_json_are_refused(answer: str) -> None:
    every_way_to_ask(answer)


CBOR_BOMBS = {
    "nested lists": b"\x81" * 10_000,
    "nested maps": b"\xa1\x01" * 5_000,
    "nested tags": b"\xc2" * 10_000,
    "a list of 2^64 things": b"\x9b" + b"\xff" * 8,
    "bytes of 2^62": b"\x5b\x3f" + b"\xff" * 7,
    "a map without end": b"\xbf" * 10_000,
    "a list that holds itself": bytes.fromhex("d81c81d81d00"),
    "a power of ten": bytes.fromhex("c4821b7fffffffffffffff01"),
    "a power of two": bytes.fromhex("c5821b7fffffffffffffff01"),
    "a part of nothing": bytes.fromhex("d81e820100"),
    "a pattern": b"\xd8\x23\x78\x1e" + b"(" * 30,
    "a date": b"\xc0\x63abc",
}


@pytest.mark.parametrize("bomb", CBOR_BOMBS.values(), ids=CBOR_BOMBS)
def test_bombs_of_cbor_are_refused(device: SoftAuthenticator, challenge: str, bomb: bytes) -> None:
    answer = json.loads(device.create(options_to_create(challenge), ORIGIN))
    attestation = cbor2.loads(to_bytes(answer["response"]["attestationObject"]))
    whole = bomb, cbor2.dumps({**attestation, "authData": attestation["authData"][:87] + bomb})
    wrapped = b"\xa3\x63fmt\x64none\x67attStmt" + bomb, b"\xa1\x63fmt" + bomb
    for coded in (*whole, *wrapped):
        answer["response"]["attestationObject"] = to_text(coded)
        assert refused_creation(json.dumps(answer), challenge)


def test_an_answer_that_is_too_long_is_not_even_read(
    device: SoftAuthenticator, challenge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = device.create(options_to_create(challenge), ORIGIN)
    padded = answer.ljust(MAX_ANSWER)
    assert VERIFIER.created(padded, challenge=challenge)
    monkeypatch.setattr(json, "loads", lambda *_: pytest.fail("it was read"))
    assert refused_creation(f"{padded} ", challenge)
    for ask in (VERIFIER.challenge_in, VERIFIER.credential_in):
        with pytest.raises(PasskeyRefused):
            ask(f"{padded} ")


@pytest.mark.parametrize("text", ["aWR=", "aWQ=", "aWR", "a", "a+/b", "aW Q", "aWQ\n", "", "é"])
def test_base64url_is_written_in_one_way_only(text: str) -> None:
    data = to_text(json.dumps({"challenge": text}).encode())
    for answer in ({"id": text, "response": {}}, {"response": {"clientDataJSON": data}}):
        for ask in (VERIFIER.challenge_in, VERIFIER.credential_in):
            with pytest.raises(PasskeyRefused):
                ask(json.dumps(answer))
