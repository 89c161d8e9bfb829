"""ID tokens that a provider, or somebody in its place, forges: each is refused, and for its own reason."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from joserfc import jwe
from joserfc.jwk import OctKey, OKPKey
from joserfc.jws import serialize_compact

from adapters.identity.tokens import MAX_TOKEN
from tests.contracts.identities import a_question
from tests.integration.identity.double import (
    CLIENT_ID,
    CLIENT_SECRET,
    Claims,
    Keys,
    OpenIdDouble,
    provider_at,
    refusal_of,
    segment,
    sent_back,
    signed,
)

Forge = Callable[[OpenIdDouble], None]
GOOD = {"alg": "RS256", "kid": "rsa"}
NOW = 1_767_268_800
"""Noon on the day at which the tests' clock stands still."""


def by_header(**header: Any) -> Forge:
    """Signed by the right key, under another header."""

    def forge(double: OpenIdDouble) -> None:
        double.sign = lambda claims: signed(claims, double.keys.rsa, GOOD | header)

    return forge


def by_segments(header: object, signature: Callable[[str, OpenIdDouble], bytes]) -> Forge:
    """Put together by hand."""

    def forge(double: OpenIdDouble) -> None:
        def sign(claims: Claims) -> str:
            words = f"{segment(header)}.{segment(claims)}"
            return f"{words}.{segment(signature(words, double))}"

        double.sign = sign

    return forge


def by_rewriting(rewrite: Callable[[str], str]) -> Forge:
    """A good token, changed on its way."""

    def forge(double: OpenIdDouble) -> None:
        double.sign = lambda claims: rewrite(signed(claims, double.keys.rsa, GOOD))

    return forge


def by_claims(**changes: Any) -> Forge:
    """Signed by the right key, saying something else; None takes a claim away."""

    def forge(double: OpenIdDouble) -> None:
        double.claims = lambda claims: {
            name: value for name, value in (claims | changes).items() if value is not None
        }

    return forge


def mac(secret: Callable[[OpenIdDouble], bytes]) -> Callable[[str, OpenIdDouble], bytes]:
    return lambda words, double: hmac.new(secret(double), words.encode(), hashlib.sha256).digest()


def public_pem(double: OpenIdDouble) -> bytes:
    return double.keys.rsa.as_pem(private=False)


def public_json(double: OpenIdDouble) -> bytes:
    return json.dumps(double.keys.rsa.as_dict(private=False)).encode()


def public_modulus(double: OpenIdDouble) -> bytes:
    return str(double.keys.rsa.as_dict(private=False)["n"]).encode()


def with_the_wrong_key(double: OpenIdDouble) -> None:
    double.sign = lambda claims: signed(claims, double.keys.other, GOOD)


def with_a_key_of_its_own(header: Callable[[OpenIdDouble, Keys], Mapping[str, Any]]) -> Forge:
    def forge(double: OpenIdDouble) -> None:
        double.replies["/forged"] = lambda asked: asked.reply(b"{}")
        double.sign = lambda claims: signed(
            claims, double.keys.other, {**GOOD, **header(double, double.keys)}
        )

    return forge


def with_a_small_key_of_its_own(double: OpenIdDouble) -> None:
    own = OKPKey.generate_key("Ed25519")
    header = {"alg": "EdDSA", "kid": "ed", "jwk": own.as_dict(private=False)}
    double.sign = lambda claims: signed(claims, own, header)


def with_the_key_and_itself(double: OpenIdDouble) -> None:
    header = {"alg": "EdDSA", "kid": "ed", "jwk": double.keys.ed.as_dict(private=False)}
    double.sign = lambda claims: signed(claims, double.keys.ed, header)


def with_the_claims_of_another(double: OpenIdDouble) -> None:
    def sign(claims: Claims) -> str:
        header, _, signature = signed(claims, double.keys.rsa, GOOD).split(".")
        return f"{header}.{segment(claims | {'sub': 'eve'})}.{signature}"

    double.sign = sign


def encrypted(double: OpenIdDouble) -> None:
    secret = OctKey.import_key(hashlib.sha256(CLIENT_SECRET.encode()).digest())
    double.sign = lambda claims: jwe.encrypt_compact(
        {"alg": "dir", "enc": "A128CBC-HS256"},
        json.dumps(claims),
        secret,
        algorithms=["dir", "A128CBC-HS256"],
    )


