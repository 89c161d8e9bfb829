"""Drafts in a dictionary, each look-up by its owner."""

from adapters.memory.paging import newest_first
from adapters.memory.store import Changes, MemoryStore, kept
from domain.drafts import Draft, DraftSentTwice
from domain.errors import NotFound
from domain.ids import DraftId, PostId, ProfileId
from services.ports.drafts import DraftQueries, DraftRepository, DraftView
from services.ports.paging import PAGE, Page


class InMemoryDrafts(DraftRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._drafts = changes, changes.tables.drafts

    def get(self, id: DraftId, *, owner: ProfileId) -> Draft:
        draft = self._drafts.get(id)
        if draft is None or draft.owner_id != owner:
            raise NotFound
        return kept(draft)

    def by_submission_key(self, owner: ProfileId, key: str) -> Draft | None:
        for draft in self._drafts.values():
            if draft.owner_id == owner and draft.submission_key == key:
                return kept(draft)
        return None

    def revising(self, post_id: PostId, *, owner: ProfileId) -> Draft | None:
        for draft in self._drafts.values():
            if draft.revises == post_id and draft.owner_id == owner:
                return kept(draft)
        return None

    def add(self, draft: Draft) -> None:
        if draft.submission_key and self.by_submission_key(draft.owner_id, draft.submission_key):
            raise DraftSentTwice
        self._changes.put_new(self._drafts, draft.id, draft)

    def save(self, draft: Draft) -> None:
        self._changes.put_again(self._drafts, draft.id, draft)

    def remove(self, draft: Draft) -> None:
        self._changes.take_out(self._drafts, draft.id, draft)


class InMemoryDraftQueries(DraftQueries):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def one(self, id: DraftId, *, owner: ProfileId) -> DraftView:
        draft = self._store.tables.drafts.get(id)
        if draft is None or draft.owner_id != owner:
            raise NotFound
        return _view(draft)

    def mine(self, owner: ProfileId, *, before: str | None = None, limit: int = PAGE) -> Page[DraftView]:
        own = [draft for draft in self._store.tables.drafts.values() if draft.owner_id == owner]
        return newest_first(own, id_of=lambda draft: draft.id, before=before, limit=limit, view=_view)


def _view(draft: Draft) -> DraftView:
    return DraftView(
        id=draft.id,
        writing=draft.writing,
        created_at=draft.created_at,
        saved_at=draft.saved_at,
        revises=draft.revises,
        version=draft.version,
    )
