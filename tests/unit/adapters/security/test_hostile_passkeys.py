"""Passkeys: answers that lie about one thing each, and keys that are none."""

import json
from typing import Any

import pytest

from adapters.security.passkeys import MAX_CREDENTIAL_ID
from domain.ids import AccountId
from domain.sessions import new_token
from tests.authenticator import EDDSA, ES256, RS256, Lies, SoftAuthenticator, to_bytes, to_text
from tests.factories import NOON
from tests.unit.adapters.security.passkey_ceremonies import (
    ORIGIN,
    VERIFIER,
    a_passkey,
    options_to_create,
    refused_assertion,
    refused_creation,
    with_credential,
)

HOSTILE = {
    "the other ceremony's type": Lies(type="webauthn.get"),
    "an unknown type": Lies(type="payment.get"),
    "another challenge": Lies(challenge=new_token()),
    "an empty challenge": Lies(challenge=""),
    "a frame in another place": Lies(cross_origin=True),
    "a frame, in other words": Lies(cross_origin="false"),  # type: ignore[arg-type]  # on purpose
    "a page around it": Lies(top_origin=ORIGIN),
    "another place": Lies(rp_id="evil.example"),
    "a part of the place's name": Lies(rp_id="example"),
    "nobody at the device": Lies(user_present=False),
    "nobody checked": Lies(user_verified=False),
    "another credential": Lies(credential_id=to_text(b"other")),
}


@pytest.mark.parametrize("lies", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_new_passkey_is_refused(device: SoftAuthenticator, challenge: str, lies: Lies) -> None:
    assert refused_creation(device.create(options_to_create(challenge), ORIGIN, lies), challenge)


@pytest.mark.parametrize(
    "lies",
    [
        *list(HOSTILE.values())[1:],
        Lies(type="webauthn.create"),
        Lies(other_key=True),
        Lies(user_handle="7000002"),
    ],
    ids=[*list(HOSTILE)[1:], "the other ceremony's type", "another key", "another account"],
)
def test_a_hostile_signature_is_refused(device: SoftAuthenticator, challenge: str, lies: Lies) -> None:
    passkey = a_passkey(device)
    options = VERIFIER.request_options(challenge, allow=(passkey,), verify_user=True)
    assert refused_assertion(device.get(options, ORIGIN, lies), challenge, passkey)
    assert VERIFIER.asserted(
        device.get(options, ORIGIN), challenge=challenge, passkey=passkey, verify_user=True
    )


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://stoa.example", "https://stoa.example.evil.example"]
)
def test_another_origin_is_refused(device: SoftAuthenticator, challenge: str, origin: str) -> None:
    assert refused_creation(device.create(options_to_create(challenge), origin), challenge)
    passkey = a_passkey(device)
    options = VERIFIER.request_options(challenge, allow=(passkey,), verify_user=True)
    assert refused_assertion(device.get(options, origin), challenge, passkey)


def test_an_answer_is_good_for_its_own_challenge_only(device: SoftAuthenticator, challenge: str) -> None:
    made = device.create(options_to_create(challenge), ORIGIN)
    assert refused_creation(made, new_token())
    passkey = a_passkey(device)
    answer = device.get(VERIFIER.request_options(challenge, allow=(passkey,), verify_user=True), ORIGIN)
    assert refused_assertion(answer, new_token(), passkey)
    assert refused_assertion(answer, "", passkey)


def test_the_answer_to_one_ceremony_is_none_to_the_other(device: SoftAuthenticator, challenge: str) -> None:
    passkey = a_passkey(device)
    signed = device.get(VERIFIER.request_options(challenge, allow=(passkey,), verify_user=True), ORIGIN)
    assert refused_creation(signed, challenge)
    made = device.create(options_to_create(challenge), ORIGIN)
    assert refused_assertion(made, challenge, passkey)


def test_one_passkeys_signature_is_none_for_another(device: SoftAuthenticator, challenge: str) -> None:
    passkey, other = a_passkey(device), a_passkey(device)
    answer = device.get(VERIFIER.request_options(challenge, allow=(passkey,), verify_user=True), ORIGIN)
    assert refused_assertion(answer, challenge, other)
    other.public_key = passkey.public_key
    assert refused_assertion(answer, challenge, other)


def test_somebody_elses_passkey_is_refused(device: SoftAuthenticator, challenge: str) -> None:
    passkey = a_passkey(device)
    answer = device.get(VERIFIER.request_options(challenge, allow=(passkey,), verify_user=True), ORIGIN)
    passkey.account_id = AccountId(7_000_002)
    assert refused_assertion(answer, challenge, passkey)


@pytest.mark.parametrize(("kept", "told"), [(5, 4), (5, 5), (5, 0), (2**32 - 1, 1)])
def test_a_counter_that_goes_back_or_stands_still_is_refused(
    device: SoftAuthenticator, challenge: str, kept: int, told: int
) -> None:
    passkey = a_passkey(device)
    passkey.sign_count = kept
    options = VERIFIER.request_options(challenge, allow=(passkey,), verify_user=True)
    assert refused_assertion(device.get(options, ORIGIN, Lies(sign_count=told)), challenge, passkey)