def announcing_another(double: OpenIdDouble) -> None:
    double.discovery["id_token_signing_alg_values_supported"] = ["RS256"]
    double.sign = lambda claims: signed(claims, double.keys.ec, {"alg": "ES256", "kid": "ec"})


def of_deep_lists(double: OpenIdDouble) -> None:
    payload = b"[" * 5_000
    words = f"{segment(GOOD)}.{segment(payload)}"
    double.sign = lambda claims: f"{words}.{segment(b'x' * 256)}"


def signed_payload(payload: bytes) -> Forge:
    """Signed by the right key, but not a JSON object."""

    def forge(double: OpenIdDouble) -> None:
        double.sign = lambda claims: serialize_compact(dict(GOOD), payload, double.keys.rsa)

    return forge


UNKNOWN = "signed in a way that it doesn't announce"
OWN_KEY = "brings a key of its own"
UNREADABLE = "can't be read"
UNSIGNED = "isn't signed by its key"
NO_KEY = "has no such key"
LARGE = "too large"

SIGNATURES: list[tuple[str, Forge, str]] = [
    ("none", by_segments({"alg": "none"}, lambda words, double: b""), UNKNOWN),
    ("none with a kid", by_segments({"alg": "none", "kid": "rsa"}, lambda words, double: b""), UNKNOWN),
    ("none with a signature", by_segments({"alg": "none"}, lambda words, double: b"x" * 256), UNKNOWN),
    ("None", by_segments({"alg": "None"}, lambda words, double: b""), UNKNOWN),
    ("NONE", by_segments({"alg": "NONE"}, lambda words, double: b""), UNKNOWN),
    ("an empty alg", by_segments({"alg": ""}, lambda words, double: b""), UNKNOWN),
    ("no alg", by_segments({"kid": "rsa"}, lambda words, double: b""), UNREADABLE),
    ("alg as a list", by_segments({"alg": ["RS256"]}, lambda words, double: b""), UNREADABLE),
    ("alg as null", by_segments({"alg": None}, lambda words, double: b""), UNREADABLE),
    ("a header that is a list", by_segments(["alg"], lambda words, double: b""), "JSON object"),
    ("a header that is a number", by_segments(7, lambda words, double: b""), UNREADABLE),
    ("a header that is a text", by_segments("alg", lambda words, double: b""), "JSON object"),
    ("a signature that is empty", by_segments(GOOD, lambda words, double: b""), UNSIGNED),
    ("a signature of zeros", by_segments(GOOD, lambda words, double: bytes(256)), UNSIGNED),
    ("a key of another", with_the_wrong_key, UNSIGNED),
    ("confusion by the PEM", by_segments({"alg": "HS256", "kid": "rsa"}, mac(public_pem)), UNKNOWN),
    ("confusion by the JSON", by_segments({"alg": "HS256", "kid": "rsa"}, mac(public_json)), UNKNOWN),
    ("confusion by the modulus", by_segments({"alg": "HS256", "kid": "rsa"}, mac(public_modulus)), UNKNOWN),
    ("the secret", by_segments({"alg": "HS256"}, mac(lambda double: CLIENT_SECRET.encode())), UNKNOWN),
    ("no secret", by_segments({"alg": "HS256"}, mac(lambda double: b"")), UNKNOWN),
    ("RS512", by_header(alg="RS512"), UNKNOWN),
    ("PS512", by_header(alg="PS512"), UNKNOWN),
    ("an algorithm that isn't announced", announcing_another, UNKNOWN),
    (
        "ES256 under an RSA key's name",
        by_segments({"alg": "ES256", "kid": "rsa"}, lambda *_: bytes(64)),
        NO_KEY,
    ),
    ("ES256 of zeros", by_segments({"alg": "ES256", "kid": "ec"}, lambda *_: bytes(64)), UNSIGNED),
    ("EdDSA of zeros", by_segments({"alg": "EdDSA", "kid": "ed"}, lambda *_: bytes(64)), UNSIGNED),
    ("a jwk", with_a_key_of_its_own(lambda _, keys: {"jwk": keys.other.as_dict(private=False)}), UNREADABLE),
    ("a jku", with_a_key_of_its_own(lambda double, _: {"jku": f"{double.url}/forged"}), OWN_KEY),
    ("an x5u", with_a_key_of_its_own(lambda double, _: {"x5u": f"{double.url}/forged"}), OWN_KEY),
    ("an x5c", with_a_key_of_its_own(lambda _, __: {"x5c": ["MIIB"]}), OWN_KEY),
    ("a small jwk", with_a_small_key_of_its_own, OWN_KEY),
    ("its key as a jwk", with_the_key_and_itself, OWN_KEY),
    ("a crit", by_header(crit=["b64"], b64=True), OWN_KEY),
    ("a key nobody knows", by_header(kid="unknown"), NO_KEY),
    ("a key without a name", by_header(kid=""), NO_KEY),
    ("a key id that is a path", by_header(kid="../../etc/passwd"), NO_KEY),
    ("a key id that is a number", by_segments({"alg": "RS256", "kid": 1}, lambda *_: bytes(256)), UNREADABLE),
    ("the claims of another", with_the_claims_of_another, UNSIGNED),
    (
        "a header of another",
        by_rewriting(lambda t: f"{segment(GOOD | {'typ': 'x'})}.{t.split('.', 1)[1]}"),
        UNSIGNED,
    ),
    ("a signature cut short", by_rewriting(lambda token: token[:-8]), UNSIGNED),
    ("no signature part", by_rewriting(lambda token: token.rpartition(".")[0]), UNREADABLE),
    ("four parts", by_rewriting(lambda token: f"{token}.x"), UNREADABLE),
    ("padding", by_rewriting(lambda token: f"{token}=="), UNSIGNED),
    ("white space", by_rewriting(lambda token: f" {token}"), UNREADABLE),
    ("other letters", by_rewriting(lambda token: f"{token}ü"), LARGE),
    ("no token", by_rewriting(lambda token: ""), UNREADABLE),
    ("dots", by_rewriting(lambda token: ".."), UNREADABLE),
    ("nine kilobytes", by_claims(padding="x" * 9_000), LARGE),
    ("nine kilobytes of header", by_segments(GOOD | {"x": "x" * 9_000}, lambda *_: b""), LARGE),
    ("nine kilobytes of signature", by_segments(GOOD, lambda *_: bytes(9_000)), LARGE),
    ("a header of a kilobyte", by_segments(GOOD | {"x": "x" * 1_000}, lambda *_: b""), UNREADABLE),
    ("encryption", encrypted, UNREADABLE),
    ("deep lists", of_deep_lists, UNSIGNED),
    ("a signed list", signed_payload(b"[]"), "JSON object"),
    ("a signed text", signed_payload(b'"sub"'), "JSON object"),
    ("signed nonsense", signed_payload(b"\xff\xfe"), "than JSON"),
    ("signed deep lists", signed_payload(b"[" * 5_000), "than JSON"),
    ("signed infinity", signed_payload(b'{"exp": Infinity}'), "than JSON"),
    ("signed NaN", signed_payload(b'{"exp": NaN}'), "than JSON"),
]

