"""Posts one at a time, by plain looking: the contract's reference for the SQL statements."""

from datetime import datetime

from adapters.memory.paging import newest_first
from adapters.memory.post_cards import author_of, card, page_view
from adapters.memory.store import MemoryStore
from adapters.memory.visibility import may_see
from domain.errors import NotFound
from domain.ids import PostId, ProfileId
from domain.posts import Post
from domain.revisions import Revision
from domain.slugs import Slug
from domain.viewers import Viewer
from services.ports.paging import PAGE, Page
from services.ports.posts import History, PostCard, PostForEditing, PostQueries, PostView, TrashLine


class InMemoryPostQueries(PostQueries):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def by_slug(self, handle: str, slug: str, viewer: Viewer) -> PostView:
        for (author_id, address), post_id in self._store.tables.addresses.items():
            if address == Slug(slug) and self._store.tables.profiles[author_id].handle == handle:
                return page_view(self._visible(post_id, viewer), viewer, self._store.tables)
        raise NotFound

    def by_id(self, handle: str, id: PostId, viewer: Viewer) -> PostView:
        post = self._visible(id, viewer)
        if self._store.tables.profiles[post.author_id].handle != handle:
            raise NotFound
        return page_view(post, viewer, self._store.tables)

    def card(self, id: PostId, viewer: Viewer) -> PostCard:
        return card(self._visible(id, viewer), viewer, self._store.tables)

    def for_editing(self, id: PostId, *, author: ProfileId) -> PostForEditing:
        post = self._store.tables.posts.get(id)
        if post is None or post.author_id != author or not post.is_published:
            raise NotFound
        return PostForEditing(
            id=post.id,
            author=author_of(author, self._store.tables),
            slug=post.slug,
            writing=post.writing,
            version=post.version,
            published_at=post.published_at,
            in_reply_to=post.in_reply_to,
        )

    def history(self, id: PostId, viewer: Viewer) -> History:
        post = self._visible(id, viewer)
        revisions = self._store.tables.revisions
        current = Revision(
            post_id=post.id,
            number=post.edition,
            writing=post.writing,
            written_at=post.edited_at or post.published_at,
        )
        earlier = [
            revisions[key]
            for key in sorted(revisions)
            if key[0] == id and revisions[key].may_be_read_by(viewer.profile_id, author=post.author_id)
        ]
        return History(post=card(post, viewer, self._store.tables), editions=(*earlier, current))

    def trash(
        self, author: ProfileId, now: datetime, *, before: str | None = None, limit: int = PAGE
    ) -> Page[TrashLine]:
        deleted = [
            post
            for post in self._store.tables.posts.values()
            if post.author_id == author and post.deleted_at is not None and not post.is_gone(now)
        ]
        return newest_first(deleted, id_of=lambda post: post.id, before=before, limit=limit, view=_trash_line)

    def _visible(self, id: PostId, viewer: Viewer) -> Post:
        post = self._store.tables.posts.get(id)
        if post is None or not may_see(post, viewer, self._store.tables):
            raise NotFound
        return post


def _trash_line(post: Post) -> TrashLine:
    assert post.deleted_at is not None
    return TrashLine(
        id=post.id,
        title=post.writing.title,
        excerpt=post.typeset.excerpt,
        deleted_at=post.deleted_at,
    )
