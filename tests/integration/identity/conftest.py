"""Identity providers on loopback."""

from collections.abc import Iterator

import pytest

from adapters.memory.clock import FrozenClock
from tests.integration.identity.double import Keys, OpenIdDouble, running


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys()


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def double(keys: Keys, clock: FrozenClock) -> Iterator[OpenIdDouble]:
    with running(OpenIdDouble(keys, clock)) as double:
        yield double
