"""The contract of identity providers, kept by OpenID Connect over real connections."""

from collections.abc import Mapping

import pytest

from services.ports.identities import Identity
from tests.contracts.identities import IdentityProviderContract, Rounds
from tests.integration.identity.double import OpenIdDouble, provider_at, sent_back

ADA = Identity(
    provider="campus",
    subject="ada-1815",
    email="ada@campus.example",
    is_email_verified=True,
    name="Ada Lovelace",
)


class OpenIdRounds(Rounds):
    def __init__(self, double: OpenIdDouble) -> None:
        self.provider, self.identity = provider_at(double), ADA

    def answer_to(self, address: str) -> Mapping[str, str]:
        return sent_back(address)


class TestOpenIdProvider(IdentityProviderContract):
    @pytest.fixture
    def rounds(self, double: OpenIdDouble) -> Rounds:
        return OpenIdRounds(double)
