"""Lists of posts by plain filtering: the contract's reference for the SQL statements."""

from collections.abc import Iterable, Sequence

from adapters.memory.paging import newest_first
from adapters.memory.post_cards import card
from adapters.memory.store import MemoryStore
from adapters.memory.visibility import is_listed, may_see
from domain.ids import ProfileId
from domain.posts import Post
from domain.tags import Tag
from domain.viewers import Viewer
from services.ports.paging import PAGE, Page
from services.ports.posts import PostCard, Shows, TimelineQueries


class InMemoryTimelines(TimelineQueries):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def local(self, viewer: Viewer, *, before: str | None = None, limit: int = PAGE) -> Page[PostCard]:
        return self._page(self._local(), viewer, before, limit)

    def articles(self, viewer: Viewer, *, limit: int) -> Sequence[PostCard]:
        articles = (post for post in self._local() if post.writing.is_article)
        return self._page(articles, viewer, None, limit).items

    def home(self, viewer: Viewer, *, before: str | None = None, limit: int = PAGE) -> Page[PostCard]:
        posts = (
            post
            for post in self._store.tables.posts.values()
            if is_listed(post, self._store.tables) or _is_own_first(post, viewer)
        )
        return self._page(posts, viewer, before, limit)

    def profile(
        self,
        author: ProfileId,
        viewer: Viewer,
        *,
        shows: Shows,
        before: str | None = None,
        limit: int = PAGE,
    ) -> Page[PostCard]:
        posts = (
            post
            for post in self._store.tables.posts.values()
            if post.author_id == author
            and _is_shown(post, shows)
            and may_see(post, viewer, self._store.tables)
        )
        return self._page(posts, viewer, before, limit)

    def tag(
        self, tag: Tag, viewer: Viewer, *, before: str | None = None, limit: int = PAGE
    ) -> Page[PostCard]:
        tables = self._store.tables
        posts = (
            post for post in tables.posts.values() if tag in post.writing.tags and is_listed(post, tables)
        )
        return self._page(posts, viewer, before, limit)

    def _local(self) -> Iterable[Post]:
        tables = self._store.tables
        return (post for post in tables.posts.values() if is_listed(post, tables))

    def _page(self, posts: Iterable[Post], viewer: Viewer, before: str | None, limit: int) -> Page[PostCard]:
        return newest_first(
            posts,
            id_of=lambda post: post.id,
            before=before,
            limit=limit,
            view=lambda post: card(post, viewer, self._store.tables),
        )


def _is_own_first(post: Post, viewer: Viewer) -> bool:
    return post.author_id == viewer.profile_id and post.is_published and post.in_reply_to is None


def _is_shown(post: Post, shows: Shows) -> bool:
    if shows is Shows.REPLIES:
        return post.in_reply_to is not None
    return post.in_reply_to is None and (shows is Shows.POSTS or post.writing.is_article)
