"""Threads: a post's place in one is a path that sorts depth first (domain.threads)."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Engine

from adapters.sqlalchemy.cursors import page_of, path_in
from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.post_cards import select_cards, to_card
from adapters.sqlalchemy.rows import AnyRow, AnySelect
from adapters.sqlalchemy.tables import posts
from adapters.sqlalchemy.visibility import is_member, may_see, seen_by
from domain.threads import MAX_DEPTH
from domain.viewers import Viewer
from services.ports.paging import THREAD_PAGE, Page
from services.ports.posts import PostCard, PostView, ThreadLine, ThreadQueries

_WIDTH: Final = 13
"""Characters of a path for each step down."""

_AFTER_ALL: Final = "w"
"""Sorts after every digit of a path."""


class SqlAlchemyThreads(ThreadQueries):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def replies(
        self, post: PostView, viewer: Viewer, *, after: str | None = None, limit: int = THREAD_PAGE
    ) -> Page[ThreadLine]:
        depth = len(post.path) // _WIDTH
        statement = _answers_to(post, viewer).order_by(posts.c.thread_path).limit(limit + 1)
        last = path_in(after)
        if last is not None:
            statement = statement.where(posts.c.thread_path > last)

        def to_line(row: AnyRow) -> ThreadLine:
            return ThreadLine(post=to_card(row), depth=max(1, row.depth - depth))

        with reading(self._engine) as connection:
            return page_of(
                connection.execute(statement, seen_by(viewer)).all(), limit, to_line, key="thread_path"
            )

    def ancestors(self, post: PostView, viewer: Viewer) -> Sequence[PostCard]:
        if not post.path:
            return []
        above = [post.path[:end] for end in range(0, len(post.path), _WIDTH)]
        statement = (
            select_cards(is_member(viewer))
            .where(
                posts.c.thread_id == post.thread_id,
                posts.c.thread_path.in_(above),
                may_see(is_member(viewer), posts),
            )
            .order_by(posts.c.thread_path)
        )
        with reading(self._engine) as connection:
            return [to_card(row) for row in connection.execute(statement, seen_by(viewer))]


def _answers_to(post: PostView, viewer: Viewer) -> AnySelect:
    """What stands below a post. Below the deepest nothing does: its answers stand beside it."""
    is_deepest = len(post.path) == MAX_DEPTH * _WIDTH
    above = post.path[:-_WIDTH] if is_deepest else post.path
    statement = select_cards(is_member(viewer), posts.c.thread_path, posts.c.depth).where(
        posts.c.thread_id == post.thread_id,
        posts.c.thread_path > post.path,
        posts.c.thread_path < above + _AFTER_ALL,
        may_see(is_member(viewer), posts),
    )
    return statement.where(posts.c.in_reply_to == post.id) if is_deepest else statement
