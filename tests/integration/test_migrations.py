"""The migrations make exactly the tables that the code knows."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, column, delete, func, insert, inspect, select, update
from sqlalchemy import table as bare_table
from sqlalchemy.exc import DatabaseError, IntegrityError

from adapters.sqlalchemy.columns import Moment
from adapters.sqlalchemy.engine import make_engine, reading, rebuilding, writing
from adapters.sqlalchemy.migrating import HEAD, SCRIPTS, is_up_to_date, migrate
from adapters.sqlalchemy.sign_in_tables import security_log
from adapters.sqlalchemy.tables import accounts, metadata
from domain.accounts import Role, Standing
from domain.ids import AccountId, LogEntryId, PostId, ProfileId
from domain.place import Registration
from domain.viewers import STRANGER
from services.ports.place import PlaceCard
from tests.contracts.kept import settle
from tests.factories import NOON, a_log_entry
from tests.integration.databases import gateways, new_database
from tests.integration.statements import recorded


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_engine(request: pytest.FixtureRequest, tmp_path: Path):  # type: ignore[no-untyped-def]  # a generator
    """A database without any table."""
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'empty.sqlite'}")
        yield engine
        engine.dispose()
        return
    with new_database(request.getfixturevalue("postgresql_server")) as url:
        engine = make_engine(url)
        yield engine
        engine.dispose()


def test_migrating_an_empty_database_makes_every_table(empty_engine: Engine) -> None:
    assert not is_up_to_date(empty_engine)
    migrate(empty_engine)
    assert is_up_to_date(empty_engine)
    assert set(metadata.tables) <= set(inspect(empty_engine).get_table_names())


def test_the_migrated_tables_are_those_that_the_code_knows(empty_engine: Engine) -> None:
    migrate(empty_engine)
    with reading(empty_engine) as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_the_migrated_constraints_have_the_names_that_errors_are_told_by(empty_engine: Engine) -> None:
    migrate(empty_engine)
    found = inspect(empty_engine)
    for table in metadata.tables.values():
        names = {constraint["name"] for constraint in found.get_unique_constraints(table.name)}
        names.add(found.get_pk_constraint(table.name)["name"])
        expected = {str(c.name) for c in table.constraints if str(c.name).startswith(("uq_", "pk_"))}
        assert names == expected


def test_migrating_twice_changes_nothing(empty_engine: Engine) -> None:
    migrate(empty_engine)
    with recorded(empty_engine) as statements:
        migrate(empty_engine)
    assert not [statement for statement in statements if "CREATE" in statement or "ALTER" in statement]
    assert len(statements) <= 3


def test_paths_sort_by_their_bytes_on_both_databases(engine: Engine) -> None:
    [column] = [c for c in inspect(engine).get_columns("posts") if c["name"] == "thread_path"]
    collation = getattr(column["type"], "collation", None)
    assert collation == ("C" if engine.dialect.name == "postgresql" else None)


def test_the_newest_migration_is_the_one_written_down() -> None:
    assert ScriptDirectory.from_config(scripts()).get_heads() == [HEAD]


def scripts() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    return config


PEOPLE = (
    (1, "ada", "owner", "active", NOON),
    (2, "grace", "member", "active", None),
    (3, "wanda", "member", "awaiting_approval", None),
    (4, "lin", "member", "limited", NOON),
    (5, "sue", "member", "suspended", NOON),
)
"""Id, handle, role, standing, when the address was confirmed."""


def put(connection: Connection, table: str, /, **values: Any) -> None:
    """A row of whatever columns the table has at the time."""
    moments = {name: Moment() for name, value in values.items() if isinstance(value, datetime)}
    columns = [column(name, moments.get(name)) for name in values]
    connection.execute(insert(bare_table(table, *columns)).values(**values))


def fill_first_tables(engine: Engine) -> None:
    """A place as the first tables kept it."""
    config = scripts()
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        put(connection, "place", id=1, version=3, name="Agora", tagline="Talk.", registration="approval")
        for id, handle, role, standing, confirmed_at in PEOPLE:
            put_person(connection, id, handle, role, standing, confirmed_at)
        for id, remembered in ((31, False), (32, True)):
            put_session(connection, id, remembered)
        written = {"version": 1, "title": "On walking", "summary": "", "tags": "", "audience": "public"}
        moments = {"created_at": NOON, "saved_at": NOON}
        put(connection, "drafts", id=41, owner_id=21, body="Words.", **moments, **written)
        spot = {"thread_id": 51, "thread_path": "51", "depth": 0, "published_at": NOON}
        text = {"edition": 1, "words": 1, "slug": "on-walking", "excerpt": "", "html": "", "body": "Words."}
        put(connection, "posts", id=51, author_id=21, **spot, **text, **written)
        put(connection, "post_addresses", author_id=21, slug="on-walking", post_id=51)
        put(connection, "mentions", post_id=51, profile_id=22)
        link = {"purpose": "setup", "digest": "d", "expires_at": NOON}
        put(connection, "one_time_links", id=61, version=1, **link)


def put_person(
    connection: Connection, id: int, handle: str, role: str, standing: str, confirmed_at: datetime | None
) -> None:
    email = f"{handle}@example.org"
    how = {"role": role, "standing": standing, "registered_at": NOON, "password_hash": f"hash of {handle}"}
    if confirmed_at is not None:
        how["confirmed_at"] = confirmed_at
    put(connection, "accounts", id=id, version=2, email=email, email_key=email, phone="+4366012345", **how)
    shown = {"display_name": handle.title(), "bio": "Bio.", "is_visible": True, "created_at": NOON}
    names = {"handle": handle, "skeleton": handle}
    put(connection, "profiles", id=20 + id, version=4, account_id=id, post_count=id, **names, **shown)


def put_session(connection: Connection, id: int, remembered: bool) -> None:
    whose = {"account_id": 1, "profile_id": 21, "device": "Firefox", "network": "192.0.2.0/24"}
    times = {
        "started_at": NOON,
        "last_seen_at": NOON + timedelta(hours=1),
        "expires_at": NOON + timedelta(days=90),
    }
    digest = f"digest {id}"
    put(
        connection, "login_sessions", id=id, version=7, digest=digest, remembered=remembered, **whose, **times
    )


@pytest.fixture
def upgraded(empty_engine: Engine) -> Engine:
    """A database that was filled when it had the first tables."""
    fill_first_tables(empty_engine)
    migrate(empty_engine)
    return empty_engine


def test_a_place_keeps_its_settings(upgraded: Engine) -> None:
    assert gateways(upgraded).place_queries.card() == PlaceCard(
        name="Agora",
        tagline="Talk.",
        registration=Registration.APPROVAL,
        staff_need_second_factor=False,
        members_may_invite=True,
        is_set_up=True,
        version=3,
    )


@pytest.mark.parametrize(("id", "handle", "role", "standing", "confirmed_at"), PEOPLE)
def test_people_come_through_as_they_were(
    upgraded: Engine, id: int, handle: str, role: str, standing: str, confirmed_at: datetime | None
) -> None:
    kept = gateways(upgraded)
    with kept.begin() as work:
        account = work.accounts.get(AccountId(id))
        [profile] = work.profiles.all_of(account.id)
    assert (account.email, account.phone, account.version) == (f"{handle}@example.org", "+4366012345", 2)
    assert (account.password_hash, account.role) == (f"hash of {handle}", Role(role))
    assert (account.standing, account.confirmed_at) == (Standing(standing), confirmed_at)
    assert (account.registered_at, account.has_second_factor, account.reason) == (NOON, False, "")
    assert account.needs_approval == (standing == "awaiting_approval")
    assert account.is_limited == (standing == "limited")
    assert (profile.id, profile.handle, profile.bio, profile.version) == (20 + id, handle, "Bio.", 4)
    assert profile.is_visible == account.standing.may_publish
    assert profile.is_listed == (standing != "limited")


def test_counters_and_posts_come_through(upgraded: Engine) -> None:
    kept = gateways(upgraded)
    assert kept.profile_queries.head("ada", STRANGER).posts == 1
    assert kept.profile_queries.head("lin", STRANGER).posts == 4
    assert kept.post_queries.by_slug("ada", "on-walking", STRANGER).id == 51
    assert len(kept.draft_queries.mine(ProfileId(21)).items) == 1
    with kept.begin() as work:
        assert work.posts.get(PostId(51)).typeset.mentions == {22}


@pytest.mark.parametrize(("id", "idles"), [(31, timedelta(hours=12)), (32, timedelta(days=30))])
def test_whoever_was_signed_in_still_is(upgraded: Engine, id: int, idles: timedelta) -> None:
    kept = gateways(upgraded)
    with kept.begin() as work:
        session = work.sessions.by_digest(f"digest {id}")
    assert session is not None
    assert (session.version, session.account_id, session.profile_id) == (7, 1, 21)
    assert (session.proved_at, session.idle_until) == (NOON, session.last_seen_at + idles)
    assert kept.session_queries.visit(session.digest, NOON) is not None


def test_rows_may_still_not_refer_to_what_is_not_there(upgraded: Engine) -> None:
    for change in (
        delete(accounts).where(accounts.c.id == 1),
        update(accounts).where(accounts.c.id == 1).values(invited_by=7),
    ):
        with pytest.raises(IntegrityError), writing(upgraded) as connection:
            connection.execute(change)


def test_a_migration_that_would_tear_rows_apart_is_not_kept(sqlite_engine: Engine) -> None:
    settle(gateways(sqlite_engine))
    with (
        pytest.raises(ValueError, match="1 rows refer to rows that aren't there"),
        rebuilding(sqlite_engine) as connection,
    ):
        connection.execute(delete(accounts))
    with pytest.raises(IntegrityError), writing(sqlite_engine) as connection:
        connection.execute(delete(accounts))
    with reading(sqlite_engine) as connection:
        assert connection.scalar(select(func.count()).select_from(accounts)) == 1


CHANGES: dict[str, object] = {
    "id": 7,
    "account_id": None,
    "what": "session.signed_out",
    "at": NOON + timedelta(hours=1),
    "device": "",
    "network": "",
    "actor_id": 7,
    "detail": "nothing",
}


def log_one(engine: Engine) -> LogEntryId:
    kept = gateways(engine)
    ada, grace = settle(kept, "ada"), settle(kept, "grace")
    entry = a_log_entry(ada, actor=grace)
    with kept.begin() as work:
        work.security_log.add(entry)
    return entry.id


def test_every_column_of_the_security_log_is_tried(engine: Engine) -> None:
    assert {c["name"] for c in inspect(engine).get_columns("security_log")} == CHANGES.keys()


@pytest.mark.parametrize("name", CHANGES)
def test_nobody_can_change_what_the_security_log_says(engine: Engine, name: str) -> None:
    id = log_one(engine)
    changes: list[dict[str, Any]] = [{name: CHANGES[name]}]
    if name != "actor_id":
        changes.append({name: CHANGES[name], "actor_id": None})
    for change in changes:
        with (
            pytest.raises(DatabaseError, match="the security log is written once"),
            writing(engine) as connection,
        ):
            connection.execute(update(security_log).where(security_log.c.id == id).values(**change))


def test_who_did_it_can_be_forgotten_and_not_be_made_up_again(engine: Engine) -> None:
    id = log_one(engine)
    one = update(security_log).where(security_log.c.id == id)
    with writing(engine) as connection:
        connection.execute(one.values(actor_id=None))
    with (
        pytest.raises(DatabaseError, match="the security log is written once"),
        writing(engine) as connection,
    ):
        connection.execute(one.values(actor_id=7))
