"""Post: an article (it has a title) or a note (it has none); a reply has `in_reply_to`."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

from domain.base import Aggregate, Event
from domain.errors import Conflict, Invalid, NotFound, Sentence
from domain.ids import PostId, ProfileId
from domain.revisions import Revision
from domain.slugs import Slug
from domain.threads import ThreadPlace
from domain.writings import Writing

RESTORABLE_FOR = timedelta(days=30)
"""How long a deleted post waits in the trash."""

WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction averages 238 words a minute (Brysbaert 2019); rounded down."""


class NotTheAuthor(NotFound):
    """Somebody else's post: for the one who asks, as good as none."""

    code = "not_found"


class TooLateToRestore(Conflict):
    code = "too_late_to_restore"
    sentence = Sentence("This was deleted more than 30 days ago and can't be restored.")


class SlugTaken(Conflict):
    code = "slug_taken"
    sentence = Sentence("Another of your articles has this address.")


class PostSentTwice(Conflict):
    """The same form arrived again: the post made from it the first time is the one to use."""

    code = "post_sent_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPublished(Event):
    post_id: PostId


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRevised(Event):
    post_id: PostId


@dataclass(frozen=True, slots=True, kw_only=True)
class PostWithdrawn(Event):
    post_id: PostId


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDeleted(Event):
    post_id: PostId


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRestored(Event):
    post_id: PostId


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """A writing made ready for readers: sanitised HTML, a plain excerpt, a count, whom it mentions."""

    html: str
    excerpt: str
    words: int
    mentions: frozenset[ProfileId] = frozenset()

    @property
    def minutes(self) -> int:
        """Reading time, at least one minute."""
        return max(1, round(self.words / WORDS_A_MINUTE))


@dataclass(slots=True, kw_only=True)
class Post(Aggregate):
    """Something published. It may be withdrawn (back to a draft) or deleted (for 30 days in the trash)."""

    id: PostId
    author_id: ProfileId
    slug: Slug | None
    writing: Writing
    typeset: Typeset
    place: ThreadPlace
    published_at: datetime
    in_reply_to: PostId | None = None
    edited_at: datetime | None = None
    withdrawn_at: datetime | None = None
    deleted_at: datetime | None = None
    edition: int = 1
    submission_key: str | None = None
    superseded: list[Revision] = field(default_factory=list, compare=False)
    """Revisions made since loading, for the repository to add; the older ones stay where they are."""

    @classmethod
    def publish(
        cls,
        writing: Writing,
        typeset: Typeset,
        *,
        id: PostId,
        author_id: ProfileId,
        at: datetime,
        slug: Slug | None = None,
        submission_key: str | None = None,
    ) -> Self:
        """Put words in front of readers. Raises Invalid when they are not fit to be read."""
        writing.check_publishable()
        post = cls(
            id=id,
            author_id=author_id,
            slug=slug,
            writing=writing,
            typeset=typeset,
            place=ThreadPlace.first(id),
            published_at=at,
            submission_key=submission_key,
        )
        post.record(PostPublished(post_id=id))
        return post

    def answer(
        self,
        writing: Writing,
        typeset: Typeset,
        *,
        id: PostId,
        author_id: ProfileId,
        at: datetime,
        submission_key: str | None = None,
    ) -> "Post":
        """A reply to this post: a note, no more widely read than this, addressed to its author."""
        if not self.is_published:
            raise NotFound
        reply = Post.publish(
            replace(writing, title=None, audience=writing.audience.narrower(self.writing.audience)),
            replace(typeset, mentions=typeset.mentions | {self.author_id}),
            id=id,
            author_id=author_id,
            at=at,
            submission_key=submission_key,
        )
        reply.in_reply_to = self.id
        reply.place = self.place.reply(id)
        return reply

    @property
    def is_published(self) -> bool:
        return self.withdrawn_at is None and self.deleted_at is None

    @property
    def counts(self) -> bool:
        """Whether everybody may know that it is there: public counters count only such posts."""
        return self.is_published and self.writing.audience.is_open

    def revise(
        self, writing: Writing, typeset: Typeset, *, by: ProfileId, at: datetime, slug: Slug | None = None
    ) -> bool:
        """Replace the words; what they replace becomes a Revision. No change, no revision: returns False.

        Raises Invalid, and NotTheAuthor also while the post isn't on show.
        """
        self.check_open_to(by)
        writing.check_publishable()
        if self.writing.is_article and not writing.is_article:
            raise Invalid({"title": Sentence("An article needs a title.")})
        if writing.is_article and not self.writing.is_article:
            raise Invalid({"title": Sentence("This was published as a note; please leave the title empty.")})
        if self.in_reply_to is not None:
            # Whoever was answered stays addressed, and an edit opens no doors that the thread closed.
            writing = replace(writing, audience=writing.audience.narrower(self.writing.audience))
            typeset = replace(typeset, mentions=typeset.mentions | self.typeset.mentions)
        if writing == self.writing and slug in (None, self.slug):
            return False
        self.superseded.append(
            Revision(
                post_id=self.id,
                number=self.edition,
                writing=self.writing,
                written_at=self.edited_at or self.published_at,
            )
        )
        self.writing, self.typeset = writing, typeset
        self.slug = slug or self.slug
        self.edited_at = at
        self.edition += 1
        self.record(PostRevised(post_id=self.id))
        return True

    def check_open_to(self, profile_id: ProfileId) -> None:
        """Raises NotTheAuthor unless they may revise this now: it is theirs and on show."""
        self._belongs_to(profile_id)
        if not self.is_published:
            raise NotTheAuthor

    def withdraw(self, *, by: ProfileId, at: datetime) -> None:
        """Take it from the readers and back to the desk. Raises NotTheAuthor."""
        self._belongs_to(by)
        if self.withdrawn_at is None:
            self.withdrawn_at = at
            self.record(PostWithdrawn(post_id=self.id))

    def put_back(self, *, by: ProfileId, submission_key: str | None = None) -> None:
        """Show a withdrawn post again, at its old address and time. Raises NotTheAuthor."""
        self._belongs_to(by)
        if self.withdrawn_at is not None:
            self.withdrawn_at = None
            self.submission_key = submission_key or self.submission_key
            self.record(PostPublished(post_id=self.id))

    def delete(self, *, by: ProfileId, at: datetime) -> None:
        """Into the trash. Raises NotTheAuthor."""
        self._belongs_to(by)
        self.deleted_at = at
        self.record(PostDeleted(post_id=self.id))

    def restore(self, *, by: ProfileId, at: datetime) -> None:
        """Out of the trash, as it was. Raises NotTheAuthor, TooLateToRestore."""
        if by != self.author_id or self.deleted_at is None:
            raise NotTheAuthor
        if self.is_gone(at):
            raise TooLateToRestore
        self.deleted_at = None
        self.record(PostRestored(post_id=self.id))

    def is_gone(self, at: datetime) -> bool:
        """Whether its time in the trash is over."""
        return self.deleted_at is not None and at - self.deleted_at >= RESTORABLE_FOR

    def _belongs_to(self, profile_id: ProfileId) -> None:
        if profile_id != self.author_id or self.deleted_at is not None:
            raise NotTheAuthor
