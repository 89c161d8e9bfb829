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
from domain.ids import PasskeyId
from domain.place import Place, Registration
from services.accounts.admission import Applicant
from tests.factories import a_linked_login, a_log_entry, a_passkey, a_profile, a_session, an_invitation
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
    "change of e-mail": 3,
    "security": 6,
    "an app to set up": 2,
    "a passkey": 6,
    "sessions": 3,
    "activity": 3,
    "profiles": 3,
    "invitations": 5,
    "export": 3,
    "closing": 2,
    "people": 3,
    "a person": 7,
    "those who wait": 3,
    "the place": 2,
}
"""The most that a screen may cost, whoever looks, the session's own look-up included."""


@dataclass
class Town:
    engine: Engine
    app: Flask
    paths: dict[str, str]

    def visitor_for(self, screen: str) -> Visitor:
        visitor = Visitor(self.app)
        if screen in STAFF_ONLY:
            return visitor.sign_in("otto")
        is_stranger = "signed in" not in screen and screen in FOR_ANYONE
        return visitor if is_stranger else visitor.sign_in("olga")


FOR_ANYONE = {"landing", "local", "profile", "article", "note", "reply", "tag", "about", "sign in", "history"}
STAFF_ONLY = {"people", "a person", "those who wait", "the place"}
BESIDE_A_PAGE = 2
"""Who looks, and the place: what every page costs somebody who is signed in."""


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
    for handle, role in (("olga", Role.MEMBER), ("otto", Role.OWNER)):
        applicant = Applicant(handle=handle, email=f"{handle}@example.org", password=PASSWORD)
        container.accounts.staffing().create(applicant, role=role)
    passkey = _furnish(container)
    container.wire(packages=["web"])
    app = create_app(container, WebSettings(base_url=HOST, secret_key="s" * 40, password_min=15))
    yield Town(engine, app, _paths(engine, app) | {"a passkey": f"/settings/security/passkeys/{passkey}"})
    container.unwire()
    engine.dispose()


def _furnish(container: Container) -> PasskeyId:
    """Olga has two profiles, passkeys and linked logins, invitations, a guest, and entries in her log."""
    gateways = container.gateways()
    with gateways.begin() as work:
        account = work.accounts.by_handle("olga")
        guest = work.accounts.by_handle("otto")
        assert account is not None
        assert guest is not None
        first = work.profiles.first_of(account.id)
        work.profiles.add(a_profile(account, "slow_bread"))
        passkey = a_passkey(first)
        work.passkeys.add(passkey)
        work.linked_logins.add(a_linked_login(first))
        guest.invited_by = account.id
        work.accounts.save(guest)
        for number in range(5):
            work.invitations.add(an_invitation(first))
            work.security_log.add(a_log_entry(first))
            work.sessions.add(a_session(first, f"elsewhere {number}"))
    return passkey.id


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("town")


def _paths(engine: Engine, app: Flask) -> dict[str, str]:
    olga = Visitor(app).sign_in("olga")
    own = olga.post("/posts", body="Mine.").headers["Location"].partition("?")[0].rpartition("/")[2]
    columns = select(profiles.c.handle, posts.c.id, posts.c.slug).join_from(posts, profiles)
    on_show = columns.where(posts.c.withdrawn_at.is_(None), posts.c.audience == "public").limit(1)
    with engine.connect() as connection:
        person = connection.execute(
            select(profiles.c.account_id).where(profiles.c.handle == "olga")
        ).scalar_one()
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
        "change of e-mail": "/settings/email",
        "security": "/settings/security",
        "an app to set up": "/settings/security/app/new",
        "sessions": "/settings/sessions",
        "activity": "/settings/activity",
        "profiles": "/settings/profiles",
        "invitations": "/settings/invitations",
        "export": "/settings/export",
        "closing": "/settings/close",
        "people": "/admin/accounts",
        "a person": f"/admin/accounts/{person}",
        "those who wait": "/admin/approvals",
        "the place": "/admin/place",
    }


@pytest.mark.parametrize("screen", STATEMENTS)
def test_a_screen_costs_no_more_than_its_statements(town: Town, screen: str) -> None:
    visitor = town.visitor_for(screen)
    path = town.paths[screen.removesuffix(", signed in")]
    with recorded(town.engine) as statements:
        assert visitor.get(path).status_code == 200
    assert len(statements) <= STATEMENTS[screen], "\n\n".join(statements)


@pytest.mark.parametrize("screen", ["local", "profile", "article", "note", "reply", "tag", "about"])
def test_being_signed_in_costs_one_statement(town: Town, screen: str) -> None:
    """Whatever the rail shows, the other profiles of the person among it, comes with that one."""
    counts = []
    for visitor in (town.visitor_for(screen), town.visitor_for(f"{screen}, signed in")):
        with recorded(town.engine) as statements:
            page = visitor.fetch(town.paths[screen])
        counts.append(len(statements))
    assert "Speak as" in page
    assert counts[1] <= counts[0] + 1


@pytest.mark.parametrize("screen", sorted(STAFF_ONLY))
def test_whoever_may_not_look_costs_two_statements_at_most(town: Town, screen: str) -> None:
    """A staff page costs others as much as an address where there is nothing (CVE-2026-72914)."""
    for visitor in (Visitor(town.app), town.visitor_for("home")):
        with recorded(town.engine) as statements:
            assert visitor.get(town.paths[screen]).status_code == 404
        assert len(statements) <= BESIDE_A_PAGE, "\n\n".join(statements)