AUDIENCE, AZP = "for another client", "given to another client"

CLAIMS: list[tuple[str, Forge, str]] = [
    ("another issuer", by_claims(iss="https://evil.example"), "another issuer"),
    ("no issuer", by_claims(iss=None), "another issuer"),
    ("issuers", by_claims(iss=["http://127.0.0.1"]), "another issuer"),
    ("another audience", by_claims(aud="another"), AUDIENCE),
    ("no audience", by_claims(aud=None), AUDIENCE),
    ("an empty audience", by_claims(aud=[]), AUDIENCE),
    ("an audience that begins alike", by_claims(aud=f"{CLIENT_ID}2"), AUDIENCE),
    ("an audience in other case", by_claims(aud=CLIENT_ID.upper()), AUDIENCE),
    ("an audience within a text", by_claims(aud=f"another {CLIENT_ID}"), AUDIENCE),
    ("an audience as an object", by_claims(aud={CLIENT_ID: True}), AUDIENCE),
    ("an audience within a list", by_claims(aud=[[CLIENT_ID]]), AUDIENCE),
    ("several audiences", by_claims(aud=[CLIENT_ID, "another"]), AZP),
    ("several audiences, one twice", by_claims(aud=[CLIENT_ID, CLIENT_ID]), AZP),
    ("several audiences, given to another", by_claims(aud=[CLIENT_ID, "another"], azp="another"), AZP),
    ("one audience, given to another", by_claims(azp="another"), AZP),
    ("one audience, given to a list", by_claims(azp=[CLIENT_ID]), AZP),
    ("a token that has ended", by_claims(exp=NOW - 60), "too old"),
    ("a token that ended in 1970", by_claims(exp=0), "too old"),
    ("no end", by_claims(exp=None), "has no exp"),
    ("an end as a text", by_claims(exp=str(NOW + 300)), "has no exp"),
    ("an end as a yes", by_claims(exp=True), "has no exp"),
    ("an end beyond all time", by_claims(exp=10**400), "has no exp"),
    ("an end of 1e308", by_claims(exp=1e308), "has no exp"),
    ("an end before all time", by_claims(exp=-1), "has no exp"),
    ("a token of the future", by_claims(iat=NOW + 61), "of the future"),
    ("no beginning", by_claims(iat=None), "has no iat"),
    ("a beginning as a list", by_claims(iat=[NOW]), "has no iat"),
    ("another nonce", by_claims(nonce="x" * 43), "another round"),
    ("no nonce", by_claims(nonce=None), "another round"),
    ("an empty nonce", by_claims(nonce=""), "another round"),
    ("nonces", by_claims(nonce=["x"]), "another round"),
    ("a nonce in other letters", by_claims(nonce="ü\ud800"), "another round"),
    ("nobody", by_claims(sub=None), "names nobody"),
    ("an empty subject", by_claims(sub=""), "names nobody"),
    ("a subject that is a number", by_claims(sub=1815), "names nobody"),
    ("subjects", by_claims(sub=["ada-1815"]), "names nobody"),
    ("a subject of 256 characters", by_claims(sub="x" * 256), "names nobody"),
    ("a subject with a line break", by_claims(sub="ada\n1815"), "names nobody"),
    ("a subject with a NUL", by_claims(sub="ada\x00"), "names nobody"),
    ("a subject that is no text", by_claims(sub="\ud800"), "names nobody"),
]

