"""Into the trash, out of it again, and gone for good."""

from domain.errors import NotFound
from domain.ids import DraftId, PostId, ProfileId
from domain.posts import Post
from services.ports.clock import Clock, Ids
from services.ports.unit_of_work import Begin
from services.posts.publishing import desk_draft
from services.retrying import retried


class Deleting:
    """Gives an author 30 days to think again."""

    def __init__(self, begin: Begin, clock: Clock, ids: Ids) -> None:
        self._begin, self._clock, self._ids = begin, clock, ids

    @retried
    def delete(self, post_id: PostId, *, by: ProfileId) -> None:
        """Into the trash; of a withdrawn post the draft, too. Raises NotFound, for another's as for none."""
        with self._begin() as work:
            post = work.posts.get(post_id)
            post.delete(by=by, at=self._clock.now())
            work.posts.save(post)
            draft = work.drafts.revising(post_id, owner=by)
            if draft is not None:
                work.drafts.remove(draft)

    @retried
    def restore(self, post_id: PostId, *, by: ProfileId) -> Post:
        """As it was: back on show, or back on the desk. Raises NotFound, TooLateToRestore."""
        with self._begin() as work:
            post = work.posts.get(post_id)
            post.restore(by=by, at=self._clock.now())
            work.posts.save(post)
            if post.withdrawn_at is not None:
                desk_draft(work, post, DraftId(self._ids.next()), self._clock)
        return post

    @retried
    def erase(self, post_id: PostId) -> None:
        """Erase a post whose time in the trash is over; one that was restored meanwhile stays."""
        with self._begin() as work:
            try:
                post = work.posts.get(post_id)
            except NotFound:
                return
            if post.is_gone(self._clock.now()):
                work.posts.remove(post)
