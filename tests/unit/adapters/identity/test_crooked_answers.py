"""Whatever a provider sends, it is either good or refused: nothing else is ever raised."""

import base64
import json
import string
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from joserfc.jwk import ECKey
from joserfc.jws import serialize_compact

from adapters.egress.egress import Answer
from adapters.identity.answers import Crooked, code_in, name_in, object_in, parsed, text_in
from adapters.identity.caching import LASTING, Cached
from adapters.identity.discovery import ALGORITHMS, Metadata, discovery_address
from adapters.identity.keys import KEY_TYPES, SigningKeys
from adapters.identity.oauth import access_token_in, challenge_of, with_query
from adapters.identity.tokens import Expected, signed_claims, subject_of
from adapters.memory.clock import A_DAY_IN_JANUARY, FrozenClock

ISSUER = "https://login.campus.example"
EXPECTED = Expected(issuer=ISSUER, client_id="stoa", nonce="nonce", fresh=True)
NOW = int(A_DAY_IN_JANUARY.timestamp())
GOOD: Mapping[str, Any] = {
    "iss": ISSUER,
    "aud": "stoa",
    "exp": NOW + 300,
    "iat": NOW,
    "auth_time": NOW,
    "nonce": "nonce",
    "sub": "ada-1815",
}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def keys_of(document: Mapping[str, object]) -> SigningKeys:
    return SigningKeys(lambda: document, FrozenClock())


def answer(body: bytes, status: int = 200) -> Answer:
    return Answer(url=ISSUER, status=status, headers={}, body=body)


@pytest.fixture(scope="module")
def key() -> ECKey:
    return ECKey.generate_key("P-256", {"kid": "ec"})


def test_a_good_token_is_good(key: ECKey) -> None:
    token = serialize_compact({"alg": "ES256", "kid": "ec"}, json.dumps(GOOD), key)
    claims = signed_claims(token, keys_of({"keys": [key.as_dict(private=False)]}), ALGORITHMS)
    assert subject_of(claims, EXPECTED, A_DAY_IN_JANUARY) == "ada-1815"


@given(
    st.text(max_size=200)
    | st.lists(st.text(string.ascii_letters + string.digits + "-_=", max_size=60), max_size=5).map(".".join)
)
def test_no_text_is_a_token(text: str) -> None:
    with pytest.raises(Crooked):
        signed_claims(text, keys_of({"keys": []}), ALGORITHMS)


@given(st.dictionaries(st.sampled_from(["alg", "kid", "crit", "b64", "typ", "jwk", "x5t"]), anything))
@example({"alg": "ES256", "kid": "ec", "crit": 7})
@example({"alg": "ES256", "kid": "ec", "b64": False})
@example({"alg": "ES256", "kid": "ec", "typ": 7})
def test_no_header_makes_a_token_of_words(header: dict[str, object]) -> None:
    words = b".".join(
        base64.urlsafe_b64encode(part).rstrip(b"=")
        for part in (json.dumps({"alg": "ES256"} | header).encode(), json.dumps(GOOD).encode(), bytes(64))
    )
    document = {"keys": [ECKey.import_key(PUBLIC).as_dict()]}
    with pytest.raises(Crooked):
        signed_claims(words.decode(), keys_of(document), ALGORITHMS)


PUBLIC: dict[str, str | list[str]] = {
    "kty": "EC",
    "kid": "ec",
    "crv": "P-256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
}
"""The example of RFC 7515, appendix A.3."""


@given(
    st.sampled_from(sorted(KEY_TYPES)),
    st.dictionaries(
        st.sampled_from(
            ["n", "e", "x", "y", "crv", "k", "d", "p", "q", "use", "alg", "kid", "key_ops", "x5c"]
        ),
        anything,
    ),
)
@example("RS256", {"n": "A" * 400, "e": "AQAB"})
@example("RS256", {"n": "_" * 400, "e": "AQAB", "d": "AQAB"})
@example("RS256", {"n": "_" * 400, "e": "_" * 4_000})
@example("ES256", {"crv": "P-256", "x": "AA", "y": "AA"})
@example("ES256", {"crv": "P-999", "x": "AA", "y": "AA"})
@example("ES256", {"crv": ["P-256"], "x": "AA", "y": "AA"})
@example("EdDSA", {"crv": "Ed25519", "x": "AA"})
@example("EdDSA", {"crv": "X448", "x": "AA"})
def test_no_key_that_is_none_is_read(algorithm: str, parts: dict[str, object]) -> None:
    document = {"keys": [{"kty": KEY_TYPES[algorithm]} | parts]}
    with suppress(Crooked):
        keys_of(document).find(None, algorithm)


@given(anything)
def test_no_key_set_but_one_with_keys_has_keys(keys: object) -> None:
    for document in ({"keys": keys}, {"keys": [keys]}, {"keys": [{"kty": keys, "kid": keys}]}):
        with pytest.raises(Crooked):
            keys_of(document).find("ec", "ES256")