AGAIN: list[tuple[str, Forge, str]] = [
    ("never", by_claims(auth_time=None), "has no auth_time"),
    ("as a text", by_claims(auth_time=str(NOW)), "has no auth_time"),
    ("as a yes", by_claims(auth_time=True), "has no auth_time"),
    ("beyond all time", by_claims(auth_time=10**400), "has no auth_time"),
    ("two minutes ago", by_claims(auth_time=NOW - 121), "earlier sign-in"),
    ("an hour ago", by_claims(auth_time=NOW - 3_600), "earlier sign-in"),
    ("in 1970", by_claims(auth_time=0), "earlier sign-in"),
    ("in the future", by_claims(auth_time=NOW + 61), "earlier sign-in"),
]


def named(cases: list[tuple[str, Forge, str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("forge", "reason"), [pytest.param(forge, reason, id=id) for id, forge, reason in cases]
    )


@named(SIGNATURES)
def test_a_token_that_the_provider_did_not_sign_is_refused(
    double: OpenIdDouble, forge: Forge, reason: str
) -> None:
    forge(double)
    assert reason in refusal_of(double)
    assert "/forged" not in double.server.routes


@named(CLAIMS)
def test_a_token_that_is_not_for_this_round_is_refused(
    double: OpenIdDouble, forge: Forge, reason: str
) -> None:
    forge(double)
    assert reason in refusal_of(double)


@named(AGAIN)
def test_who_did_not_prove_it_just_now_is_refused(double: OpenIdDouble, forge: Forge, reason: str) -> None:
    forge(double)
    assert reason in refusal_of(double, again=True)


def test_the_tests_know_what_time_it_is(double: OpenIdDouble) -> None:
    assert double.clock.now().timestamp() == NOW


def test_a_token_of_another_round_is_refused(double: OpenIdDouble) -> None:
    provider, first = provider_at(double), a_question()
    seen: list[str] = []
    honest = double.sign

    def sign(claims: Claims) -> str:
        seen.append(honest(claims))
        return seen[0]

    double.sign = sign
    assert provider.identify(first, sent_back(provider.address(first))).subject == "ada-1815"
    assert "another round" in refusal_of(double)


def test_a_token_may_take_eight_kilobytes_and_not_one_byte_more(double: OpenIdDouble) -> None:
    honest = double.sign
    sizes: list[int] = []

    def padded(size: int) -> Callable[[Claims], str]:
        def sign(claims: Claims) -> str:
            token = honest(claims | {"padding": ""})
            filling = (size - len(token)) * 3 // 4
            token = honest(claims | {"padding": "x" * filling})
            sizes.append(len(token))
            return token

        return sign

    double.sign = padded(MAX_TOKEN - 4)
    provider, question = provider_at(double), a_question()
    assert provider.identify(question, sent_back(provider.address(question))).subject == "ada-1815"
    double.sign = padded(MAX_TOKEN + 4)
    assert LARGE in refusal_of(double)
    assert sizes[0] <= MAX_TOKEN < sizes[1]
