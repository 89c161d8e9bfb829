"""Hostile and clumsy visitors against the whole web, on in-memory adapters: thousands of requests."""

import pytest

from tests.integration.visitors.changes import World
from tests.unit.web.conftest import (  # noqa: F401  # the same place, the same people
    ada,
    app,
    bo,
    clock,
    container,
    invitation,
    join,
    kept,
    letters,
    member,
    place,
    provider,
    secure_app,
    served,
    served_securely,
    stranger,
    wired,
)


@pytest.fixture
def world(request: pytest.FixtureRequest) -> World:
    parts = ("app", "container", "clock", "provider", "letters", "member")
    return World(*map(request.getfixturevalue, parts))
