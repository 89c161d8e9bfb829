"""The unit of work over one transaction."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property

from sqlalchemy import Connection, Engine, insert

from adapters.sqlalchemy.accounts import SqlAlchemyAccounts
from adapters.sqlalchemy.drafts import SqlAlchemyDrafts
from adapters.sqlalchemy.engine import writing
from adapters.sqlalchemy.exports import SqlAlchemyExports
from adapters.sqlalchemy.invitations import SqlAlchemyInvitations
from adapters.sqlalchemy.known_devices import SqlAlchemyKnownDevices
from adapters.sqlalchemy.linked_logins import SqlAlchemyLinkedLogins
from adapters.sqlalchemy.one_time_tokens import SqlAlchemyOneTimeTokens
from adapters.sqlalchemy.passkeys import SqlAlchemyPasskeys
from adapters.sqlalchemy.place import SqlAlchemyPlace
from adapters.sqlalchemy.posts import SqlAlchemyPosts
from adapters.sqlalchemy.profiles import SqlAlchemyProfiles
from adapters.sqlalchemy.second_factors import SqlAlchemySecondFactors
from adapters.sqlalchemy.security_log import SqlAlchemySecurityLog
from adapters.sqlalchemy.sessions import SqlAlchemyLoginSessions
from adapters.sqlalchemy.tables import jobs
from domain.base import Aggregate, Event
from services.ports.clock import Clock, Ids
from services.ports.jobs import NewJob
from services.ports.unit_of_work import UnitOfWork

JobsFor = Callable[[Event], Iterable[NewJob]]
"""Which work an event asks for (services.subscriptions)."""


class SqlAlchemyUnitOfWork(UnitOfWork):
    """Repositories over one connection, and the events of what they wrote."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._events: list[Event] = []

    @cached_property
    def place(self) -> SqlAlchemyPlace:
        return SqlAlchemyPlace(self._connection, self._collect)

    @cached_property
    def accounts(self) -> SqlAlchemyAccounts:
        return SqlAlchemyAccounts(self._connection, self._collect)

    @cached_property
    def profiles(self) -> SqlAlchemyProfiles:
        return SqlAlchemyProfiles(self._connection, self._collect)

    @cached_property
    def sessions(self) -> SqlAlchemyLoginSessions:
        return SqlAlchemyLoginSessions(self._connection, self._collect)

    @cached_property
    def tokens(self) -> SqlAlchemyOneTimeTokens:
        return SqlAlchemyOneTimeTokens(self._connection, self._collect)

    @cached_property
    def second_factors(self) -> SqlAlchemySecondFactors:
        return SqlAlchemySecondFactors(self._connection, self._collect)

    @cached_property
    def passkeys(self) -> SqlAlchemyPasskeys:
        return SqlAlchemyPasskeys(self._connection, self._collect)

    @cached_property
    def linked_logins(self) -> SqlAlchemyLinkedLogins:
        return SqlAlchemyLinkedLogins(self._connection, self._collect)

    @cached_property
    def known_devices(self) -> SqlAlchemyKnownDevices:
        return SqlAlchemyKnownDevices(self._connection, self._collect)

    @cached_property
    def security_log(self) -> SqlAlchemySecurityLog:
        return SqlAlchemySecurityLog(self._connection, self._collect)

    @cached_property
    def invitations(self) -> SqlAlchemyInvitations:
        return SqlAlchemyInvitations(self._connection, self._collect)

    @cached_property
    def exports(self) -> SqlAlchemyExports:
        return SqlAlchemyExports(self._connection, self._collect)

    @cached_property
    def drafts(self) -> SqlAlchemyDrafts:
        return SqlAlchemyDrafts(self._connection, self._collect)

    @cached_property
    def posts(self) -> SqlAlchemyPosts:
        return SqlAlchemyPosts(self._connection, self._collect)

    def tell(self, event: Event) -> None:
        self._events.append(event)

    def _collect(self, aggregate: Aggregate) -> None:
        self._events.extend(aggregate.drain())

    def write_jobs(self, jobs_for: JobsFor, ids: Ids, clock: Clock) -> None:
        """Turn the collected events into rows of the job table, in one statement."""
        wanted = [job for event in self._events for job in jobs_for(event)]
        if not wanted:
            return
        now = clock.now()
        rows = [
            {
                "id": ids.next(),
                "handler": job.handler,
                "payload": dict(job.payload),
                "run_at": now + job.delay,
            }
            for job in wanted
        ]
        self._connection.execute(insert(jobs), rows)


class SqlAlchemyWork:
    """Starts units of work: the `Begin` of an engine."""

    def __init__(self, engine: Engine, ids: Ids, clock: Clock, jobs_for: JobsFor) -> None:
        self._engine, self._ids, self._clock, self._jobs_for = engine, ids, clock, jobs_for

    def __call__(self) -> AbstractContextManager[UnitOfWork]:
        return self._work()

    @contextmanager
    def _work(self) -> Iterator[UnitOfWork]:
        with writing(self._engine) as connection:
            work = SqlAlchemyUnitOfWork(connection)
            yield work
            work.write_jobs(self._jobs_for, self._ids, self._clock)
