"""The security log, written inside the unit of work of whatever it tells of."""

from domain.browsers import Browser
from domain.ids import AccountId, LogEntryId
from domain.security_log import Happening, LogEntry
from services.ports.clock import Clock, Ids
from services.ports.unit_of_work import UnitOfWork


class Journal:
    """Notes what happened: kept if, and only if, it did happen."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock, self._ids = clock, ids

    def note(
        self,
        work: UnitOfWork,
        what: Happening,
        account_id: AccountId | None,
        browser: Browser,
        *,
        actor_id: AccountId | None = None,
        detail: str = "",
    ) -> None:
        work.security_log.add(
            LogEntry.of(
                what,
                account_id,
                id=LogEntryId(self._ids.next()),
                at=self._clock.now(),
                browser=browser,
                actor_id=actor_id,
                detail=detail,
            )
        )
