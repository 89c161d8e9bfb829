"""The whole web on in-memory adapters: pages without a database."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from typing import Any

import pytest
from flask import Flask

from adapters.memory.clock import FrozenClock
from adapters.memory.identities import InMemoryProvider
from adapters.memory.ids import CountingIds
from bootstrap import outside
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from bootstrap.handlers import handlers_of
from domain.accounts import Role
from domain.browsers import UNSEEN
from domain.place import Place, Registration
from services.accounts.admission import Applicant
from services.ports.mail import Letter
from tests.factories import a_viewer
from tests.visitor import HOST, PASSWORD, Visitor
from web.app import create_app
from web.web_settings import WebSettings
from worker.loop import Worker

SECRET = "a secret for tests, long enough to be one"
SECURE = "https://stoa.example.org"


def app_at(base_url: str, container: Container) -> Flask:
    return create_app(container, WebSettings(base_url=base_url, secret_key=SECRET, password_min=15))


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture(scope="package")
def wired() -> Iterator[Container]:
    """Wiring is slow and process-global: done once for these tests, taken back after them."""
    clock = FrozenClock()
    gateways = MemoryGateways(clock, CountingIds(clock))
    container = Container(
        gateways=gateways, outside=outside.quick(HOST, lambda: ""), registration=None, password_min=15
    )
    container.wire(packages=["web"])
    yield container
    container.unwire()


@pytest.fixture
def container(wired: Container, clock: FrozenClock) -> Iterator[Container]:
    """The wired container over stores of the test's own."""
    gateways = MemoryGateways(clock, CountingIds(clock))
    wired.gateways.override(gateways)
    wired.outside.override(outside.quick(HOST, lambda: gateways.place_queries.card().name))
    wired.reset_singletons()
    yield wired
    wired.gateways.reset_last_overriding()
    wired.outside.reset_last_overriding()


@pytest.fixture(scope="package")
def served(wired: Container) -> Flask:
    return app_at(HOST, wired)


@pytest.fixture(scope="package")
def served_securely(wired: Container) -> Flask:
    return app_at(SECURE, wired)


@pytest.fixture
def app(served: Flask, container: Container, clock: FrozenClock) -> Flask:
    served.extensions["stoa.clock"] = clock
    return served


@pytest.fixture
def secure_app(served_securely: Flask, container: Container, clock: FrozenClock) -> Flask:
    """The same place, reached over HTTPS."""
    served_securely.extensions["stoa.clock"] = clock
    return served_securely


@pytest.fixture
def kept(container: Container) -> Callable[[], dict[str, Any]]:
    """Everything that is stored at a moment, to be compared with another."""

    def kept() -> dict[str, Any]:
        tables = container.gateways().begin._store.tables
        return {table.name: dict(getattr(tables, table.name)) for table in fields(tables)}

    return kept


@pytest.fixture
def place(container: Container) -> Place:
    """A place that is open to everybody, and nobody in it yet."""
    founded = Place.found(name="The Porch", tagline="A place to test.", registration=Registration.OPEN)
    with container.gateways().begin() as work:
        work.place.add(founded)
    return founded


@pytest.fixture
def join(container: Container, place: Place) -> Callable[..., None]:
    """Make somebody a member."""

    def join(handle: str, role: Role = Role.MEMBER) -> None:
        applicant = Applicant(handle=handle, email=f"{handle}@example.org", password=PASSWORD)
        container.accounts.staffing().create(applicant, role=role)

    return join


@pytest.fixture
def stranger(app: Flask, place: Place) -> Visitor:
    return Visitor(app)


@pytest.fixture
def member(app: Flask, join: Callable[..., None]) -> Callable[[str], Visitor]:
    """Somebody signed in, by handle; made a member when first named."""

    def member(handle: str, role: Role = Role.MEMBER) -> Visitor:
        join(handle, role)
        return Visitor(app).sign_in(handle)

    return member


@pytest.fixture
def ada(member: Callable[[str], Visitor]) -> Visitor:
    return member("ada")


@pytest.fixture
def bo(member: Callable[[str], Visitor]) -> Visitor:
    return member("bo")


@pytest.fixture
def letters(container: Container, clock: FrozenClock) -> Callable[[], Sequence[Letter]]:
    """Let the worker do what is due; gives the letters that it sent, once."""
    worker = Worker(container.gateways().jobs, handlers_of(container), clock, chores=lambda: None)
    sent = container.outside().mailer.sent

    def letters() -> Sequence[Letter]:
        while worker.run_once():
            pass
        delivered, sent[:] = list(sent), []
        return delivered

    return letters


@pytest.fixture
def provider(container: Container) -> InMemoryProvider:
    """An identity provider that is switched on, and that the test speaks for."""
    provider = InMemoryProvider()
    container.outside().identity_providers[provider.name] = provider
    return provider


@pytest.fixture
def invitation(container: Container, join: Callable[..., None]) -> str:
    """The key of an invitation for three, by a member called ida."""
    join("ida")
    with container.gateways().begin() as work:
        profile = work.profiles.by_handle("ida")
    return container.accounts.inviting().invite(note="", most=3, days=7, by=a_viewer(profile), browser=UNSEEN)
