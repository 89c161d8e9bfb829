"""Putting words in front of readers, and taking them back."""

from domain.drafts import Draft
from domain.errors import NotFound
from domain.ids import DraftId, PostId, ProfileId
from domain.posts import Post, PostSentTwice, Typeset
from domain.viewers import Viewer
from domain.writings import Writing
from services.ports.clock import Clock, Ids
from services.ports.drafts import DraftQueries, DraftView
from services.ports.unit_of_work import Begin, UnitOfWork
from services.posts.addresses import Slugify, address_for
from services.posts.typesetting import Typesetting
from services.retrying import retried


class Publishing:
    """Publishes drafts and notes, each once, however often the form arrives."""

    def __init__(
        self,
        begin: Begin,
        clock: Clock,
        ids: Ids,
        typesetting: Typesetting,
        drafts: DraftQueries,
        slugify: Slugify,
    ) -> None:
        self._begin, self._clock, self._ids = begin, clock, ids
        self._typesetting, self._drafts, self._slugify = typesetting, drafts, slugify

    @retried
    def publish(self, draft_id: DraftId, *, by: Viewer) -> Post:
        """Make a post of a draft, or put the withdrawn post back whose words it holds.

        Publishing a draft again gives the post of the first time, also when the two cross.
        Raises NotFound, Invalid, EditedMeanwhile, AwaitingApproval.
        """
        author = by.speaker()
        key = _key_of(draft_id)
        try:
            return self._publish(self._drafts.one(draft_id, owner=author), author, key)
        except NotFound:
            return self._sent_before(author, key)

    def _publish(self, seen: DraftView, author: ProfileId, key: str) -> Post:
        writing, typeset = self._typesetting.set(seen.writing)
        with self._begin() as work:
            draft = work.drafts.get(seen.id, owner=author)
            draft.expect(seen.version)
            work.drafts.remove(draft)
            if draft.revises is not None:
                return self._put_back(work, draft.revises, writing, typeset, author, key)
            return self._add(work, writing, typeset, author, key)

    def _put_back(
        self,
        work: UnitOfWork,
        post_id: PostId,
        writing: Writing,
        typeset: Typeset,
        author: ProfileId,
        key: str,
    ) -> Post:
        post = work.posts.get(post_id)
        post.put_back(by=author, submission_key=key)
        post.revise(writing, typeset, by=author, at=self._clock.now())
        work.posts.save(post)
        return post

    def _add(
        self, work: UnitOfWork, writing: Writing, typeset: Typeset, author: ProfileId, key: str | None
    ) -> Post:
        post = Post.publish(
            writing,
            typeset,
            id=PostId(self._ids.next()),
            author_id=author,
            at=self._clock.now(),
            slug=address_for(work, writing, author=author, slugify=self._slugify),
            submission_key=key,
        )
        work.posts.add(post)
        return post

    @retried
    def post(self, writing: Writing, *, by: Viewer, key: str | None = None) -> Post:
        """Publish at once, without a draft. The same key again gives the post of the first time.

        Raises Invalid, AwaitingApproval.
        """
        author = by.speaker()
        writing.check_publishable()
        writing, typeset = self._typesetting.set(writing)
        try:
            with self._begin() as work:
                earlier = work.posts.by_submission_key(author, key) if key else None
                return earlier or self._add(work, writing, typeset, author, key)
        except PostSentTwice:
            return self._sent_before(author, key)

    @retried
    def reply(self, post_id: PostId, writing: Writing, *, by: Viewer, key: str | None = None) -> Post:
        """Answer a post. Raises NotFound when they can't see it, Invalid, AwaitingApproval."""
        author = by.speaker()
        writing.check_publishable()
        writing, typeset = self._typesetting.set(writing)
        try:
            with self._begin() as work:
                earlier = work.posts.by_submission_key(author, key) if key else None
                return earlier or self._answer(work, post_id, writing, typeset, by, key)
        except PostSentTwice:
            return self._sent_before(author, key)

    def _answer(
        self,
        work: UnitOfWork,
        post_id: PostId,
        writing: Writing,
        typeset: Typeset,
        by: Viewer,
        key: str | None,
    ) -> Post:
        reply = work.posts.visible(post_id, by).answer(
            writing,
            typeset,
            id=PostId(self._ids.next()),
            author_id=by.speaker(),
            at=self._clock.now(),
            submission_key=key,
        )
        work.posts.add(reply)
        return reply

    def made_of(self, draft_id: DraftId, *, by: ProfileId) -> Post:
        """The post that publishing this draft has made or put back. Raises NotFound."""
        return self._sent_before(by, _key_of(draft_id))

    def _sent_before(self, author: ProfileId, key: str | None) -> Post:
        with self._begin() as work:
            post = work.posts.by_submission_key(author, key) if key else None
        if post is None:
            raise NotFound
        return post

    @retried
    def withdraw(self, post_id: PostId, *, by: ProfileId) -> Draft:
        """Take a post from its readers and put its words back on the desk. Raises NotFound."""
        with self._begin() as work:
            post = work.posts.get(post_id)
            post.withdraw(by=by, at=self._clock.now())
            work.posts.save(post)
            return desk_draft(work, post, DraftId(self._ids.next()), self._clock)


def _key_of(draft_id: DraftId) -> str:
    return f"draft:{draft_id}"


def desk_draft(work: UnitOfWork, post: Post, id: DraftId, clock: Clock) -> Draft:
    """The draft that holds a withdrawn post's words, made when there is none."""
    draft = work.drafts.revising(post.id, owner=post.author_id)
    if draft is None:
        now = clock.now()
        draft = Draft(
            id=id,
            owner_id=post.author_id,
            writing=post.writing,
            created_at=now,
            saved_at=now,
            revises=post.id,
        )
        work.drafts.add(draft)
    return draft
