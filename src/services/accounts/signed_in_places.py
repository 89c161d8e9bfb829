"""Where somebody is signed in, and as whom they speak there."""

from domain.browsers import Browser
from domain.errors import NotFound
from domain.ids import AccountId, SessionId
from domain.security_log import Happening
from services.accounts.journal import Journal
from services.ports.unit_of_work import Begin
from services.retrying import retried


class SignedInPlaces:
    """A session that is ended is refused from its next request on."""

    def __init__(self, begin: Begin, journal: Journal) -> None:
        self._begin, self._journal = begin, journal

    @retried
    def end(self, account_id: AccountId, session_id: SessionId, *, browser: Browser) -> None:
        """Raises NotFound, also for somebody else's."""
        with self._begin() as work:
            session = work.sessions.get(session_id, owner=account_id)
            work.sessions.remove(session.id)
            self._journal.note(work, Happening.SESSION_ENDED, account_id, browser, detail=session.device)

    @retried
    def end_others(self, account_id: AccountId, but: SessionId, *, browser: Browser) -> int:
        """End all but the present one. Returns how many ended."""
        with self._begin() as work:
            ended = work.sessions.remove_all_of(account_id, but=but)
            self._journal.note(work, Happening.OTHER_SESSIONS_ENDED, account_id, browser, detail=str(ended))
        return ended

    @retried
    def speak_as(self, account_id: AccountId, session_id: SessionId, handle: str) -> None:
        """Go on as another of one's profiles. Raises NotFound."""
        with self._begin() as work:
            profile = work.profiles.by_handle(handle)
            if profile is None:
                raise NotFound
            session = work.sessions.get(session_id, owner=account_id)
            session.speak_as(profile)
            work.sessions.save(session)
