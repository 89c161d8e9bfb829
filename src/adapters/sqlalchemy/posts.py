"""Posts with their revisions, addresses, tags and mentions, and the counters that follow them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, delete, func, insert, select, update

from adapters.sqlalchemy.rows import AnyRow, AnySelect
from adapters.sqlalchemy.tables import mentions, post_addresses, post_tags, posts, profiles, revisions
from adapters.sqlalchemy.upserts import upsert
from adapters.sqlalchemy.versions import Collect, delete_loaded, insert_first, update_loaded
from adapters.sqlalchemy.visibility import is_member, is_on_show, may_see, seen_by
from adapters.sqlalchemy.writings import to_columns, to_writing
from domain.errors import EditedMeanwhile, NotFound
from domain.ids import PostId, ProfileId
from domain.posts import Post, SlugTaken, Typeset
from domain.revisions import Revision
from domain.slugs import Slug
from domain.threads import ThreadPlace
from domain.viewers import Viewer
from domain.writings import Audience
from services.ports.posts import PostRepository


def to_post(row: AnyRow, mentioned: Iterable[int]) -> Post:
    return Post(
        id=PostId(row.id),
        version=row.version,
        author_id=ProfileId(row.author_id),
        slug=row.slug,
        writing=to_writing(row),
        typeset=Typeset(
            html=row.html,
            excerpt=row.excerpt,
            words=row.words,
            mentions=frozenset(map(ProfileId, mentioned)),
        ),
        place=ThreadPlace(thread_id=PostId(row.thread_id), path=row.thread_path, depth=row.depth),
        published_at=row.published_at,
        in_reply_to=row.in_reply_to,
        edited_at=row.edited_at,
        withdrawn_at=row.withdrawn_at,
        deleted_at=row.deleted_at,
        edition=row.edition,
        submission_key=row.submission_key,
    )


def to_row(post: Post) -> dict[str, Any]:
    """Every column but the kept counter, which changes without a new version."""
    return {
        "id": post.id,
        "author_id": post.author_id,
        "in_reply_to": post.in_reply_to,
        "published_at": post.published_at,
        "edited_at": post.edited_at,
        "withdrawn_at": post.withdrawn_at,
        "deleted_at": post.deleted_at,
        "edition": post.edition,
        "thread_id": post.place.thread_id,
        "thread_path": post.place.path,
        "depth": post.place.depth,
        "words": post.typeset.words,
        "slug": post.slug,
        "submission_key": post.submission_key,
        "excerpt": post.typeset.excerpt,
        "html": post.typeset.html,
        **to_columns(post.writing),
    }


def to_revision(row: AnyRow) -> Revision:
    return Revision(
        post_id=PostId(row.post_id),
        number=row.number,
        writing=to_writing(row),
        written_at=row.written_at,
    )


def to_revision_row(revision: Revision) -> dict[str, Any]:
    return {
        "post_id": revision.post_id,
        "number": revision.number,
        "written_at": revision.written_at,
        **to_columns(revision.writing),
    }


class SqlAlchemyPosts(PostRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def get(self, id: PostId) -> Post:
        return self._one(select(posts).where(posts.c.id == id))

    def visible(self, id: PostId, viewer: Viewer) -> Post:
        statement = select(posts).where(posts.c.id == id, may_see(is_member(viewer), posts))
        return self._one(statement, seen_by(viewer))

    def by_submission_key(self, author_id: ProfileId, key: str) -> Post | None:
        statement = select(posts).where(posts.c.author_id == author_id, posts.c.submission_key == key)
        return self._found(statement)

    def _one(self, statement: AnySelect, parameters: Mapping[str, Any] | None = None) -> Post:
        post = self._found(statement, parameters)
        if post is None:
            raise NotFound
        return post

    def _found(self, statement: AnySelect, parameters: Mapping[str, Any] | None = None) -> Post | None:
        row = self._connection.execute(statement, parameters).one_or_none()
        return to_post(row, self._kept(mentions.c.profile_id, row.id)) if row else None

    def slugs_like(self, author_id: ProfileId, slug: Slug, *, but: PostId | None = None) -> Collection[Slug]:
        statement = select(post_addresses.c.slug).where(
            post_addresses.c.author_id == author_id,
            post_addresses.c.slug.startswith(slug, autoescape=True),
        )
        if but is not None:
            statement = statement.where(post_addresses.c.post_id != but)
        return frozenset(self._connection.scalars(statement))

    def add(self, post: Post) -> None:
        insert_first(self._connection, posts, to_row(post), post)
        self._keep_parts(post, is_new=True)
        self._count(post.author_id, post.in_reply_to, by=int(post.counts))
        self._collect(post)

    def save(self, post: Post) -> None:
        counted = self._load_counted(post)
        update_loaded(self._connection, posts, post.id, to_row(post), post)
        self._keep_parts(post, is_new=False)
        self._count(post.author_id, post.in_reply_to, by=post.counts - counted)
        self._collect(post)

    def remove(self, post: Post) -> None:
        counted = self._load_counted(post)
        # Revisions, addresses, tags and mentions go with their post: ON DELETE CASCADE.
        delete_loaded(self._connection, posts, post.id, post)
        self._count(post.author_id, post.in_reply_to, by=-counted)
        self._collect(post)

    def _load_counted(self, post: Post) -> bool:
        """Whether the kept post is among those counted, at the version that the caller knows."""
        row = self._connection.execute(select(posts).where(posts.c.id == post.id)).one_or_none()
        if row is None:
            raise NotFound
        if row.version != post.version:
            raise EditedMeanwhile
        return to_post(row, ()).counts

    def _keep_parts(self, post: Post, *, is_new: bool) -> None:
        if post.slug is not None:
            self._keep_address(post, post.slug)
        self._replace(post_tags.c.tag, post.id, post.writing.tags, is_new=is_new)
        self._replace(mentions.c.profile_id, post.id, post.typeset.mentions, is_new=is_new)
        if post.superseded:
            self._connection.execute(insert(revisions), [to_revision_row(old) for old in post.superseded])
            post.superseded.clear()

    def _keep_address(self, post: Post, slug: Slug) -> None:
        """The author's other posts keep theirs, past ones too; the post's own past one may come back."""
        statement = upsert(self._connection.dialect.name, post_addresses).values(
            author_id=post.author_id, slug=slug, post_id=post.id
        )
        kept = self._connection.scalar(
            statement.on_conflict_do_update(
                index_elements=[post_addresses.c.author_id, post_addresses.c.slug],
                set_={"post_id": statement.excluded.post_id},
                where=post_addresses.c.post_id == statement.excluded.post_id,
            ).returning(post_addresses.c.post_id)
        )
        if kept is None:
            raise SlugTaken

    def _replace(
        self, column: Column[Any], post_id: PostId, wanted: Collection[str | int], *, is_new: bool
    ) -> None:
        """Make the tags or mentions of a post those that are wanted, touching only what differs."""
        table: Table = column.table
        kept = frozenset() if is_new else self._kept(column, post_id)
        gone, added = kept - frozenset(wanted), frozenset(wanted) - kept
        if gone:
            self._connection.execute(delete(table).where(table.c.post_id == post_id, column.in_(gone)))
        if added:
            rows: list[Mapping[str, Any]] = [
                {"post_id": post_id, column.name: value} for value in sorted(added, key=str)
            ]
            self._connection.execute(insert(table), rows)

    def _kept(self, column: Column[Any], post_id: PostId) -> frozenset[Any]:
        return frozenset(self._connection.scalars(select(column).where(column.table.c.post_id == post_id)))

    def _count(self, author_id: ProfileId, in_reply_to: PostId | None, *, by: int) -> None:
        """Move the one counter that this post belongs to, whoever else is moving it."""
        if by == 0:
            return
        if in_reply_to is None:
            self._connection.execute(
                update(profiles)
                .where(profiles.c.id == author_id)
                .values(post_count=profiles.c.post_count + by)
            )
        else:
            self._connection.execute(
                update(posts).where(posts.c.id == in_reply_to).values(reply_count=posts.c.reply_count + by)
            )


def erase_all_by(connection: Connection, author_id: ProfileId) -> None:
    """Delete all that somebody published; the counters of what they answered move along."""
    counting = posts.c.audience.in_([audience.value for audience in Audience if audience.is_open])
    answered = (
        select(posts.c.in_reply_to, func.count().label("replies"))
        .where(posts.c.author_id == author_id, posts.c.in_reply_to.is_not(None), is_on_show(), counting)
        .group_by(posts.c.in_reply_to)
        .order_by(posts.c.in_reply_to)
    )
    moves = [{"answered": row.in_reply_to, "fewer": row.replies} for row in connection.execute(answered)]
    if moves:
        counter = posts.c.reply_count - bindparam("fewer")
        connection.execute(
            update(posts).where(posts.c.id == bindparam("answered")).values(reply_count=counter), moves
        )
    connection.execute(delete(posts).where(posts.c.author_id == author_id))
