"""The whole web on each database in turn."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine

from bootstrap import outside
from bootstrap.container import Container
from domain.accounts import Role
from domain.place import Place, Registration
from services.accounts.admission import Applicant
from tests.integration.databases import gateways
from tests.visitor import HOST, PASSWORD, Visitor
from web.app import create_app
from web.web_settings import WebSettings

SECRET = "a secret for tests, long enough to be one"


@pytest.fixture
def container(engine: Engine) -> Container:
    ports = gateways(engine)
    return Container(
        gateways=ports,
        outside=outside.quick(HOST, lambda: ports.place_queries.card().name),
        registration=None,
        password_min=15,
    )


@pytest.fixture
def app(container: Container) -> Iterator[Flask]:
    """Wiring is process-global, so it is taken back after each test."""
    container.wire(packages=["web"])
    yield create_app(container, WebSettings(base_url=HOST, secret_key=SECRET, password_min=15))
    container.unwire()


@pytest.fixture
def member(app: Flask, container: Container) -> Callable[[str], Visitor]:
    """Somebody signed in, by handle, in a place that is open to everybody."""
    with container.gateways().begin() as work:
        work.place.add(Place.found(name="The Porch", tagline="", registration=Registration.OPEN))

    def member(handle: str) -> Visitor:
        applicant = Applicant(handle=handle, email=f"{handle}@example.org", password=PASSWORD)
        container.accounts.staffing().create(applicant, role=Role.MEMBER)
        return Visitor(app).sign_in(handle)

    return member
