"""Community: made-up people and everything that they have published, in the order of time."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from adapters.demo.moments import moments
from adapters.demo.people import Somebody, bio_of, gather
from adapters.demo.posts import DemoPost, Desk

SPAN = timedelta(days=400)
"""How long ago the first post was published."""

_PEOPLE_BEFORE = timedelta(days=20)
_MOST_ACTIVE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """Somebody who lives here. An empty display name stands for the handle."""

    handle: str
    display_name: str
    bio: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Community:
    """So many people and posts, the same for the same seed and `now`.

    No handle looks like one whose skeleton (domain.profiles) is among `taken`. Both streams may be
    read any number of times, and neither keeps what it has handed out.
    """

    seed: int
    profiles: int
    posts: int
    now: datetime
    taken: frozenset[str] = frozenset()

    def people(self) -> Iterator[DemoPerson]:
        """Everybody, by the time when they joined."""
        rng = Random(f"{self.seed} bios")
        for person, joined_at in zip(self._gathered(), self._joined(), strict=True):
            yield DemoPerson(
                handle=person.handle,
                display_name=person.display_name,
                bio=bio_of(person, rng),
                joined_at=joined_at,
            )

    def published(self) -> Iterator[DemoPost]:
        """Every post, by time. Who has not joined yet doesn't write; a few people write most of it."""
        if not self.profiles:
            return
        rng = Random(f"{self.seed} posts")
        desk = Desk(list(self._gathered()), rng, now=self.now)
        joined = list(self._joined())
        activity = list(accumulate(min(rng.paretovariate(0.9), _MOST_ACTIVE) for _ in joined))
        members = 0
        times = moments(rng, self.posts, since=self.now - SPAN, until=self.now, growth=1.8)
        for number, at in enumerate(times):
            while members < len(joined) and joined[members] <= at:
                members += 1
            author = bisect_right(activity, rng.random() * activity[members - 1], hi=members - 1)
            yield desk.write(number, author, at, members=members)

    def _gathered(self) -> Iterator[Somebody]:
        return gather(Random(f"{self.seed} people"), self.profiles, taken=self.taken)

    def _joined(self) -> Iterator[datetime]:
        """The first is there from the beginning, before the first post."""
        since = self.now - SPAN - _PEOPLE_BEFORE
        if self.profiles:
            yield since
        rng = Random(f"{self.seed} joined")
        yield from moments(rng, self.profiles - 1, since=since, until=self.now, growth=0.9)
