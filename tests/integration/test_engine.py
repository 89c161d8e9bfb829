"""What an engine promises, and how it tells its failures."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from adapters.sqlalchemy.engine import make_engine, reading, writing
from adapters.sqlalchemy.sign_in_tables import login_sessions
from adapters.sqlalchemy.tables import accounts, jobs, metadata
from domain.errors import Unavailable
from services.ports.unit_of_work import TryAgain
from tests.contracts.kept import settle
from tests.factories import NOON, a_post, an_account
from tests.integration.databases import gateways


def test_sqlite_keeps_its_promises_on_every_connection(sqlite_engine: Engine) -> None:
    with reading(sqlite_engine) as first, reading(sqlite_engine) as second:
        for connection in (first, second):
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
            assert connection.scalar(text("PRAGMA synchronous")) == 2
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
            assert connection.scalar(text("PRAGMA busy_timeout")) == 5000


def test_a_writer_on_sqlite_holds_the_lock_from_the_start(sqlite_engine: Engine) -> None:
    with (
        writing(sqlite_engine),
        closing(sqlite3.connect(str(sqlite_engine.url.database), timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


def test_readers_on_sqlite_never_wait_for_a_writer(sqlite_engine: Engine) -> None:
    with writing(sqlite_engine) as writer:
        writer.execute(insert(jobs).values(id=1, handler="h", payload={}, run_at=NOON))
        with reading(sqlite_engine) as reader:
            assert reader.execute(select(jobs)).all() == []


def test_a_writer_that_waits_too_long_on_sqlite_is_told(sqlite_engine: Engine) -> None:
    with closing(sqlite3.connect(str(sqlite_engine.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with reading(sqlite_engine) as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 10")
        with pytest.raises(Unavailable), gateways(sqlite_engine).begin() as work:
            work.accounts.any()
        other.execute("ROLLBACK")
    with gateways(sqlite_engine).begin() as work:
        assert not work.accounts.any()


def test_a_sqlite_file_that_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'nowhere' / 'stoa.sqlite'}")
    with pytest.raises(Unavailable):
        gateways(engine).place_queries.card()


@pytest.mark.postgresql
def test_postgresql_waits_neither_for_locks_nor_for_statements_for_long(postgresql_engine: Engine) -> None:
    with reading(postgresql_engine) as connection:
        assert connection.scalar(text("SHOW lock_timeout")) == "3s"
        assert connection.scalar(text("SHOW statement_timeout")) == "15s"
        assert connection.scalar(text("SHOW timezone")) == "UTC"
        assert connection.dialect.driver == "psycopg"


@pytest.mark.postgresql
@pytest.mark.parametrize("setting", ["lock_timeout", "statement_timeout"])
def test_a_writer_that_waits_too_long_on_postgresql_is_told(postgresql_engine: Engine, setting: str) -> None:
    kept = gateways(postgresql_engine)
    account = an_account()
    with kept.begin() as work:
        work.accounts.add(account)
    with writing(postgresql_engine) as other:
        other.execute(update(accounts).values(phone="+436601234567"))
        with pytest.raises(Unavailable), writing(postgresql_engine) as connection:
            connection.execute(text(f"SET LOCAL {setting} = '20ms'"))
            connection.execute(update(accounts).values(phone=None))


@pytest.mark.postgresql
@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_a_collision_on_postgresql_asks_for_the_same_work_again(
    postgresql_engine: Engine, state: str
) -> None:
    with pytest.raises(TryAgain), writing(postgresql_engine) as connection:
        connection.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'collided' USING ERRCODE = '{state}'; END $$"))


@pytest.mark.postgresql
def test_a_connection_that_was_cut_is_unavailable_and_then_replaced(postgresql_engine: Engine) -> None:
    kept = gateways(postgresql_engine)
    with pytest.raises(Unavailable), writing(postgresql_engine) as connection:
        own = connection.scalar(text("SELECT pg_backend_pid()"))
        with writing(postgresql_engine) as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 1000)"), {"pid": own})
        connection.execute(select(accounts))
    assert not kept.place_queries.card().is_set_up


@pytest.mark.postgresql
def test_a_server_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    engine = make_engine(f"postgresql://nobody@/nothing?host={tmp_path}")
    with pytest.raises(Unavailable):
        gateways(engine).place_queries.card()


@pytest.fixture
def small_pool(sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr("adapters.sqlalchemy.engine.POOL_TIMEOUT", 0.01)
    engine = make_engine(f"sqlite:///{sqlite_template}", pool_size=1)
    yield engine
    engine.dispose()


def test_a_pool_without_a_free_connection_is_unavailable(small_pool: Engine) -> None:
    kept = gateways(small_pool)
    with reading(small_pool):
        with pytest.raises(Unavailable):
            kept.place_queries.card()
        with pytest.raises(Unavailable), kept.begin():
            raise AssertionError("never begun")
    kept.place_queries.card()


def test_an_id_made_twice_asks_for_the_same_work_again(engine: Engine) -> None:
    kept = gateways(engine)
    ada = settle(kept)
    first, second = a_post(ada), a_post(ada)
    second.id = first.id
    with kept.begin() as work:
        work.posts.add(first)
    with pytest.raises(TryAgain), kept.begin() as work:
        work.posts.add(second)


def test_a_violation_that_no_rule_names_goes_on_as_it_is(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(insert(jobs).values(id=1, handler=None, payload={}))
    with pytest.raises(IntegrityError), writing(engine) as connection:
        row = {
            "id": 1,
            "version": 1,
            "account_id": 1,
            "profile_id": 1,
            "digest": "",
            "device": "",
            "network": "",
        }
        row |= {"remembered": False}
        moments = dict.fromkeys(("started_at", "last_seen_at", "expires_at"), NOON)
        connection.execute(insert(login_sessions).values(**row, **moments))


def test_moments_come_back_in_utc_whatever_zone_they_were_told_in(engine: Engine) -> None:
    vienna = timezone(timedelta(hours=2))
    told = datetime(2026, 7, 1, 0, 30, 0, 123_456, tzinfo=vienna)
    with writing(engine) as connection:
        connection.execute(insert(jobs).values(id=1, handler="h", payload={}, run_at=told))
        kept = connection.scalar(select(jobs.c.run_at))
    assert kept == told
    assert kept is not None
    assert kept.tzinfo is UTC
    assert kept.isoformat() == "2026-06-30T22:30:00.123456+00:00"


@pytest.mark.parametrize("moment", [datetime(1, 1, 2, tzinfo=UTC), datetime(1969, 12, 31, tzinfo=UTC)])
def test_moments_before_1970_sort_before_those_after(engine: Engine, moment: datetime) -> None:
    with writing(engine) as connection:
        connection.execute(insert(jobs).values(id=1, handler="h", payload={}, run_at=NOON))
        connection.execute(insert(jobs).values(id=2, handler="h", payload={}, run_at=moment))
        assert connection.scalars(select(jobs.c.run_at).order_by(jobs.c.run_at)).all() == [moment, NOON]


def test_a_moment_without_a_time_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="without a time zone"), writing(engine) as connection:
        connection.execute(insert(jobs).values(id=1, handler="h", payload={}, run_at=datetime(2026, 1, 1)))


def test_every_constraint_has_a_name() -> None:
    for table in metadata.tables.values():
        for constraint in table.constraints:
            assert str(constraint.name or "").startswith(("pk_", "uq_", "fk_"))


def test_no_value_becomes_part_of_a_statement(engine: Engine) -> None:
    kept = gateways(engine)
    settle(kept, "ada")
    for hostile in ("' OR '1'='1", "ada'--", 'ada"; DROP TABLE posts;--', "%", "\\"):
        with kept.begin() as work:
            assert work.profiles.by_handle(hostile) is None
            assert work.accounts.by_email(hostile) is None
    assert kept.profile_queries.ids_of({"ada", "' OR 1=1 --"}).keys() == {"ada"}
