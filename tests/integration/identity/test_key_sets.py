"""Key sets that don't hold the key that a token names, or hold what is none."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from tests.contracts.identities import a_question
from tests.integration.identity.double import OpenIdDouble, provider_at, refusal_of, sent_back, signed

NO_KEY, UNREADABLE = "has no such key", "can't be read"


def shown(*keys: Mapping[str, Any] | str) -> Callable[[OpenIdDouble], None]:
    """A key set of the public RSA key, each time with some changes, or of anything else."""

    def show(double: OpenIdDouble) -> None:
        rsa = double.keys.rsa.as_dict(private=False)
        double.keys_shown = {"keys": [key if isinstance(key, str) else rsa | key for key in keys]}

    return show


def shown_whole(document: object) -> Callable[[OpenIdDouble], None]:
    def show(double: OpenIdDouble) -> None:
        double.keys_shown = document

    return show


def shown_short(double: OpenIdDouble) -> None:
    """Made by hand: the library warns of such keys, and warnings are errors here."""
    short = double.keys.rsa.as_dict(private=False)
    double.keys_shown = {"keys": [short | {"n": str(short["n"])[: 1024 // 6]}]}


@pytest.mark.parametrize(
    ("show", "reason"),
    [
        pytest.param(shown(), NO_KEY, id="no key"),
        pytest.param(shown({"kid": "another"}), NO_KEY, id="no key of that name"),
        pytest.param(shown({"kid": None}), NO_KEY, id="a key without a name"),
        pytest.param(shown({"use": "enc"}), NO_KEY, id="a key for encryption"),
        pytest.param(shown({"alg": "RS512"}), NO_KEY, id="a key for another algorithm"),
        pytest.param(shown({"alg": "HS256"}), NO_KEY, id="a key for a shared secret"),
        pytest.param(shown({"kty": "oct", "k": "c2VjcmV0"}), NO_KEY, id="a shared secret"),
        pytest.param(shown({"kty": "EC"}), NO_KEY, id="another kind"),
        pytest.param(shown({"kty": ["RSA"]}), NO_KEY, id="kinds"),
        pytest.param(shown({}, {}), NO_KEY, id="the same name twice"),
        pytest.param(shown("rsa"), NO_KEY, id="a name only"),
        pytest.param(shown({"n": ""}), "too short", id="a key that is empty"),
        pytest.param(shown_short, "too short", id="a short key"),
        pytest.param(shown({"n": "!" * 400}), UNREADABLE, id="a key of nonsense"),
        pytest.param(shown({"n": 7 * 10**400}), UNREADABLE, id="a key that is a number"),
        pytest.param(shown({"n": None, "x": "x" * 400}), "too short", id="a key without its number"),
        pytest.param(shown({"e": "AA"}), UNREADABLE, id="an exponent of zero"),
        pytest.param(shown({"e": "AQ"}), UNREADABLE, id="an exponent of one"),
        pytest.param(shown({"e": ["AQAB"]}), UNREADABLE, id="exponents"),
        pytest.param(shown({"key_ops": ["encrypt"]}), UNREADABLE, id="a key that may not verify"),
        pytest.param(shown({"d": "AQAB"}), UNREADABLE, id="a private key that is none"),
        pytest.param(shown_whole({}), NO_KEY, id="no keys"),
        pytest.param(shown_whole({"keys": {"rsa": {}}}), NO_KEY, id="keys that are no list"),
        pytest.param(shown_whole([]), "JSON object", id="a list"),
        pytest.param(shown_whole(None), "JSON object", id="null"),
    ],
)
def test_a_key_set_without_the_key_is_refused(
    double: OpenIdDouble, show: Callable[[OpenIdDouble], None], reason: str
) -> None:
    show(double)
    assert reason in refusal_of(double)


def test_a_key_set_is_fetched_once_more_and_not_again(double: OpenIdDouble) -> None:
    double.sign = lambda claims: signed(claims, double.keys.rsa, {"alg": "RS256", "kid": "unknown"})
    refusal_of(double)
    assert double.server.routes.count("/keys") == 2


def test_keys_that_can_not_be_read_do_no_harm_to_those_that_can(double: OpenIdDouble) -> None:
    double.keys_shown["keys"] += [
        {"kty": "RSA", "kid": "broken", "n": 1},
        {"kty": "AKP", "kid": "of-tomorrow", "pub": "x"},
        None,
    ]
    provider, question = provider_at(double), a_question()
    assert provider.identify(question, sent_back(provider.address(question))).subject == "ada-1815"


def test_without_a_name_a_key_must_be_the_only_one(double: OpenIdDouble) -> None:
    another = RSAKey.import_key(double.keys.other.as_dict(private=False) | {"kid": "another"})
    double.keys_shown["keys"].append(another.as_dict(private=False))
    double.sign = lambda claims: signed(claims, double.keys.rsa, {"alg": "RS256"})
    assert NO_KEY in refusal_of(double)
