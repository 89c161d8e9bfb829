"""Login sessions, and who holds one."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, select

from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.rows import AnyRow
from adapters.sqlalchemy.tables import accounts, login_sessions, profiles
from adapters.sqlalchemy.versions import Collect, insert_first, update_loaded
from domain.accounts import Role, Standing
from domain.ids import AccountId, ProfileId, SessionId
from domain.sessions import LoginSession
from domain.viewers import Viewer
from services.ports.sessions import LoginSessionRepository, SessionQueries, Visit


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
        "remembered": session.remembered,
    }


class SqlAlchemyLoginSessions(LoginSessionRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def by_digest(self, digest: str) -> LoginSession | None:
        statement = select(login_sessions).where(login_sessions.c.digest == digest)
        row = self._connection.execute(statement).one_or_none()
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
        return self._connection.execute(
            delete(login_sessions).where(login_sessions.c.expires_at <= now)
        ).rowcount


class SqlAlchemySessionQueries(SessionQueries):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def visit(self, digest: str, now: datetime) -> Visit | None:
        statement = (
            select(
                login_sessions.c.id,
                login_sessions.c.last_seen_at,
                accounts.c.id.label("account_id"),
                accounts.c.role,
                accounts.c.standing,
                profiles.c.id.label("profile_id"),
                profiles.c.handle,
                profiles.c.display_name,
            )
            .join(accounts, accounts.c.id == login_sessions.c.account_id)
            .join(profiles, profiles.c.id == login_sessions.c.profile_id)
            .where(login_sessions.c.digest == digest, login_sessions.c.expires_at > now)
        )
        with reading(self._engine) as connection:
            row = connection.execute(statement).one_or_none()
        if row is None or not Standing(row.standing).may_sign_in:
            return None
        return Visit(viewer=_to_viewer(row), last_seen_at=row.last_seen_at)


def _to_viewer(row: AnyRow) -> Viewer:
    return Viewer(
        account_id=AccountId(row.account_id),
        profile_id=ProfileId(row.profile_id),
        session_id=SessionId(row.id),
        handle=row.handle,
        display_name=row.display_name,
        role=Role(row.role),
        standing=Standing(row.standing),
    )
