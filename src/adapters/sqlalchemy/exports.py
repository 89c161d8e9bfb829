"""Exports, and everything that a profile wrote, a few posts at a time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, func, select

from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.posts import to_post, to_revision
from adapters.sqlalchemy.rows import AnyRow, AnySelect
from adapters.sqlalchemy.sign_in_tables import exports
from adapters.sqlalchemy.tables import mentions, posts, revisions
from adapters.sqlalchemy.versions import Collect, delete_loaded, insert_first, update_loaded
from domain.errors import NotFound
from domain.exports import DOWNLOADABLE_FOR, Export
from domain.ids import AccountId, ExportId, ProfileId
from domain.posts import Post
from domain.revisions import Revision
from services.ports.exports import ExportRepository, OwnWorkQueries

BATCH: Final = 20
"""Posts read at a time: the longest take some megabytes, and most take one statement for all."""


def to_export(row: AnyRow) -> Export:
    return Export(
        id=ExportId(row.id),
        version=row.version,
        account_id=AccountId(row.account_id),
        file=row.file,
        asked_at=row.asked_at,
        done=row.done,
        total=row.total,
        size=row.size,
        ready_at=row.ready_at,
    )


def to_row(export: Export) -> dict[str, Any]:
    return {
        "id": export.id,
        "account_id": export.account_id,
        "file": export.file,
        "asked_at": export.asked_at,
        "done": export.done,
        "total": export.total,
        "size": export.size,
        "ready_at": export.ready_at,
    }


class SqlAlchemyExports(ExportRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def get(self, id: ExportId) -> Export:
        found = self._all(select(exports).where(exports.c.id == id))
        if not found:
            raise NotFound
        return found[0]

    def newest_of(self, account_id: AccountId) -> Export | None:
        found = self._all(_asked_by(account_id).order_by(exports.c.id.desc()).limit(1))
        return found[0] if found else None

    def all_of(self, account_id: AccountId) -> Sequence[Export]:
        return self._all(_asked_by(account_id).order_by(exports.c.id))

    def expired(self, now: datetime) -> Sequence[Export]:
        began = func.coalesce(exports.c.ready_at, exports.c.asked_at)
        return self._all(select(exports).where(began <= now - DOWNLOADABLE_FOR).order_by(exports.c.id))

    def _all(self, statement: AnySelect) -> Sequence[Export]:
        return [to_export(row) for row in self._connection.execute(statement)]

    def add(self, export: Export) -> None:
        insert_first(self._connection, exports, to_row(export), export)
        self._collect(export)

    def save(self, export: Export) -> None:
        update_loaded(self._connection, exports, export.id, to_row(export), export)
        self._collect(export)

    def remove(self, export: Export) -> None:
        delete_loaded(self._connection, exports, export.id, export)
        self._collect(export)


def _asked_by(account_id: AccountId) -> AnySelect:
    return select(exports).where(exports.c.account_id == account_id)


class SqlAlchemyOwnWork(OwnWorkQueries):
    """Between two batches no connection is held: whoever reads may take as long as they like."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def count(self, profile_id: ProfileId) -> int:
        with reading(self._engine) as connection:
            statement = select(func.count()).select_from(posts).where(posts.c.author_id == profile_id)
            return connection.scalar(statement) or 0

    def posts(self, profile_id: ProfileId) -> Iterator[tuple[Post, Sequence[Revision]]]:
        last = 0
        while batch := self._after(last, profile_id):
            for post in batch:
                yield post, self._earlier(post)
            last = batch[-1].id

    def _after(self, last: int, author_id: ProfileId) -> Sequence[Post]:
        statement = (
            select(posts)
            .where(posts.c.author_id == author_id, posts.c.id > last)
            .order_by(posts.c.id)
            .limit(BATCH)
        )
        with reading(self._engine) as connection:
            rows = connection.execute(statement).all()
            mentioned = _mentioned_in([row.id for row in rows], connection)
        return [to_post(row, mentioned[row.id]) for row in rows]

    def _earlier(self, post: Post) -> Sequence[Revision]:
        """One post's history at a time, for people edit as often as they like.

        What became history after the post was read is left out: the post says it itself.
        """
        if post.edition == 1:
            return []
        statement = (
            select(revisions)
            .where(revisions.c.post_id == post.id, revisions.c.number < post.edition)
            .order_by(revisions.c.number)
        )
        with reading(self._engine) as connection:
            return [to_revision(row) for row in connection.execute(statement)]


def _mentioned_in(post_ids: Sequence[int], connection: Connection) -> Mapping[int, Sequence[int]]:
    mentioned: defaultdict[int, list[int]] = defaultdict(list)
    if post_ids:
        statement = select(mentions.c.post_id, mentions.c.profile_id).where(mentions.c.post_id.in_(post_ids))
        for post_id, profile_id in connection.execute(statement):
            mentioned[post_id].append(profile_id)
    return mentioned
