"""Passkeys: real answers of a software authenticator, where nobody lies."""

import hashlib
import json

import cbor2
import pytest

from adapters.security.passkeys import WebAuthnPasskeys
from domain.sessions import new_token
from services.ports.passkeys import PasskeyRefused
from tests.authenticator import (
    EDDSA,
    ES256,
    RS256,
    Lies,
    NotAllowed,
    SoftAuthenticator,
    sign,
    to_bytes,
    to_text,
)
from tests.unit.adapters.security.passkey_ceremonies import ORIGIN, VERIFIER, a_passkey, options_to_create

# What a browser is asked


def test_a_new_passkey_is_asked_to_be_found_by_itself_and_to_verify_its_user(challenge: str) -> None:
    options = json.loads(options_to_create(challenge))
    assert options["rp"] == {"id": "stoa.example", "name": "The Porch"}
    assert options["user"] == {
        "id": to_text(b"7000001"),
        "name": "ada",
        "displayName": "Ada Lovelace",
    }
    assert options["challenge"] == challenge
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["requireResidentKey"] is True
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["attestation"] == "none"
    assert options["timeout"] == 300_000
    assert [one["alg"] for one in options["pubKeyCredParams"]] == [ES256, EDDSA, RS256]
    assert options["excludeCredentials"] == []


def test_a_device_that_has_a_passkey_makes_no_second_one(device: SoftAuthenticator, challenge: str) -> None:
    passkey = a_passkey(device)
    options = options_to_create(challenge, exclude=(passkey,))
    assert json.loads(options)["excludeCredentials"] == [
        {"id": passkey.credential_id, "type": "public-key", "transports": ["hybrid", "internal"]}
    ]
    with pytest.raises(NotAllowed):
        device.create(options, ORIGIN)


def test_a_place_without_a_name_is_named_by_its_host(challenge: str) -> None:
    nameless = WebAuthnPasskeys(ORIGIN, lambda: "")
    options = nameless.creation_options(challenge, user_handle="1", name="ada", display_name="", exclude=())
    assert json.loads(options)["rp"]["name"] == "stoa.example"


@pytest.mark.parametrize(("verify_user", "wanted"), [(True, "required"), (False, "preferred")])
def test_a_signature_is_asked_for_with_or_without_the_users_check(
    challenge: str, verify_user: bool, wanted: str
) -> None:
    options = json.loads(VERIFIER.request_options(challenge, allow=(), verify_user=verify_user))
    assert options == {
        "challenge": challenge,
        "timeout": 300_000,
        "rpId": "stoa.example",
        "allowCredentials": [],
        "userVerification": wanted,
    }


def test_transports_that_are_unknown_are_left_out(device: SoftAuthenticator, challenge: str) -> None:
    passkey = a_passkey(device)
    passkey.transports = ("internal", "pigeon")
    options = json.loads(VERIFIER.request_options(challenge, allow=(passkey,), verify_user=True))
    assert options["allowCredentials"][0]["transports"] == ["internal"]


# Honest answers


@pytest.mark.parametrize("algorithm", [ES256, EDDSA, RS256])
def test_an_honest_device_is_believed(algorithm: int, challenge: str) -> None:
    device = SoftAuthenticator(algorithm=algorithm, is_synced=True)
    passkey = a_passkey(device)
    assert passkey.credential_id == device.credentials[0].id_text
    assert (passkey.sign_count, passkey.is_synced) == (0, True)
    assert passkey.transports == ("hybrid", "internal")
    answer = device.get(VERIFIER.request_options(challenge, allow=(passkey,), verify_user=True), ORIGIN)
    assert VERIFIER.challenge_in(answer) == challenge
    assert VERIFIER.credential_in(answer) == passkey.credential_id
    checked = VERIFIER.asserted(answer, challenge=challenge, passkey=passkey, verify_user=True)
    assert (checked.sign_count, checked.user_verified) == (0, True)


def test_whatever_passkey_the_person_picks_is_good(device: SoftAuthenticator, challenge: str) -> None:
    a_passkey(device)
    passkey = a_passkey(device)
    answer = device.get(VERIFIER.request_options(challenge, allow=(), verify_user=True), ORIGIN)
    assert VERIFIER.credential_in(answer) == passkey.credential_id
    assert VERIFIER.asserted(answer, challenge=challenge, passkey=passkey, verify_user=True).user_verified


def test_a_passkey_on_one_device_is_not_called_synced(device: SoftAuthenticator) -> None:
    assert not a_passkey(device).is_synced


def test_what_a_new_passkeys_answer_claims_can_be_read(device: SoftAuthenticator, challenge: str) -> None:
    answer = device.create(options_to_create(challenge), ORIGIN)
    assert VERIFIER.challenge_in(answer) == challenge
    assert VERIFIER.credential_in(answer) == device.credentials[0].id_text


