"""Threads by plain sorting of paths."""

from collections.abc import Sequence

from adapters.memory.post_cards import card
from adapters.memory.store import MemoryStore
from adapters.memory.visibility import may_see
from domain.errors import NotFound
from domain.posts import Post
from domain.threads import MAX_DEPTH, WIDTH, is_path
from domain.viewers import Viewer
from services.ports.paging import THREAD_PAGE, Page
from services.ports.posts import PostCard, PostView, ThreadLine, ThreadQueries


class InMemoryThreads(ThreadQueries):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def replies(
        self, post: PostView, viewer: Viewer, *, after: str | None = None, limit: int = THREAD_PAGE
    ) -> Page[ThreadLine]:
        if after is not None and not is_path(after):
            raise NotFound
        edge = post.path if after is None else after
        below = [
            other
            for other in self._thread(post, viewer)
            if other.place.path > edge and _stands_below(other, post)
        ]
        base_depth = self._store.tables.posts[post.id].place.depth
        shown = [
            ThreadLine(
                post=card(other, viewer, self._store.tables), depth=max(1, other.place.depth - base_depth)
            )
            for other in below[:limit]
        ]
        more = len(below) > limit
        return Page(tuple(shown), next=below[limit - 1].place.path if more else None)

    def ancestors(self, post: PostView, viewer: Viewer) -> Sequence[PostCard]:
        return [
            card(other, viewer, self._store.tables)
            for other in self._thread(post, viewer)
            if post.path.startswith(other.place.path) and other.place.path != post.path
        ]

    def _thread(self, post: PostView, viewer: Viewer) -> list[Post]:
        tables = self._store.tables
        thread = [
            other
            for other in tables.posts.values()
            if other.place.thread_id == post.thread_id and may_see(other, viewer, tables)
        ]
        return sorted(thread, key=lambda other: other.place.path)


def _stands_below(other: Post, post: PostView) -> bool:
    """The answers to the deepest post stand beside it; only whom they answer tells them apart."""
    if len(post.path) == MAX_DEPTH * WIDTH:
        return other.in_reply_to == post.id
    return other.place.path.startswith(post.path)
