"""Conversations: which of the latest posts gets the next reply."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from adapters.demo.phrasing import Bound
from adapters.demo.topics import Topic

REACH = 5_000
"""A post is answered only while no more posts than these were published after it, so that
whoever reads the stream may forget all that came before."""

DEEPEST = 8
"""Nobody answers further down than this."""

_OPEN = 60
_LOOKS_BACK = 15
_FADES_IN = timedelta(days=4)


@dataclass(slots=True, kw_only=True)
class OpenPost:
    """A post that may still be answered. `pull` is how much it invites replies."""

    number: int
    author: int
    answered_author: int | None
    topic: Topic | None
    bound: Bound
    kind: str
    depth: int
    audience: str
    published_at: datetime
    pull: float


class Conversations:
    """The few dozen posts that are being talked about; most of the talk goes to a handful of them."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._open: list[OpenPost] = []

    def open(self, post: OpenPost) -> None:
        """Take a new post in; one of the older ones, and rather a dull one, is no longer talked about."""
        if post.depth < DEEPEST:
            self._open.append(post)
        if len(self._open) > _OPEN:
            oldest = self._open[:_LOOKS_BACK]
            self._open.remove(min(oldest, key=lambda post: post.pull))
        if self._open and post.number - self._open[0].number >= REACH:
            del self._open[0]

    def next(self, at: datetime) -> OpenPost | None:
        """Who is answered at this time; None as long as there is nothing to answer."""
        if not self._open:
            return None
        weights = [post.pull / (1 + (at - post.published_at) / _FADES_IN) for post in self._open]
        return self._rng.choices(self._open, weights)[0]

    def pull_of(self, *, article: bool, depth: int) -> float:
        """How much a new post invites replies: little, mostly, and now and then very much.

        Most who join a conversation answer what was said last, until it has run its course.
        """
        pull = min(self._rng.paretovariate(1.1), 60.0)
        if depth:
            return pull * 3.0 * 0.85 ** (depth - 1)
        return pull * (1.6 if article else 1.0)
