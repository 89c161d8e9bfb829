"""Hostile and clumsy visitors against the whole web, on in-memory adapters: thousands of requests."""

from tests.unit.web.conftest import (  # noqa: F401  # the same place, the same people
    ada,
    app,
    bo,
    clock,
    container,
    join,
    kept,
    member,
    place,
    secure_app,
    served,
    served_securely,
    stranger,
    wired,
)