@given(st.sampled_from(sorted(GOOD)), anything)
def test_no_claim_can_be_anything_else(name: str, value: object) -> None:
    """Numbers in place of times aside: test_forged_tokens.py goes along their borders."""
    if name == "sub" and isinstance(value, str) and value.isprintable() and value:
        assert subject_of({**GOOD, name: value}, EXPECTED, A_DAY_IN_JANUARY) == value
        return
    is_time = name in ("exp", "iat", "auth_time") and type(value) in (int, float)
    with suppress(Crooked) if is_time else pytest.raises(Crooked):
        subject_of({**GOOD, name: value}, EXPECTED, A_DAY_IN_JANUARY)


@given(
    st.sampled_from(
        [
            "issuer",
            "authorization_endpoint",
            "token_endpoint",
            "jwks_uri",
            "userinfo_endpoint",
            "token_endpoint_auth_methods_supported",
            "id_token_signing_alg_values_supported",
        ]
    ),
    anything,
)
def test_no_discovery_document_can_say_anything_else(name: str, value: object) -> None:
    document = {
        "issuer": ISSUER,
        "authorization_endpoint": f"{ISSUER}/authorize",
        "token_endpoint": f"{ISSUER}/token",
        "jwks_uri": f"{ISSUER}/keys",
        "userinfo_endpoint": f"{ISSUER}/person",
    }
    assert Metadata.parse(document, issuer=ISSUER).algorithms == {"RS256"}
    with pytest.raises(Crooked):
        Metadata.parse(document | {name: value}, issuer=ISSUER)


@given(st.binary(max_size=60) | anything.map(lambda value: json.dumps(value).encode()))
@example(b"[" * 1_000_000)
@example(b'{"a":' * 100_000)
@example(b"1" * 1_000_000)
@example(b"1e400")
@example(b'"\\ud800"')
@example(b"\xef\xbb\xbf{}")
def test_no_body_brings_another_error(body: bytes) -> None:
    with suppress(Crooked):
        assert isinstance(object_in(answer(body)), dict)
    with suppress(Crooked):
        access_token_in({"access_token": parsed(body), "token_type": parsed(body)})


@pytest.mark.parametrize("constant", [b"NaN", b"Infinity", b"-Infinity", b'{"exp": Infinity}'])
def test_what_json_does_not_know_is_no_json(constant: bytes) -> None:
    with pytest.raises(Crooked):
        parsed(constant)


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20)))
def test_no_answer_of_a_browser_brings_another_error(brought: dict[str, str]) -> None:
    with suppress(Crooked):
        assert code_in(brought) == brought["code"]


@pytest.mark.parametrize("code", ["", "ü", "a\nb", "a\x00", "\ud800", "x" * 4_097])
def test_a_code_is_printable_ascii(code: str) -> None:
    with pytest.raises(Crooked):
        code_in({"code": code})
    assert code_in({"code": "a b/c+d=~"}) == "a b/c+d=~"


@given(anything)
def test_a_text_is_one_that_can_be_kept(value: object) -> None:
    for text in (text_in({"a": value}, "a", most=10), name_in({"a": value}, "a", "b")):
        assert len(text) <= 100
        assert "\n" not in text
        assert text.encode().decode() == text


@pytest.mark.parametrize(
    ("issuer", "address"),
    [
        ("https://a.example", "https://a.example/.well-known/openid-configuration"),
        ("https://a.example/", "https://a.example/.well-known/openid-configuration"),
        ("https://a.example/b", "https://a.example/b/.well-known/openid-configuration"),
    ],
)
def test_discovery_stands_below_the_issuer(issuer: str, address: str) -> None:
    assert discovery_address(issuer) == address


def test_a_challenge_is_that_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_what_goes_into_a_query_can_not_leave_it() -> None:
    assert with_query("https://a.example/b", {"c": "d&e=f#g"}) == "https://a.example/b?c=d%26e%3Df%23g"
    assert with_query("https://a.example/b?x=y", {"c": "d"}) == "https://a.example/b?x=y&c=d"


def test_what_is_fetched_is_good_for_an_hour() -> None:
    clock, fetched = FrozenClock(), iter(range(10))
    cached = Cached(lambda: next(fetched), clock)
    assert [cached.get(), cached.get()] == [0, 0]
    clock.advance(LASTING - timedelta(microseconds=1))
    assert cached.get() == 0
    clock.advance(timedelta(microseconds=1))
    assert [cached.get(), cached.get(), cached.fetch_again(), cached.get()] == [1, 1, 2, 2]


def test_what_can_not_be_fetched_is_not_kept() -> None:
    def fetch() -> int:
        return answers.pop()()

    def fail() -> int:
        raise Crooked

    answers = [lambda: 7, fail]
    cached = Cached(fetch, FrozenClock())
    with pytest.raises(Crooked):
        cached.get()
    assert cached.get() == 7
