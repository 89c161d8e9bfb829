"""How many SQL statements a screen costs: the same whether there are 20 posts or 2,000."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from adapters.demo.community import Community
from adapters.demo.writing import fill
from adapters.memory.clock import FrozenClock
from adapters.memory.ids import CountingIds
from adapters.sqlalchemy.engine import make_engine
from adapters.sqlalchemy.migrating import migrate
from adapters.sqlalchemy.tables import posts, profiles
from bootstrap import outside
from bootstrap.container import Container
from bootstrap.gateways import SqlGateways
from domain.accounts import Role
from domain.place import Place, Registration
from services.accounts.admission import Applicant
from tests.integration.statements import recorded
from tests.visitor import HOST, PASSWORD, Visitor
from web.app import create_app
from web.web_settings import WebSettings

SIZES = (20, 2_000)

STATEMENTS = {
    "landing": 4,
    "local": 3,
    "profile": 4,
    "article": 5,
    "note": 5,
    "reply": 5,
    "tag": 3,
    "about": 3,
    "sign in": 1,
    "home": 3,
    "local, signed in": 3,
    "profile, signed in": 4,
    "article, signed in": 5,
    "reply, signed in": 5,
    "drafts": 3,
    "trash": 3,
    "history": 4,
    "edit a post": 3,
    "profile settings": 3,
    "account settings": 3,
}
"""The most that a screen may cost, whoever looks, the session's own look-up included."""


@dataclass
class Town:
    engine: Engine
    app: Flask
    paths: dict[str, str]

    def visitor_for(self, screen: str) -> Visitor:
        is_member = "signed in" in screen or screen in MEMBERS_ONLY
        visitor = Visitor(self.app)
        return visitor.sign_in("olga") if is_member else visitor


MEMBERS_ONLY = {"home", "drafts", "trash", "edit a post", "profile settings", "account settings"}


@pytest.fixture(scope="module", params=SIZES, ids=[f"{size} posts" for size in SIZES])
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    engine = make_engine(f"sqlite:///{_folder(tmp_path_factory) / 'town.sqlite3'}")
    migrate(engine)
    clock = FrozenClock()
    gateways = SqlGateways(engine, clock, CountingIds(clock))
    container = Container(
        gateways=gateways,
        outside=outside.quick(HOST, lambda: "Porch"),
        registration=None,
        password_min=15,
    )
    with gateways.begin() as work:
        work.place.add(Place.found(name="Porch", tagline="", registration=Registration.OPEN))
    fill(
        engine,
        Community(seed=7, profiles=10, posts=request.param, now=clock.now()),
        container.outside().renderer,
        "no password",
    )
    applicant = Applicant(handle="olga", email="olga@example.org", password=PASSWORD)
    container.accounts.staffing().create(applicant, role=Role.MEMBER)
    container.wire(packages=["web"])
    app = create_app(container, WebSettings(base_url=HOST, secret_key="s" * 40, password_min=15))
    yield Town(engine, app, _paths(engine, app))
    container.unwire()
    engine.dispose()


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("town")


def _paths(engine: Engine, app: Flask) -> dict[str, str]:
    olga = Visitor(app).sign_in("olga")
    own = olga.post("/posts", body="Mine.").headers["Location"].partition("?")[0].rpartition("/")[2]
    columns = select(profiles.c.handle, posts.c.id, posts.c.slug).join_from(posts, profiles)
    on_show = columns.where(posts.c.withdrawn_at.is_(None), posts.c.audience == "public").limit(1)
    with engine.connect() as connection:
        article = connection.execute(on_show.where(posts.c.slug.is_not(None))).one()
        note = connection.execute(on_show.where(posts.c.slug.is_(None), posts.c.depth == 0)).one()
        reply = connection.execute(on_show.where(posts.c.depth > 0)).one()
    return {
        "landing": "/",
        "local": "/local",
        "profile": f"/@{article.handle}",
        "article": f"/@{article.handle}/{article.slug}",
        "note": f"/@{note.handle}/{note.id}",
        "reply": f"/@{reply.handle}/{reply.id}",
        "tag": "/tags/nature",
        "about": "/about",
        "sign in": "/sign-in",
        "home": "/",
        "drafts": "/drafts",
        "trash": "/trash",
        "history": f"/posts/{own}/history",
        "edit a post": f"/posts/{own}/edit",
        "profile settings": "/settings/profile",
        "account settings": "/settings/account",
    }


@pytest.mark.parametrize("screen", STATEMENTS)
def test_a_screen_costs_no_more_than_its_statements(town: Town, screen: str) -> None:
    visitor = town.visitor_for(screen)
    path = town.paths[screen.removesuffix(", signed in")]
    with recorded(town.engine) as statements:
        assert visitor.get(path).status_code == 200
    assert len(statements) <= STATEMENTS[screen], "\n\n".join(statements)
