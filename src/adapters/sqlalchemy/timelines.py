"""Lists of posts, the newest first: the order of their ids."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from sqlalchemy import Engine, Integer, Text, bindparam, select
from sqlalchemy.sql.elements import ColumnElement

from adapters.sqlalchemy.columns import Id
from adapters.sqlalchemy.cursors import id_in, page_of
from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.post_cards import select_cards, to_card
from adapters.sqlalchemy.rows import AnySelect
from adapters.sqlalchemy.tables import post_tags, posts
from adapters.sqlalchemy.visibility import VIEWER, is_listed, is_member, is_on_show, may_see, seen_by
from domain.ids import MAX_ID, ProfileId
from domain.tags import Tag
from domain.viewers import Viewer
from services.ports.paging import PAGE, Page
from services.ports.posts import PostCard, Shows, TimelineQueries

_SORTS: Final[dict[Shows, tuple[ColumnElement[bool], ...]]] = {
    Shows.POSTS: (posts.c.in_reply_to.is_(None),),
    Shows.ARTICLES: (posts.c.in_reply_to.is_(None), posts.c.title.is_not(None)),
    Shows.REPLIES: (posts.c.in_reply_to.is_not(None),),
}


_BEFORE: Final = bindparam("before", type_=Id())
_LIMIT: Final = bindparam("limit", type_=Integer())
_AUTHOR: Final = bindparam("author", type_=Id())
_TAG: Final = bindparam("tag", type_=Text())


class SqlAlchemyTimelines(TimelineQueries):
    """Each list is one statement, put together once for members and once for strangers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def local(self, viewer: Viewer, *, before: str | None = None, limit: int = PAGE) -> Page[PostCard]:
        return self._page(_local(is_member(viewer)), viewer, before, limit)

    def articles(self, viewer: Viewer, *, limit: int) -> Sequence[PostCard]:
        return self._page(_articles(is_member(viewer)), viewer, None, limit).items

    def home(self, viewer: Viewer, *, before: str | None = None, limit: int = PAGE) -> Page[PostCard]:
        statement = _home() if is_member(viewer) else _local(False)
        return self._page(statement, viewer, before, limit)

    def profile(
        self,
        author: ProfileId,
        viewer: Viewer,
        *,
        shows: Shows,
        before: str | None = None,
        limit: int = PAGE,
    ) -> Page[PostCard]:
        return self._page(_profile(is_member(viewer), shows), viewer, before, limit, author=author)

    def tag(
        self, tag: Tag, viewer: Viewer, *, before: str | None = None, limit: int = PAGE
    ) -> Page[PostCard]:
        return self._page(_tag(is_member(viewer)), viewer, before, limit, tag=tag)

    def _page(
        self, statement: AnySelect, viewer: Viewer, before: str | None, limit: int, **about: int | str
    ) -> Page[PostCard]:
        """One row more than fits the page is asked for, to see whether others follow."""
        last = id_in(before)
        parameters = {
            **seen_by(viewer),
            **about,
            _BEFORE.key: MAX_ID if last is None else last,
            _LIMIT.key: limit + 1,
        }
        with reading(self._engine) as connection:
            rows = connection.execute(statement, parameters).all()
        return page_of(rows, limit, to_card)


def _newest_first(statement: AnySelect, key: ColumnElement[int] = posts.c.id) -> AnySelect:
    return statement.where(key < _BEFORE).order_by(key.desc()).limit(_LIMIT)


@cache
def _local(member: bool) -> AnySelect:
    return _newest_first(select_cards(member).where(is_listed()))


@cache
def _articles(member: bool) -> AnySelect:
    return _newest_first(select_cards(member).where(is_listed(), posts.c.title.is_not(None)))


@cache
def _home() -> AnySelect:
    """The newest ids of two kinds, each read off its own index: a union of such is as quick as its parts."""
    is_own = (posts.c.author_id == VIEWER) & posts.c.in_reply_to.is_(None) & is_on_show()
    listed, own = (
        select(_newest_first(select(posts.c.id).where(which)).subquery().c.id)
        for which in (is_listed(), is_own)
    )
    return _newest_first(select_cards(True).where(posts.c.id.in_(listed.union_all(own))))


@cache
def _profile(member: bool, shows: Shows) -> AnySelect:
    return _newest_first(
        select_cards(member).where(posts.c.author_id == _AUTHOR, *_SORTS[shows], may_see(member, posts))
    )


@cache
def _tag(member: bool) -> AnySelect:
    tagged = (
        select_cards(member)
        .join(post_tags, post_tags.c.post_id == posts.c.id)
        .where(post_tags.c.tag == _TAG, is_listed())
    )
    return _newest_first(tagged, post_tags.c.post_id)
