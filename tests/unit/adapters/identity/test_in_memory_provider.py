"""The provider that tests of services speak for keeps the contract of a real one."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.memory.identities import InMemoryProvider
from domain.errors import Unavailable
from services.ports.identities import Identity, IdentityRefused
from tests.contracts.identities import IdentityProviderContract, Rounds, a_question

ADA = Identity(
    provider="example",
    subject="ada-1815",
    email="ada@example.org",
    is_email_verified=True,
    name="Ada Lovelace",
)


class InMemoryRounds(Rounds):
    def __init__(self) -> None:
        self.provider: InMemoryProvider = InMemoryProvider()
        self.identity = ADA

    def answer_to(self, address: str) -> Mapping[str, str]:
        [state] = parse_qs(urlsplit(address).query)["state"]
        code = f"code-for-{state}"
        self.provider.grant(code, self.identity, state=state)
        return {"code": code, "state": state}


class TestInMemoryProvider(IdentityProviderContract):
    @pytest.fixture
    def rounds(self) -> Rounds:
        return InMemoryRounds()


def test_a_code_may_be_granted_for_whichever_round_comes() -> None:
    provider, question = InMemoryProvider(), a_question()
    provider.address(question)
    provider.grant("code", ADA)
    assert provider.identify(question, {"code": "code"}) == ADA


def test_a_question_that_was_never_asked_is_refused() -> None:
    provider = InMemoryProvider()
    provider.grant("code", ADA)
    with pytest.raises(IdentityRefused):
        provider.identify(a_question(), {"code": "code"})


def test_a_provider_that_is_down_can_not_be_reached() -> None:
    provider, question = InMemoryProvider(), a_question()
    provider.address(question)
    provider.grant("code", ADA)
    provider.is_down = True
    with pytest.raises(Unavailable):
        provider.address(a_question())
    with pytest.raises(Unavailable):
        provider.identify(question, {"code": "code"})
    provider.is_down = False
    assert provider.identify(question, {"code": "code"}) == ADA
