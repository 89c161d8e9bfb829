"""Taking out everything: asked for by the person, prepared by the worker, taken within a week."""

import secrets
from collections.abc import Iterator
from typing import IO

from domain.browsers import Browser
from domain.errors import NotFound
from domain.exports import Export, ExportRunning
from domain.ids import AccountId, ExportId, ProfileId
from domain.security_log import Happening
from services.accounts.archive import Archive
from services.accounts.journal import Journal
from services.ports.clock import Clock, Ids
from services.ports.drafts import DraftQueries, DraftView
from services.ports.exports import ArchiveStore, OwnWorkQueries
from services.ports.unit_of_work import Begin
from services.retrying import retried

STEP = 200
"""Posts after which the progress is noted: a bar that moves, without a write for every post."""


class Exporting:
    """One export at a time for each account: nobody fills the disk with copies."""

    def __init__(
        self,
        begin: Begin,
        clock: Clock,
        ids: Ids,
        journal: Journal,
        archives: ArchiveStore,
        own_work: OwnWorkQueries,
        drafts: DraftQueries,
        base_url: str,
    ) -> None:
        self._begin, self._clock, self._ids, self._journal = begin, clock, ids, journal
        self._archives, self._own_work, self._drafts, self._base_url = archives, own_work, drafts, base_url

    def newest(self, account_id: AccountId) -> Export | None:
        """The export that was asked for last, ready or not."""
        with self._begin() as work:
            return work.exports.newest_of(account_id)

    @retried
    def ask(self, account_id: AccountId, *, browser: Browser) -> None:
        """Raises ExportRunning while one is being prepared. An earlier one is let go, its file first."""
        now = self._clock.now()
        with self._begin() as work:
            earlier = work.exports.all_of(account_id)
            if any(export.is_running(now) for export in earlier):
                raise ExportRunning
            for export in earlier:
                self._archives.remove(export.file)
                work.exports.remove(export)
            export = Export(
                id=ExportId(self._ids.next()),
                account_id=account_id,
                file=secrets.token_hex(32),
                asked_at=now,
            )
            export.asked()
            work.exports.add(export)
            self._journal.note(work, Happening.EXPORT_ASKED, account_id, browser)

    def prepare(self, export_id: ExportId) -> None:
        """Run by the worker, possibly twice: the second run writes the same file again.

        A person who is erased meanwhile leaves no file behind.
        """
        with self._begin() as work:
            try:
                export = work.exports.get(export_id)
                account = work.accounts.get(export.account_id)
                profiles = work.profiles.all_of(export.account_id)
            except NotFound:
                return
        if export.ready_at is not None:
            return
        total = sum(self._own_work.count(profile.id) for profile in profiles)
        with self._archives.write(export.file) as file, Archive(file, self._base_url) as archive:
            archive.add_account(account)
            for profile in profiles:
                archive.begin_profile(profile)
                for post, revisions in self._own_work.posts(profile.id):
                    archive.add_post(post, revisions)
                    if archive.posts % STEP == 0:
                        self._advance(export_id, archive.posts, total)
                for draft in self._all_drafts(profile.id):
                    archive.add_draft(draft)
                archive.end_profile()
        try:
            self._finish(export_id)
        except NotFound:
            self._archives.remove(export.file)

    def _all_drafts(self, profile_id: ProfileId) -> Iterator[DraftView]:
        before: str | None = None
        while True:
            page = self._drafts.mine(profile_id, before=before)
            yield from page.items
            before = page.next
            if before is None:
                return

    @retried
    def _advance(self, export_id: ExportId, done: int, total: int) -> None:
        with self._begin() as work:
            export = work.exports.get(export_id)
            export.advance(done, total)
            work.exports.save(export)

    @retried
    def _finish(self, export_id: ExportId) -> None:
        with self._begin() as work:
            export = work.exports.get(export_id)
            export.finish(size=self._archives.size(export.file), at=self._clock.now())
            work.exports.save(export)

    @retried
    def take(self, account_id: AccountId, export_id: ExportId, *, browser: Browser) -> IO[bytes]:
        """The archive of somebody's own export. Raises NotFound, also when its week is over."""
        with self._begin() as work:
            export = work.exports.get(export_id)
            if export.account_id != account_id or not export.may_be_taken(self._clock.now()):
                raise NotFound
            file = self._archives.open(export.file)
            self._journal.note(work, Happening.EXPORT_TAKEN, account_id, browser)
        return file
