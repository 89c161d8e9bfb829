"""Everything in dictionaries, and the unit of work that changes them all at once."""

import copy
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import datetime
from threading import RLock
from typing import TypeVar

from domain.accounts import Account
from domain.base import Aggregate, Event
from domain.drafts import Draft
from domain.errors import EditedMeanwhile, NotFound
from domain.exports import Export
from domain.ids import (
    AccountId,
    DeviceId,
    DraftId,
    ExportId,
    InvitationId,
    JobId,
    LinkedLoginId,
    LogEntryId,
    PasskeyId,
    PostId,
    ProfileId,
    SessionId,
    TokenId,
)
from domain.invitations import Invitation
from domain.known_devices import KnownDevice
from domain.linked_logins import LinkedLogin
from domain.one_time_tokens import OneTimeToken
from domain.passkeys import Passkey
from domain.place import Place
from domain.posts import Post
from domain.profiles import Profile
from domain.revisions import Revision
from domain.second_factors import SecondFactor
from domain.security_log import LogEntry
from domain.sessions import LoginSession
from domain.slugs import Slug
from services.ports.clock import Clock, Ids
from services.ports.jobs import NewJob

A = TypeVar("A", bound=Aggregate)
K = TypeVar("K")


@dataclass(slots=True, kw_only=True)
class KeptJob:
    """A row of the job table."""

    id: JobId
    handler: str
    payload: dict[str, int]
    run_at: datetime
    attempts: int = 0
    leased_until: datetime | None = None
    error: str = ""
    is_parked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerHandle:
    """A handle that was changed, and whose it was; empty once the person was erased."""

    handle: str | None = None
    profile_id: ProfileId | None = None


@dataclass(slots=True)
class Tables:
    """What is kept. Nothing in here is changed in place: a save puts a new copy in."""

    place: dict[int, Place] = field(default_factory=dict)
    accounts: dict[AccountId, Account] = field(default_factory=dict)
    profiles: dict[ProfileId, Profile] = field(default_factory=dict)
    sessions: dict[SessionId, LoginSession] = field(default_factory=dict)
    tokens: dict[TokenId, OneTimeToken] = field(default_factory=dict)
    second_factors: dict[AccountId, SecondFactor] = field(default_factory=dict)
    passkeys: dict[PasskeyId, Passkey] = field(default_factory=dict)
    linked_logins: dict[LinkedLoginId, LinkedLogin] = field(default_factory=dict)
    known_devices: dict[DeviceId, KnownDevice] = field(default_factory=dict)
    security_log: dict[LogEntryId, LogEntry] = field(default_factory=dict)
    invitations: dict[InvitationId, Invitation] = field(default_factory=dict)
    exports: dict[ExportId, Export] = field(default_factory=dict)
    former_handles: dict[str, FormerHandle] = field(default_factory=dict)
    drafts: dict[DraftId, Draft] = field(default_factory=dict)
    posts: dict[PostId, Post] = field(default_factory=dict)
    revisions: dict[tuple[PostId, int], Revision] = field(default_factory=dict)
    addresses: dict[tuple[ProfileId, Slug], PostId] = field(default_factory=dict)
    jobs: dict[JobId, KeptJob] = field(default_factory=dict)

    def branch(self) -> "Tables":
        return Tables(*(dict(getattr(self, table.name)) for table in fields(self)))


def kept(aggregate: A) -> A:
    """A copy that shares nothing changeable with the original, and has no events to tell."""
    twin = copy.copy(aggregate)
    twin._events = []
    if isinstance(twin, Post):
        twin.superseded = []
    elif isinstance(twin, Profile):
        twin.given_up = []
    elif isinstance(twin, OneTimeToken):
        twin.carries = dict(twin.carries)
    return twin


class MemoryStore:
    """One database's worth of tables, for one process."""

    def __init__(self, clock: Clock, ids: Ids, jobs_for: Callable[[Event], Iterable[NewJob]]) -> None:
        self.clock, self.ids, self._jobs_for = clock, ids, jobs_for
        self.tables = Tables()
        self.lock = RLock()

    @contextmanager
    def change(self) -> Iterator["Changes"]:
        """Work on a copy; swap it in on a clean exit, forget it on an error."""
        with self.lock:
            changes = Changes(self.tables.branch())
            yield changes
            for event in changes.events:
                for job in self._jobs_for(event):
                    id = JobId(self.ids.next())
                    changes.tables.jobs[id] = KeptJob(
                        id=id,
                        handler=job.handler,
                        payload=dict(job.payload),
                        run_at=self.clock.now() + job.delay,
                    )
            self.tables = changes.tables


class Changes:
    """The copy that one unit of work changes, and the events that it will tell."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.events: list[Event] = []

    def put_new(self, table: dict[K, A], id: K, aggregate: A) -> None:
        aggregate.version = 1
        self._put(table, id, aggregate)

    def put_again(self, table: dict[K, A], id: K, aggregate: A) -> None:
        """Raises NotFound, EditedMeanwhile."""
        self._check_version(table, id, aggregate)
        aggregate.version += 1
        self._put(table, id, aggregate)

    def take_out(self, table: dict[K, A], id: K, aggregate: A) -> None:
        """Raises NotFound, EditedMeanwhile."""
        self._check_version(table, id, aggregate)
        self.events.extend(aggregate.drain())
        del table[id]

    def _put(self, table: dict[K, A], id: K, aggregate: A) -> None:
        self.events.extend(aggregate.drain())
        table[id] = kept(aggregate)

    def _check_version(self, table: dict[K, A], id: K, aggregate: A) -> None:
        if id not in table:
            raise NotFound
        if table[id].version != aggregate.version:
            raise EditedMeanwhile