def test_ids_and_keys_are_base64url_without_padding(device: SoftAuthenticator) -> None:
    passkey = a_passkey(device)
    assert to_text(to_bytes(passkey.credential_id)) == passkey.credential_id
    assert cbor2.loads(to_bytes(passkey.public_key))[3] == ES256


def test_older_browsers_say_nothing_about_frames(device: SoftAuthenticator, challenge: str) -> None:
    passkey = a_passkey(device)
    options = VERIFIER.request_options(challenge, allow=(passkey,), verify_user=True)
    answer = device.get(options, ORIGIN, Lies(cross_origin=None))
    assert VERIFIER.asserted(answer, challenge=challenge, passkey=passkey, verify_user=True)


def test_as_a_second_step_a_touch_is_enough_and_is_told_as_such(
    device: SoftAuthenticator, challenge: str
) -> None:
    passkey = a_passkey(device)
    options = VERIFIER.request_options(challenge, allow=(passkey,), verify_user=False)
    answer = device.get(options, ORIGIN, Lies(user_verified=False))
    assert not VERIFIER.asserted(
        answer, challenge=challenge, passkey=passkey, verify_user=False
    ).user_verified


@pytest.mark.parametrize("handle", ["", None])
def test_a_device_may_keep_the_user_handle_to_itself(
    device: SoftAuthenticator, challenge: str, handle: str | None
) -> None:
    passkey = a_passkey(device)
    answer = json.loads(device.get(VERIFIER.request_options(challenge, allow=(), verify_user=True), ORIGIN))
    if handle is None:
        answer["response"]["userHandle"] = None
    else:
        del answer["response"]["userHandle"]
    checked = VERIFIER.asserted(json.dumps(answer), challenge=challenge, passkey=passkey, verify_user=True)
    assert checked.user_verified


def test_a_security_key_that_signs_its_own_attestation_is_taken(
    device: SoftAuthenticator, challenge: str
) -> None:
    """Browsers leave this one as it is, though none was asked for."""
    answer = json.loads(device.create(options_to_create(challenge), ORIGIN))
    made = device.credentials[-1]
    attestation = cbor2.loads(to_bytes(answer["response"]["attestationObject"]))
    client_data = to_bytes(answer["response"]["clientDataJSON"])
    attestation["fmt"] = "packed"
    attestation["attStmt"] = {
        "alg": ES256,
        "sig": sign(made.key, attestation["authData"] + hashlib.sha256(client_data).digest()),
    }
    answer["response"]["attestationObject"] = to_text(cbor2.dumps(attestation))
    assert VERIFIER.created(json.dumps(answer), challenge=challenge).credential_id == made.id_text


# Places


@pytest.mark.parametrize(
    ("base_url", "rp_id", "origins", "others"),
    [
        (
            "https://stoa.example",
            "stoa.example",
            ["https://stoa.example"],
            [
                "http://stoa.example",
                "https://stoa.example:8443",
                "https://www.stoa.example",
                "https://stoa.example/",
            ],
        ),
        ("https://stoa.example:443", "stoa.example", ["https://stoa.example"], ["https://stoa.example:443"]),
        (
            "https://Stoa.Example:8443",
            "stoa.example",
            ["https://stoa.example:8443"],
            ["https://stoa.example"],
        ),
        (
            "https://bücher.example",
            "xn--bcher-kva.example",
            ["https://xn--bcher-kva.example"],
            ["https://bücher.example"],
        ),
        (
            "http://127.0.0.1:8000",
            "localhost",
            ["http://localhost:8000", "http://127.0.0.1:8000"],
            ["http://localhost", "http://localhost:8001", "https://localhost:8000", "http://[::1]:8000"],
        ),
        (
            "http://[::1]:8000",
            "localhost",
            ["http://localhost:8000", "http://[::1]:8000"],
            ["http://127.0.0.1:8000"],
        ),
        ("http://localhost:8000", "localhost", ["http://localhost:8000"], ["http://127.0.0.1:8000"]),
        ("http://localhost", "localhost", ["http://localhost"], ["http://localhost:8000"]),
    ],
)
def test_only_the_places_own_address_counts(
    base_url: str, rp_id: str, origins: list[str], others: list[str]
) -> None:
    verifier, device = WebAuthnPasskeys(base_url, lambda: "Stoa"), SoftAuthenticator()
    passkey = a_passkey(device, verifier, origins[0])
    challenge = new_token()
    options = verifier.request_options(challenge, allow=(passkey,), verify_user=True)
    assert json.loads(options)["rpId"] == rp_id
    for origin in origins:
        answer = device.get(options, origin)
        assert verifier.asserted(answer, challenge=challenge, passkey=passkey, verify_user=True)
    for origin in [*others, "https://evil.example", "null", "", f"{origins[0]}.evil.example"]:
        with pytest.raises(PasskeyRefused):
            verifier.asserted(
                device.get(options, origin), challenge=challenge, passkey=passkey, verify_user=True
            )
