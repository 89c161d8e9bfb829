"""Login sessions, and who holds one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, and_, delete, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.rows import AnyRow
from adapters.sqlalchemy.sign_in_tables import login_sessions
from adapters.sqlalchemy.tables import accounts, profiles
from adapters.sqlalchemy.versions import Collect, insert_first, update_loaded
from domain.accounts import Role, Standing
from domain.errors import NotFound
from domain.ids import AccountId, ProfileId, SessionId
from domain.sessions import LoginSession
from domain.viewers import Viewer
from services.ports.sessions import LoginSessionRepository, SessionLine, SessionQueries, Visit


def to_session(row: AnyRow) -> LoginSession:
    return LoginSession(
        id=SessionId(row.id),
        version=row.version,
        account_id=AccountId(row.account_id),
        profile_id=ProfileId(row.profile_id),
        digest=row.digest,
        device=row.device,
        network=row.network,
        started_at=row.started_at,
        last_seen_at=row.last_seen_at,
        expires_at=row.expires_at,
        idle_until=row.idle_until,
        proved_at=row.proved_at,
        remembered=row.remembered,
    )


def to_row(session: LoginSession) -> dict[str, Any]:
    return {
        "id": session.id,
        "account_id": session.account_id,
        "profile_id": session.profile_id,
        "digest": session.digest,
        "device": session.device,
        "network": session.network,
        "started_at": session.started_at,
        "last_seen_at": session.last_seen_at,
        "expires_at": session.expires_at,
        "idle_until": session.idle_until,
        "proved_at": session.proved_at,
        "remembered": session.remembered,
    }


class SqlAlchemyLoginSessions(LoginSessionRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def by_digest(self, digest: str) -> LoginSession | None:
        return self._found(login_sessions.c.digest == digest)

    def get(self, id: SessionId, *, owner: AccountId) -> LoginSession:
        session = self._found(and_(login_sessions.c.id == id, login_sessions.c.account_id == owner))
        if session is None:
            raise NotFound
        return session

    def _found(self, which: ColumnElement[bool]) -> LoginSession | None:
        row = self._connection.execute(select(login_sessions).where(which)).one_or_none()
        return to_session(row) if row else None

    def add(self, session: LoginSession) -> None:
        insert_first(self._connection, login_sessions, to_row(session), session)
        self._collect(session)

    def save(self, session: LoginSession) -> None:
        update_loaded(self._connection, login_sessions, session.id, to_row(session), session)
        self._collect(session)

    def remove(self, id: SessionId) -> None:
        self._connection.execute(delete(login_sessions).where(login_sessions.c.id == id))

    def remove_all_of(self, account_id: AccountId, *, but: SessionId | None = None) -> int:
        statement = delete(login_sessions).where(login_sessions.c.account_id == account_id)
        if but is not None:
            statement = statement.where(login_sessions.c.id != but)
        return self._connection.execute(statement).rowcount

    def remove_expired(self, now: datetime) -> int:
        is_over = or_(login_sessions.c.expires_at <= now, login_sessions.c.idle_until <= now)
        return self._connection.execute(delete(login_sessions).where(is_over)).rowcount


class SqlAlchemySessionQueries(SessionQueries):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def visit(self, digest: str, now: datetime) -> Visit | None:
        statement = (
            select(
                login_sessions.c.id,
                login_sessions.c.last_seen_at,
                login_sessions.c.proved_at,
                accounts.c.id.label("account_id"),
                accounts.c.role,
                accounts.c.standing,
                accounts.c.has_second_factor,
                profiles.c.id.label("profile_id"),
                profiles.c.handle,
                profiles.c.display_name,
                _OTHER_HANDLES,
            )
            .join(accounts, accounts.c.id == login_sessions.c.account_id)
            .join(profiles, profiles.c.id == login_sessions.c.profile_id)
            .where(login_sessions.c.digest == digest, _is_living(now))
        )
        with reading(self._engine) as connection:
            row = connection.execute(statement).one_or_none()
        if row is None or not Standing(row.standing).may_sign_in:
            return None
        return Visit(viewer=_to_viewer(row), last_seen_at=row.last_seen_at)

    def of(self, account_id: AccountId, now: datetime) -> Sequence[SessionLine]:
        statement = (
            select(login_sessions)
            .where(login_sessions.c.account_id == account_id, _is_living(now))
            .order_by(login_sessions.c.last_seen_at.desc(), login_sessions.c.id.desc())
        )
        with reading(self._engine) as connection:
            return [_to_line(row) for row in connection.execute(statement)]


_others = profiles.alias("others")

_OTHER_HANDLES = (
    select(func.aggregate_strings(_others.c.handle, " "))
    .where(_others.c.account_id == login_sessions.c.account_id, _others.c.id != login_sessions.c.profile_id)
    .scalar_subquery()
    .label("other_handles")
)
"""Handles hold no spaces. They are put into order afterwards: databases differ in how to ask for one."""


def _is_living(now: datetime) -> ColumnElement[bool]:
    return and_(login_sessions.c.expires_at > now, login_sessions.c.idle_until > now)


def _to_line(row: AnyRow) -> SessionLine:
    return SessionLine(
        id=SessionId(row.id),
        device=row.device,
        network=row.network,
        started_at=row.started_at,
        last_seen_at=row.last_seen_at,
        remembered=row.remembered,
    )


def _to_viewer(row: AnyRow) -> Viewer:
    return Viewer(
        account_id=AccountId(row.account_id),
        profile_id=ProfileId(row.profile_id),
        session_id=SessionId(row.id),
        handle=row.handle,
        display_name=row.display_name,
        role=Role(row.role),
        standing=Standing(row.standing),
        has_second_factor=row.has_second_factor,
        proved_at=row.proved_at,
        other_handles=tuple(sorted((row.other_handles or "").split())),
    )
