"""Login sessions in a dictionary, found by digest."""

from collections.abc import Callable, Sequence
from datetime import datetime

from adapters.memory.store import Changes, MemoryStore, Tables, kept
from domain.errors import NotFound
from domain.ids import AccountId, SessionId
from domain.sessions import LoginSession
from domain.viewers import Viewer
from services.ports.sessions import LoginSessionRepository, SessionLine, SessionQueries, Visit


class InMemoryLoginSessions(LoginSessionRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._sessions = changes, changes.tables.sessions

    def by_digest(self, digest: str) -> LoginSession | None:
        for session in self._sessions.values():
            if session.digest == digest:
                return kept(session)
        return None

    def get(self, id: SessionId, *, owner: AccountId) -> LoginSession:
        session = self._sessions.get(id)
        if session is None or session.account_id != owner:
            raise NotFound
        return kept(session)

    def add(self, session: LoginSession) -> None:
        self._changes.put_new(self._sessions, session.id, session)

    def save(self, session: LoginSession) -> None:
        self._changes.put_again(self._sessions, session.id, session)

    def remove(self, id: SessionId) -> None:
        self._sessions.pop(id, None)

    def remove_all_of(self, account_id: AccountId, *, but: SessionId | None = None) -> int:
        return self._remove(lambda session: session.account_id == account_id and session.id != but)

    def remove_expired(self, now: datetime) -> int:
        return self._remove(lambda session: not _is_living(session, now))

    def _remove(self, is_over: Callable[[LoginSession], bool]) -> int:
        over = [session.id for session in self._sessions.values() if is_over(session)]
        for id in over:
            self.remove(id)
        return len(over)


class InMemorySessionQueries(SessionQueries):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def visit(self, digest: str, now: datetime) -> Visit | None:
        tables = self._store.tables
        for session in tables.sessions.values():
            may_sign_in = tables.accounts[session.account_id].standing.may_sign_in
            if session.digest == digest and _is_living(session, now) and may_sign_in:
                return Visit(viewer=_viewer(session, tables), last_seen_at=session.last_seen_at)
        return None

    def of(self, account_id: AccountId, now: datetime) -> Sequence[SessionLine]:
        living = [
            session
            for session in self._store.tables.sessions.values()
            if session.account_id == account_id and _is_living(session, now)
        ]
        living.sort(key=lambda session: (session.last_seen_at, session.id), reverse=True)
        return [
            SessionLine(
                id=session.id,
                device=session.device,
                network=session.network,
                started_at=session.started_at,
                last_seen_at=session.last_seen_at,
                remembered=session.remembered,
            )
            for session in living
        ]


def _is_living(session: LoginSession, now: datetime) -> bool:
    return now < session.expires_at and now < session.idle_until


def _viewer(session: LoginSession, tables: Tables) -> Viewer:
    account, profile = tables.accounts[session.account_id], tables.profiles[session.profile_id]
    others = (
        other.handle
        for other in tables.profiles.values()
        if other.account_id == account.id and other.id != profile.id
    )
    return Viewer(
        account_id=account.id,
        profile_id=profile.id,
        session_id=session.id,
        handle=profile.handle,
        display_name=profile.display_name,
        role=account.role,
        standing=account.standing,
        has_second_factor=account.has_second_factor,
        proved_at=session.proved_at,
        other_handles=tuple(sorted(others)),
    )
