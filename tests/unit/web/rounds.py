"""Rounds to an identity provider that the test speaks for."""

from typing import Any

from adapters.memory.identities import InMemoryProvider
from services.ports.identities import Identity
from tests.unit.web.keys import an_identity
from tests.visitor import Visitor, query_of

BEGIN, ANSWER = "/sign-in/with/example", "/sign-in/with/example/answer"


def set_out(visitor: Visitor, path: str = BEGIN, **values: str) -> str:
    """Press the button; gives the state that the provider sends back."""
    page = visitor.post(path, **values)
    assert page.status_code == 200, page.text
    return state_in(page)


def come_back(
    visitor: Visitor, provider: InMemoryProvider, state: str, identity: Identity | None = None
) -> Any:
    provider.grant("a code", identity or an_identity())
    return visitor.get(f"{ANSWER}?state={state}&code=a+code")


def state_in(page: Any) -> str:
    """The state that a provider is sent with the browser."""
    return query_of(page.headers["Refresh"].partition("url=")[2])["state"][0]
