"""Login sessions in a dictionary, found by digest."""

from datetime import datetime

from adapters.memory.store import Changes, MemoryStore, kept
from domain.ids import AccountId, SessionId
from domain.sessions import LoginSession
from domain.viewers import Viewer
from services.ports.sessions import LoginSessionRepository, SessionQueries, Visit


class InMemoryLoginSessions(LoginSessionRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._sessions = changes, changes.tables.sessions

    def by_digest(self, digest: str) -> LoginSession | None:
        for session in self._sessions.values():
            if session.digest == digest:
                return kept(session)
        return None

    def add(self, session: LoginSession) -> None:
        self._changes.put_new(self._sessions, session.id, session)

    def save(self, session: LoginSession) -> None:
        self._changes.put_again(self._sessions, session.id, session)

    def remove(self, id: SessionId) -> None:
        self._sessions.pop(id, None)

    def remove_all_of(self, account_id: AccountId, *, but: SessionId | None = None) -> int:
        return self._remove(
            [s.id for s in self._sessions.values() if s.account_id == account_id and s.id != but]
        )

    def remove_expired(self, now: datetime) -> int:
        return self._remove([s.id for s in self._sessions.values() if s.expires_at <= now])

    def _remove(self, ids: list[SessionId]) -> int:
        for id in ids:
            self.remove(id)
        return len(ids)


class InMemorySessionQueries(SessionQueries):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def visit(self, digest: str, now: datetime) -> Visit | None:
        tables = self._store.tables
        for session in tables.sessions.values():
            account = tables.accounts[session.account_id]
            if session.digest == digest and session.expires_at > now and account.standing.may_sign_in:
                profile = tables.profiles[session.profile_id]
                viewer = Viewer(
                    account_id=account.id,
                    profile_id=profile.id,
                    session_id=session.id,
                    handle=profile.handle,
                    display_name=profile.display_name,
                    role=account.role,
                    standing=account.standing,
                )
                return Visit(viewer=viewer, last_seen_at=session.last_seen_at)
        return None
