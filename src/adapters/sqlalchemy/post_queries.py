"""Posts one at a time, and an author's own."""

from datetime import datetime
from functools import cache
from typing import Final

from sqlalchemy import Engine, Text, bindparam, select

from adapters.sqlalchemy.columns import Id
from adapters.sqlalchemy.cursors import id_in, page_of
from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.post_cards import card_fields, select_cards, to_author, to_card
from adapters.sqlalchemy.posts import to_revision
from adapters.sqlalchemy.rows import AnyRow, AnySelect
from adapters.sqlalchemy.tables import post_addresses, posts, profiles, revisions
from adapters.sqlalchemy.visibility import VIEWER, is_member, may_see, seen_by
from adapters.sqlalchemy.writings import to_writing
from domain.errors import NotFound
from domain.ids import PostId, ProfileId
from domain.posts import RESTORABLE_FOR
from domain.revisions import Revision
from domain.viewers import Viewer
from services.ports.paging import PAGE, Page
from services.ports.posts import History, PostCard, PostForEditing, PostQueries, PostView, TrashLine


class SqlAlchemyPostQueries(PostQueries):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def by_slug(self, handle: str, slug: str, viewer: Viewer) -> PostView:
        return _to_view(self._one(_by_slug(is_member(viewer)), viewer, handle=handle, slug=slug))

    def by_id(self, handle: str, id: PostId, viewer: Viewer) -> PostView:
        return _to_view(self._one(_by_id(is_member(viewer)), viewer, handle=handle, id=id))

    def card(self, id: PostId, viewer: Viewer) -> PostCard:
        return to_card(self._one(_card(is_member(viewer)), viewer, id=id))

    def for_editing(self, id: PostId, *, author: ProfileId) -> PostForEditing:
        row = self._one(_for_editing(), Viewer(profile_id=author), id=id)
        return PostForEditing(
            id=PostId(row.id),
            author=to_author(row),
            slug=row.slug,
            writing=to_writing(row),
            version=row.version,
            published_at=row.published_at,
            in_reply_to=row.in_reply_to,
        )

    def _one(self, statement: AnySelect, viewer: Viewer, **keys: int | str) -> AnyRow:
        with reading(self._engine) as connection:
            row = connection.execute(statement, {**seen_by(viewer), **keys}).one_or_none()
        if row is None:
            raise NotFound
        return row

    def history(self, id: PostId, viewer: Viewer) -> History:
        past = select(revisions).where(revisions.c.post_id == id).order_by(revisions.c.number)
        with reading(self._engine) as connection:
            row = connection.execute(_present(is_member(viewer)), {**seen_by(viewer), "id": id}).one_or_none()
            if row is None:
                raise NotFound
            earlier = [to_revision(revision) for revision in connection.execute(past)]
        post = to_card(row)
        readable = [
            edition for edition in earlier if edition.may_be_read_by(viewer.profile_id, author=post.author.id)
        ]
        return History(post=post, editions=(*readable, _present_edition(row)))

    def trash(
        self, author: ProfileId, now: datetime, *, before: str | None = None, limit: int = PAGE
    ) -> Page[TrashLine]:
        statement = (
            select(posts.c.id, posts.c.title, posts.c.excerpt, posts.c.deleted_at)
            .where(
                posts.c.author_id == author,
                posts.c.deleted_at.is_not(None),
                posts.c.deleted_at > now - RESTORABLE_FOR,
            )
            .order_by(posts.c.id.desc())
            .limit(limit + 1)
        )
        last = id_in(before)
        if last is not None:
            statement = statement.where(posts.c.id < last)
        with reading(self._engine) as connection:
            return page_of(connection.execute(statement).all(), limit, _to_trash_line)


_ID: Final = bindparam("id", type_=Id())
_HANDLE: Final = bindparam("handle", type_=Text())
_SLUG: Final = bindparam("slug", type_=Text())


@cache
def _by_slug(member: bool) -> AnySelect:
    return (
        _views(member)
        .join(post_addresses, post_addresses.c.post_id == posts.c.id)
        .where(
            profiles.c.handle == _HANDLE,
            post_addresses.c.author_id == profiles.c.id,
            post_addresses.c.slug == _SLUG,
        )
    )


@cache
def _by_id(member: bool) -> AnySelect:
    return _views(member).where(profiles.c.handle == _HANDLE, posts.c.id == _ID)


def _views(member: bool) -> AnySelect:
    more = (posts.c.version, posts.c.thread_id, posts.c.thread_path, posts.c.edition)
    return select_cards(member, *more, html=posts.c.html).where(may_see(member, posts))


@cache
def _card(member: bool) -> AnySelect:
    return select_cards(member).where(posts.c.id == _ID, may_see(member, posts))


@cache
def _present(member: bool) -> AnySelect:
    more = (posts.c.body, posts.c.edition)
    return select_cards(member, *more).where(posts.c.id == _ID, may_see(member, posts))


@cache
def _for_editing() -> AnySelect:
    return (
        select(posts, profiles.c.handle, profiles.c.display_name)
        .join(profiles, profiles.c.id == posts.c.author_id)
        .where(posts.c.id == _ID, posts.c.author_id == VIEWER, may_see(True, posts))
    )


def _to_view(row: AnyRow) -> PostView:
    return PostView(
        **card_fields(row),
        words=row.words,
        version=row.version,
        thread_id=PostId(row.thread_id),
        path=row.thread_path,
        editions=row.edition,
    )


def _present_edition(row: AnyRow) -> Revision:
    return Revision(
        post_id=PostId(row.id),
        number=row.edition,
        writing=to_writing(row),
        written_at=row.edited_at or row.published_at,
    )


def _to_trash_line(row: AnyRow) -> TrashLine:
    return TrashLine(id=PostId(row.id), title=row.title, excerpt=row.excerpt, deleted_at=row.deleted_at)
