"""Export: a person's own things in one file, made while they wait elsewhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.base import Aggregate, Event
from domain.errors import Conflict, Sentence
from domain.ids import AccountId, ExportId

DOWNLOADABLE_FOR = timedelta(days=7)
"""Long enough for a weekend, short enough that no copy lies around forgotten."""

GIVEN_UP_AFTER = timedelta(days=1)
"""Longer than a job is tried again (see worker/loop.py)."""


class ExportRunning(Conflict):
    code = "export_running"
    sentence = Sentence("An export is being prepared already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportAsked(Event):
    export_id: ExportId


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReady(Event):
    export_id: ExportId


@dataclass(slots=True, kw_only=True)
class Export(Aggregate):
    """`file` is the archive's name in the store of archives, made by us and hard to guess."""

    id: ExportId
    account_id: AccountId
    file: str
    asked_at: datetime
    done: int = 0
    total: int = 0
    size: int = 0
    ready_at: datetime | None = None

    def asked(self) -> None:
        self.record(ExportAsked(export_id=self.id))

    def advance(self, done: int, total: int) -> None:
        self.done, self.total = done, total

    def finish(self, *, size: int, at: datetime) -> None:
        """The archive is whole; `size` in bytes."""
        self.done, self.size, self.ready_at = self.total, size, at
        self.record(ExportReady(export_id=self.id))

    @property
    def expires_at(self) -> datetime:
        return (self.ready_at or self.asked_at) + DOWNLOADABLE_FOR

    def is_running(self, at: datetime) -> bool:
        """Whether to wait for it; one that isn't ready after a day never will be."""
        return self.ready_at is None and at < self.asked_at + GIVEN_UP_AFTER

    def may_be_taken(self, at: datetime) -> bool:
        return self.ready_at is not None and at < self.expires_at