@pytest.mark.parametrize(("kept", "told"), [(0, 0), (0, 1), (5, 6), (5, 2**32 - 1)])
def test_a_counter_that_goes_on_or_isnt_kept_is_good(
    device: SoftAuthenticator, challenge: str, kept: int, told: int
) -> None:
    passkey = a_passkey(device)
    passkey.sign_count = kept
    options = VERIFIER.request_options(challenge, allow=(passkey,), verify_user=True)
    answer = device.get(options, ORIGIN, Lies(sign_count=told))
    checked = VERIFIER.asserted(answer, challenge=challenge, passkey=passkey, verify_user=True)
    assert checked.sign_count == told


def test_a_device_that_counts_is_followed(challenge: str) -> None:
    device = SoftAuthenticator(counts=True)
    passkey = a_passkey(device)
    options = VERIFIER.request_options(challenge, allow=(passkey,), verify_user=True)
    for expected in (2, 3, 4):
        answer = device.get(options, ORIGIN)
        checked = VERIFIER.asserted(answer, challenge=challenge, passkey=passkey, verify_user=True)
        assert checked.sign_count == expected
        passkey.used(sign_count=checked.sign_count, at=NOON)
        assert refused_assertion(answer, challenge, passkey)


@pytest.mark.parametrize("name", ["authenticatorData", "signature", "clientDataJSON"])
def test_a_change_of_any_signed_byte_is_noticed(device: SoftAuthenticator, challenge: str, name: str) -> None:
    passkey = a_passkey(device)
    options = VERIFIER.request_options(challenge, allow=(passkey,), verify_user=True)
    answer = json.loads(device.get(options, ORIGIN))
    signed = to_bytes(answer["response"][name])
    for place in range(len(signed)):
        changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        answer["response"][name] = to_text(changed)
        assert refused_assertion(json.dumps(answer), challenge, passkey)


@pytest.mark.parametrize(
    "format", ["fido-u2f", "tpm", "apple", "android-key", "android-safetynet", "", "x", 1, [], {}]
)
def test_other_attestations_are_refused_before_they_are_looked_at(
    device: SoftAuthenticator, challenge: str, format: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webauthn.verify_registration_response", lambda **_: pytest.fail("it was looked at"))
    lies = Lies(attestation=format, statement={"ver": "2.0", "x5c": [b"x"], "sig": b"x", "alg": ES256})
    assert refused_creation(device.create(options_to_create(challenge), ORIGIN, lies), challenge)


@pytest.mark.parametrize(
    "statement", [{"sig": b"x"}, {"sig": b"x", "alg": ES256}, {"x5c": [b"x"], "sig": b"x"}]
)
def test_a_false_attestation_is_refused(
    device: SoftAuthenticator, challenge: str, statement: dict[str, Any]
) -> None:
    for format in ("none", "packed"):
        lies = Lies(attestation=format, statement=statement)
        assert refused_creation(device.create(options_to_create(challenge), ORIGIN, lies), challenge)


KEYS: dict[str, Any] = {
    "no key": {},
    "an algorithm that nobody asked for": {1: 2, 3: -36, -1: 3, -2: b"x" * 66, -3: b"y" * 66},
    "a point that isn't on the curve": {1: 2, 3: ES256, -1: 1, -2: b"x" * 32, -3: b"y" * 32},
    "no point": {1: 2, 3: ES256, -1: 1, -2: b"", -3: b""},
    "a number for a point": {1: 2, 3: ES256, -1: 1, -2: 5, -3: 6},
    "an unknown curve": {1: 2, 3: ES256, -1: 99, -2: b"x" * 32, -3: b"y" * 32},
    "a short key of Edwards's curve": {1: 1, 3: EDDSA, -1: 6, -2: b"x" * 31},
    "an RSA key of one byte": {1: 3, 3: RS256, -1: b"\x0f", -2: b"\x03"},
    "an RSA key of 1024 bits": {1: 3, 3: RS256, -1: b"\xff" * 128, -2: b"\x01\x00\x01"},
    "an RSA key of 8192 bits": {1: 3, 3: RS256, -1: b"\xff" * 1024, -2: b"\x01\x00\x01"},
    "a number": 4,
    "a text": "key",
    "a list": [1, 2, 3],
    "nothing": None,
}


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_a_key_that_nothing_could_be_checked_with_is_not_kept(
    device: SoftAuthenticator, challenge: str, key: Any
) -> None:
    answer = with_credential(device.create(options_to_create(challenge), ORIGIN), key=key)
    assert refused_creation(answer, challenge)


def test_a_credential_id_has_its_limit(device: SoftAuthenticator, challenge: str) -> None:
    answer = device.create(options_to_create(challenge), ORIGIN)
    longest = b"i" * MAX_CREDENTIAL_ID
    made = VERIFIER.created(with_credential(answer, id=longest), challenge=challenge)
    assert made.credential_id == to_text(longest)
    assert refused_creation(with_credential(answer, id=longest + b"i"), challenge)
    assert refused_creation(with_credential(answer, id=b""), challenge)
