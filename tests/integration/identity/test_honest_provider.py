"""Rounds with a provider that somebody else wrote, so that both read the standard alike."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from adapters.clock.system import SystemClock
from adapters.egress.connections import Unreachable
from bootstrap.providers import providers_of
from bootstrap.settings import read_settings
from services.ports.identities import Identity, IdentityProvider, IdentityRefused
from tests.contracts.identities import a_question
from tests.integration.identity.provider import HonestProvider, honest_provider


@pytest.fixture(scope="module")
def honest() -> Iterator[HonestProvider]:
    with honest_provider() as provider:
        provider.remember("ada-1815", email="ada@campus.example", email_verified=True, name="Ada Lovelace")
        yield provider


@pytest.fixture
def campus(honest: HonestProvider) -> IdentityProvider:
    """Built from settings alone, as an owner has it."""
    variables = {
        "STOA_OIDC_CAMPUS_ISSUER": honest.issuer,
        "STOA_OIDC_CAMPUS_CLIENT_ID": "stoa",
        "STOA_OIDC_CAMPUS_CLIENT_SECRET": "s3cret",
    }
    return providers_of(read_settings(variables), SystemClock())["campus"]


@pytest.mark.parametrize("again", [False, True])
def test_a_round_tells_whom_the_provider_vouches_for(
    honest: HonestProvider, campus: IdentityProvider, again: bool
) -> None:
    question = a_question(again=again)
    answer = honest.sent_back(campus.address(question), "ada-1815")
    assert answer["state"] == question.state
    assert campus.identify(question, answer) == Identity(
        provider="campus",
        subject="ada-1815",
        email="ada@campus.example",
        is_email_verified=True,
        name="Ada Lovelace",
    )


def test_somebody_new_has_an_address_that_is_not_verified(
    honest: HonestProvider, campus: IdentityProvider
) -> None:
    question = a_question()
    identity = campus.identify(question, honest.sent_back(campus.address(question), "bo@example.org"))
    assert (identity.subject, identity.email) == ("bo@example.org", "bo@example.org")
    assert not identity.is_email_verified


def test_who_says_no_is_refused(honest: HonestProvider, campus: IdentityProvider) -> None:
    question = a_question()
    answer = honest.sent_back(campus.address(question), None)
    assert answer["error"] == "access_denied"
    with pytest.raises(IdentityRefused):
        campus.identify(question, answer)


def test_an_answer_is_good_once(honest: HonestProvider, campus: IdentityProvider) -> None:
    question = a_question()
    answer = honest.sent_back(campus.address(question), "ada-1815")
    campus.identify(question, answer)
    with pytest.raises(IdentityRefused):
        campus.identify(question, answer)


def test_an_answer_to_another_question_is_refused(honest: HonestProvider, campus: IdentityProvider) -> None:
    question = a_question()
    answer = honest.sent_back(campus.address(question), "ada-1815")
    with pytest.raises(IdentityRefused):
        campus.identify(replace(question, nonce="another"), answer)


def test_a_provider_that_ended_can_not_be_reached() -> None:
    with honest_provider() as ended:
        variables = {
            "STOA_OIDC_CAMPUS_ISSUER": ended.issuer,
            "STOA_OIDC_CAMPUS_CLIENT_ID": "stoa",
            "STOA_OIDC_CAMPUS_CLIENT_SECRET": "s3cret",
        }
        campus = providers_of(read_settings(variables), SystemClock())["campus"]
        question = a_question()
        answer = ended.sent_back(campus.address(question), "ada-1815")
    with pytest.raises(Unreachable):
        campus.identify(question, answer)
