"""Posts, their revisions and their addresses in dictionaries."""

from collections.abc import Collection

from adapters.memory.store import Changes, kept
from adapters.memory.visibility import may_see
from domain.errors import NotFound
from domain.ids import PostId, ProfileId
from domain.posts import Post, PostSentTwice, SlugTaken
from domain.slugs import Slug
from domain.viewers import Viewer
from services.ports.posts import PostRepository


class InMemoryPosts(PostRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._posts = changes, changes.tables.posts

    def get(self, id: PostId) -> Post:
        if id not in self._posts:
            raise NotFound
        return kept(self._posts[id])

    def visible(self, id: PostId, viewer: Viewer) -> Post:
        post = self.get(id)
        if not may_see(post, viewer, self._changes.tables):
            raise NotFound
        return post

    def by_submission_key(self, author_id: ProfileId, key: str) -> Post | None:
        for post in self._posts.values():
            if post.author_id == author_id and post.submission_key == key:
                return kept(post)
        return None

    def slugs_like(self, author_id: ProfileId, slug: Slug, *, but: PostId | None = None) -> Collection[Slug]:
        return {
            address
            for (author, address), post_id in self._changes.tables.addresses.items()
            if author == author_id and address.startswith(slug) and post_id != but
        }

    def add(self, post: Post) -> None:
        if post.submission_key and self.by_submission_key(post.author_id, post.submission_key):
            raise PostSentTwice
        self._keep_address(post)
        self._changes.put_new(self._posts, post.id, post)

    def save(self, post: Post) -> None:
        superseded = list(post.superseded)
        self._changes.put_again(self._posts, post.id, post)
        self._keep_address(post)
        for revision in superseded:
            self._changes.tables.revisions[post.id, revision.number] = revision
        post.superseded.clear()

    def remove(self, post: Post) -> None:
        self._changes.take_out(self._posts, post.id, post)
        tables = self._changes.tables
        for key in [key for key, post_id in tables.addresses.items() if post_id == post.id]:
            del tables.addresses[key]
        for number in [number for number in tables.revisions if number[0] == post.id]:
            del tables.revisions[number]

    def _keep_address(self, post: Post) -> None:
        if post.slug is None:
            return
        if self._changes.tables.addresses.setdefault((post.author_id, post.slug), post.id) != post.id:
            raise SlugTaken
