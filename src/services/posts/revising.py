"""Changing what has been published; what it said before stays readable."""

from domain.ids import PostId, ProfileId
from domain.posts import Post
from domain.writings import Writing
from services.ports.clock import Clock
from services.ports.unit_of_work import Begin
from services.posts.addresses import chosen_address
from services.posts.typesetting import Typesetting
from services.retrying import retried


class Revising:
    """Replaces words that readers know, unless somebody else was quicker."""

    def __init__(self, begin: Begin, clock: Clock, typesetting: Typesetting) -> None:
        self._begin, self._clock, self._typesetting = begin, clock, typesetting

    @retried
    def revise(
        self, post_id: PostId, writing: Writing, *, by: ProfileId, version: int, slug: str = ""
    ) -> Post:
        """Replace the words of a post; an empty `slug` keeps its address.

        Raises NotFound, Invalid, and EditedMeanwhile when `version` is no longer the newest.
        """
        writing, typeset = self._typesetting.set(writing)
        with self._begin() as work:
            post = work.posts.get(post_id)
            post.check_open_to(by)
            address = chosen_address(work, slug, author=by, post_id=post_id) if slug and post.slug else None
            if post.revise(writing, typeset, by=by, at=self._clock.now(), slug=address):
                post.expect(version)
                work.posts.save(post)
        return post
