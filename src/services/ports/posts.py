"""Where posts are kept, and how they are read."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import PostId, ProfileId
from domain.posts import Post
from domain.revisions import Revision
from domain.slugs import Slug
from domain.tags import Tag
from domain.viewers import Viewer
from domain.writings import Audience, Writing
from services.ports.paging import PAGE, THREAD_PAGE, Page


class Shows(StrEnum):
    """What of a profile's posts a list shows."""

    POSTS = "posts"
    ARTICLES = "articles"
    REPLIES = "replies"


class PostRepository(ABC):
    """Posts with their revisions, tags, mentions and addresses.

    Kept counters follow every add, save and remove: an author's posts and a post's direct replies,
    each counting only what everybody may know of (Post.counts).
    """

    @abstractmethod
    def get(self, id: PostId) -> Post:
        """Raises NotFound. Tells nothing about who may see it; see PostQueries."""

    @abstractmethod
    def visible(self, id: PostId, viewer: Viewer) -> Post:
        """A post that the viewer may read now. Raises NotFound."""

    @abstractmethod
    def by_submission_key(self, author_id: ProfileId, key: str) -> Post | None: ...

    @abstractmethod
    def slugs_like(self, author_id: ProfileId, slug: Slug, *, but: PostId | None = None) -> Collection[Slug]:
        """Addresses of the author's articles, present and past, that begin with these letters."""

    @abstractmethod
    def add(self, post: Post) -> None:
        """Raises SlugTaken, PostSentTwice (same author, same submission key)."""

    @abstractmethod
    def save(self, post: Post) -> None:
        """Keeps `post.superseded` as revisions and a changed slug's old address.

        Raises EditedMeanwhile, SlugTaken, NotFound.
        """

    @abstractmethod
    def remove(self, post: Post) -> None:
        """Erase for good, with revisions and addresses; replies stay. Raises EditedMeanwhile, NotFound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    id: ProfileId
    handle: str
    display_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCard:
    """A post in a list. `html` is the whole of a note and empty for an article."""

    id: PostId
    author: Author
    slug: Slug | None
    title: str | None
    summary: str
    excerpt: str
    html: str
    minutes: int
    tags: tuple[Tag, ...]
    audience: Audience
    published_at: datetime
    edited_at: datetime | None
    replies: int
    reply_to: Author | None
    """The author of the post that this answers; None when it answers nothing that the viewer may see."""
    in_reply_to: PostId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView(PostCard):
    """A post on its own page; `html` is whole for articles, too. `slug` is the present address."""

    words: int
    version: int
    thread_id: PostId
    path: str
    editions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLine:
    """One reply in a thread, `depth` counted from the post whose page it is (1 for its direct replies)."""

    post: PostCard
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostForEditing:
    """An author's own post, with the words as they were written. `withdrawn` ones are edited as drafts."""

    id: PostId
    author: Author
    slug: Slug | None
    writing: Writing
    version: int
    published_at: datetime
    in_reply_to: PostId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrashLine:
    """A deleted post in its author's trash."""

    id: PostId
    title: str | None
    excerpt: str
    deleted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A post's editions, the first one first; the last is what readers see now."""

    post: PostCard
    editions: tuple[Revision, ...]


class PostQueries(ABC):
    """Posts one at a time. What the viewer may not see raises NotFound like what isn't there.

    A viewer may see a published post of a visible author when its audience is public or unlisted,
    when they wrote it, or when it mentions them. Followers-only posts are their author's alone
    until there is somebody to follow.
    """

    @abstractmethod
    def by_slug(self, handle: str, slug: str, viewer: Viewer) -> PostView:
        """An article by its present or a past address. Raises NotFound."""

    @abstractmethod
    def by_id(self, handle: str, id: PostId, viewer: Viewer) -> PostView:
        """A post of the profile with this handle. Raises NotFound."""

    @abstractmethod
    def card(self, id: PostId, viewer: Viewer) -> PostCard:
        """Raises NotFound."""

    @abstractmethod
    def for_editing(self, id: PostId, *, author: ProfileId) -> PostForEditing:
        """A post on show, for its author. Raises NotFound."""

    @abstractmethod
    def history(self, id: PostId, viewer: Viewer) -> History:
        """The present edition, and of the earlier ones those that the viewer may read (Revision).

        Raises NotFound.
        """

    @abstractmethod
    def trash(
        self, author: ProfileId, now: datetime, *, before: str | None = None, limit: int = PAGE
    ) -> Page[TrashLine]:
        """The author's deleted posts that can still be restored, by id, the newest first."""


class TimelineQueries(ABC):
    """Lists of posts, the newest first, one statement each.

    Public posts only are listed to others; replies appear in profiles and threads only.
    `before` is a cursor from an earlier page; one that isn't raises NotFound.
    """

    @abstractmethod
    def local(self, viewer: Viewer, *, before: str | None = None, limit: int = PAGE) -> Page[PostCard]:
        """What this place published."""

    @abstractmethod
    def articles(self, viewer: Viewer, *, limit: int) -> Sequence[PostCard]:
        """The newest articles of the place."""

    @abstractmethod
    def home(self, viewer: Viewer, *, before: str | None = None, limit: int = PAGE) -> Page[PostCard]:
        """What this place published, and whatever the viewer wrote, replies aside."""

    @abstractmethod
    def profile(
        self,
        author: ProfileId,
        viewer: Viewer,
        *,
        shows: Shows,
        before: str | None = None,
        limit: int = PAGE,
    ) -> Page[PostCard]:
        """A profile's posts of one sort, unlisted ones and those addressed to the viewer included."""

    @abstractmethod
    def tag(
        self, tag: Tag, viewer: Viewer, *, before: str | None = None, limit: int = PAGE
    ) -> Page[PostCard]:
        """Public posts under a tag."""


class ThreadQueries(ABC):
    @abstractmethod
    def replies(
        self, post: PostView, viewer: Viewer, *, after: str | None = None, limit: int = THREAD_PAGE
    ) -> Page[ThreadLine]:
        """What answers a post and its answers, depth first, the oldest first, in one statement."""

    @abstractmethod
    def ancestors(self, post: PostView, viewer: Viewer) -> Sequence[PostCard]:
        """The posts that led to this one, the first of the thread first, in one statement.

        At most the 40 that its path names; those that the viewer may not see are left out.
        """
