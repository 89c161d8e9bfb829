"""Drafts. Every statement names the owner: another's draft is not found."""

from typing import Any

from sqlalchemy import Connection, Engine, select

from adapters.sqlalchemy.cursors import id_in, page_of
from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.rows import AnyRow, AnySelect
from adapters.sqlalchemy.tables import drafts
from adapters.sqlalchemy.versions import Collect, delete_loaded, insert_first, update_loaded
from adapters.sqlalchemy.writings import to_columns, to_writing
from domain.drafts import Draft
from domain.errors import NotFound
from domain.ids import DraftId, PostId, ProfileId
from services.ports.drafts import DraftQueries, DraftRepository, DraftView
from services.ports.paging import PAGE, Page


def to_draft(row: AnyRow) -> Draft:
    return Draft(
        id=DraftId(row.id),
        version=row.version,
        owner_id=ProfileId(row.owner_id),
        writing=to_writing(row),
        created_at=row.created_at,
        saved_at=row.saved_at,
        revises=row.revises,
        submission_key=row.submission_key,
    )


def to_row(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "owner_id": draft.owner_id,
        "created_at": draft.created_at,
        "saved_at": draft.saved_at,
        "revises": draft.revises,
        "submission_key": draft.submission_key,
        **to_columns(draft.writing),
    }


class SqlAlchemyDrafts(DraftRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def get(self, id: DraftId, *, owner: ProfileId) -> Draft:
        draft = self._found(_owned_by(owner).where(drafts.c.id == id))
        if draft is None:
            raise NotFound
        return draft

    def by_submission_key(self, owner: ProfileId, key: str) -> Draft | None:
        return self._found(_owned_by(owner).where(drafts.c.submission_key == key))

    def revising(self, post_id: PostId, *, owner: ProfileId) -> Draft | None:
        return self._found(_owned_by(owner).where(drafts.c.revises == post_id))

    def _found(self, statement: AnySelect) -> Draft | None:
        row = self._connection.execute(statement.order_by(drafts.c.id.desc()).limit(1)).one_or_none()
        return to_draft(row) if row else None

    def add(self, draft: Draft) -> None:
        insert_first(self._connection, drafts, to_row(draft), draft)
        self._collect(draft)

    def save(self, draft: Draft) -> None:
        update_loaded(self._connection, drafts, draft.id, to_row(draft), draft)
        self._collect(draft)

    def remove(self, draft: Draft) -> None:
        delete_loaded(self._connection, drafts, draft.id, draft)
        self._collect(draft)


class SqlAlchemyDraftQueries(DraftQueries):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def one(self, id: DraftId, *, owner: ProfileId) -> DraftView:
        with reading(self._engine) as connection:
            row = connection.execute(_owned_by(owner).where(drafts.c.id == id)).one_or_none()
        if row is None:
            raise NotFound
        return _to_view(row)

    def mine(self, owner: ProfileId, *, before: str | None = None, limit: int = PAGE) -> Page[DraftView]:
        statement = _owned_by(owner).order_by(drafts.c.id.desc()).limit(limit + 1)
        last = id_in(before)
        if last is not None:
            statement = statement.where(drafts.c.id < last)
        with reading(self._engine) as connection:
            return page_of(connection.execute(statement).all(), limit, _to_view)


def _owned_by(owner: ProfileId) -> AnySelect:
    return select(drafts).where(drafts.c.owner_id == owner)


def _to_view(row: AnyRow) -> DraftView:
    return DraftView(
        id=DraftId(row.id),
        writing=to_writing(row),
        created_at=row.created_at,
        saved_at=row.saved_at,
        revises=row.revises,
        version=row.version,
    )
