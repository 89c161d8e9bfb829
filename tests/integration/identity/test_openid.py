"""Rounds that work, with an OpenID provider that keeps every rule."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import Key

from adapters.egress.connections import Unreachable
from adapters.identity.openid import OpenIdProvider
from adapters.memory.clock import FrozenClock
from services.ports.identities import Identity, Question
from tests.contracts.identities import REDIRECT_URI, a_question
from tests.integration.identity.double import (
    CLIENT_ID,
    CLIENT_SECRET,
    Claims,
    Keys,
    OpenIdDouble,
    provider_at,
    sent_back,
    signed,
)

ADA = Identity(
    provider="campus",
    subject="ada-1815",
    email="ada@campus.example",
    is_email_verified=True,
    name="Ada Lovelace",
)


def round_of(provider: OpenIdProvider, question: Question) -> Identity:
    return provider.identify(question, sent_back(provider.address(question)))


def test_a_round_tells_whom_the_provider_vouches_for(double: OpenIdDouble) -> None:
    assert round_of(provider_at(double), a_question()) == ADA


def test_the_address_carries_what_protects_the_round(double: OpenIdDouble) -> None:
    question = replace(a_question(), verifier="dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    address = provider_at(double).address(question)
    assert address.startswith(f"{double.url}/authorize?")
    assert {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()} == {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT_URI,
        "scope": "openid email profile",
        "state": question.state,
        "nonce": question.nonce,
        # The example of RFC 7636, appendix B.
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
    }
    assert question.verifier not in address
    assert CLIENT_SECRET not in address


def test_an_endpoint_keeps_its_own_query(double: OpenIdDouble) -> None:
    double.discovery["authorization_endpoint"] = f"{double.url}/authorize?tenant=1"
    query = parse_qs(urlsplit(provider_at(double).address(a_question())).query)
    assert query["tenant"] == ["1"]
    assert query["client_id"] == [CLIENT_ID]


def test_somebody_is_asked_again_to_prove_who_they_are(double: OpenIdDouble) -> None:
    provider, question = provider_at(double), a_question(again=True)
    query = parse_qs(urlsplit(provider.address(question)).query)
    assert (query["prompt"], query["max_age"]) == (["login"], ["0"])
    assert round_of(provider, question) == ADA


@pytest.mark.parametrize("age", [-60, 0, 120])
def test_who_proved_it_a_moment_ago_is_believed(double: OpenIdDouble, age: int) -> None:
    now = int(double.clock.now().timestamp())
    double.claims = lambda claims: claims | {"auth_time": now - age}
    assert round_of(provider_at(double), a_question(again=True)) == ADA


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256", "EdDSA"])
def test_each_algorithm_that_is_known_is_good(double: OpenIdDouble, keys: Keys, algorithm: str) -> None:
    key: Key = {"ES256": keys.ec, "EdDSA": keys.ed}.get(algorithm, keys.rsa)
    double.sign = lambda claims: signed(claims, key, {"alg": algorithm, "kid": key.kid})
    assert round_of(provider_at(double), a_question()) == ADA


def test_a_key_needs_no_name_when_there_is_one_of_its_kind(double: OpenIdDouble, keys: Keys) -> None:
    double.sign = lambda claims: signed(claims, keys.ec, {"alg": "ES256"})
    assert round_of(provider_at(double), a_question()) == ADA


@pytest.mark.parametrize(
    "methods",
    [None, ["client_secret_basic"], ["client_secret_post"], ["private_key_jwt", "client_secret_basic"]],
)
def test_the_secret_is_given_as_the_provider_takes_it(
    double: OpenIdDouble, methods: list[str] | None
) -> None:
    double.discovery["token_endpoint_auth_methods_supported"] = methods
    assert round_of(provider_at(double), a_question()) == ADA
    [asked] = [asked for asked in double.server.asked if asked.route == "/token"]
    assert (b"client_secret" in asked.body) == (methods == ["client_secret_post"])


@pytest.mark.parametrize(
    ("exp", "iat"),
    [(-59, 0), (300, 60), (300, -86_400), (300.5, 0.5)],
    ids=["late", "early", "old", "halves"],
)
def test_clocks_may_differ_by_a_minute(double: OpenIdDouble, exp: float, iat: float) -> None:
    now = double.clock.now().timestamp()
    double.claims = lambda claims: claims | {"exp": now + exp, "iat": now + iat}
    assert round_of(provider_at(double), a_question()) == ADA


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": [CLIENT_ID]},
        {"aud": [CLIENT_ID], "azp": CLIENT_ID},
        {"aud": ["another", CLIENT_ID], "azp": CLIENT_ID},
        {"aud": CLIENT_ID, "azp": CLIENT_ID},
    ],
)
def test_a_token_may_name_its_audience_in_each_proper_way(double: OpenIdDouble, changes: Claims) -> None:
    double.claims = lambda claims: claims | changes
    assert round_of(provider_at(double), a_question()) == ADA


def test_an_address_that_the_token_lacks_is_looked_up(double: OpenIdDouble) -> None:
    double.claims = lambda claims: {k: v for k, v in claims.items() if not k.startswith(("email", "name"))}
    assert round_of(provider_at(double), a_question()) == ADA
    assert double.server.routes[-1] == "/person"


def test_an_address_that_the_token_has_is_not_looked_up(double: OpenIdDouble) -> None:
    round_of(provider_at(double), a_question())
    assert "/person" not in double.server.routes


@pytest.mark.parametrize(
    ("person", "email", "is_verified"),
    [
        ({"email": "ada@campus.example"}, "ada@campus.example", False),
        ({"email": "ada@campus.example", "email_verified": False}, "ada@campus.example", False),
        ({"email": "ada@campus.example", "email_verified": "false"}, "ada@campus.example", False),
        ({"email": "ada@campus.example", "email_verified": "true"}, "ada@campus.example", False),
        ({"email": "ada@campus.example", "email_verified": 1}, "ada@campus.example", False),
        ({"email": "ada@campus.example", "email_verified": True}, "ada@campus.example", True),
        ({"email": "", "email_verified": True}, "", False),
        ({"email": None, "email_verified": True}, "", False),
        ({"email": ["ada@campus.example"], "email_verified": True}, "", False),
        ({"email": "ada@campus.example\r\nBcc: all", "email_verified": True}, "", False),
        ({"email": "a" * 255, "email_verified": True}, "", False),
        ({"email_verified": True}, "", False),
        ({}, "", False),
    ],
)
def test_an_address_is_verified_only_where_the_provider_says_so(
    double: OpenIdDouble, person: Claims, email: str, is_verified: bool
) -> None:
    double.person = {"sub": "ada-1815", **person}
    identity = round_of(provider_at(double), a_question())
    assert (identity.email, identity.is_email_verified) == (email, is_verified)


def test_a_provider_without_user_info_may_keep_the_address_for_itself(double: OpenIdDouble) -> None:
    double.person, double.discovery["userinfo_endpoint"] = {"sub": "ada-1815"}, None
    identity = round_of(provider_at(double), a_question())
    assert identity == Identity(
        provider="campus", subject="ada-1815", email="", is_email_verified=False, name=""
    )


@pytest.mark.parametrize(
    ("names", "name"),
    [
        ({"name": "  Ada\n Lovelace\u202e "}, "Ada Lovelace"),
        ({"name": "", "preferred_username": "ada"}, "ada"),
        ({"name": ["Ada"], "preferred_username": "ada"}, "ada"),
        ({"name": "x" * 1_000}, "x" * 100),
        ({"name": 7}, ""),
    ],
)
def test_a_name_is_one_short_line(double: OpenIdDouble, names: Claims, name: str) -> None:
    double.person = {"sub": "ada-1815", "email": "ada@campus.example", **names}
    assert round_of(provider_at(double), a_question()).name == name


@pytest.mark.parametrize("announced", [None, False, True])
def test_an_answer_may_name_its_provider(double: OpenIdDouble, announced: bool | None) -> None:
    double.discovery["authorization_response_iss_parameter_supported"] = announced
    provider, question = provider_at(double), a_question()
    answer = sent_back(provider.address(question)) | {"iss": double.url}
    assert provider.identify(question, answer) == ADA


def test_discovery_and_keys_are_kept_for_an_hour(double: OpenIdDouble, clock: FrozenClock) -> None:
    provider = provider_at(double)
    for minutes, fetched in ((0, 1), (59, 1), (2, 2), (59, 2)):
        clock.advance(timedelta(minutes=minutes))
        round_of(provider, a_question())
        assert double.server.routes.count("/.well-known/openid-configuration") == fetched
        assert double.server.routes.count("/keys") == fetched


def test_a_new_key_is_fetched_once_it_is_used(double: OpenIdDouble, keys: Keys) -> None:
    provider = provider_at(double)
    round_of(provider, a_question())
    new = keys.other.as_dict(private=False) | {"kid": "new"}
    double.keys_shown["keys"].append(new)
    double.sign = lambda claims: signed(claims, keys.other, {"alg": "RS256", "kid": "new"})
    assert round_of(provider, a_question()) == ADA
    assert round_of(provider, a_question()) == ADA
    assert double.server.routes.count("/keys") == 2


def test_discovery_may_be_redirected(double: OpenIdDouble) -> None:
    moved = "/moved/openid-configuration"
    provider = provider_at(double)
    double.replies[moved] = double._discover
    double.replies["/.well-known/openid-configuration"] = lambda asked: asked.redirect(moved)
    assert round_of(provider, a_question()) == ADA


def test_a_provider_that_was_down_works_once_it_is_up(double: OpenIdDouble) -> None:
    provider = provider_at(double)
    double.replies["/.well-known/openid-configuration"] = lambda asked: asked.reply(status=503)
    with pytest.raises(Unreachable):
        provider.address(a_question())
    double.replies.clear()
    assert round_of(provider, a_question()) == ADA
