"""What each test of passkeys begins with."""

import pytest

from domain.sessions import new_token
from tests.authenticator import SoftAuthenticator


@pytest.fixture
def device() -> SoftAuthenticator:
    return SoftAuthenticator()


@pytest.fixture
def challenge() -> str:
    return new_token()
