"""Where a post stands in its thread: a path that sorts depth first, oldest first."""

from dataclasses import dataclass
from typing import Self

from domain.ids import PostId

MAX_DEPTH = 40
"""Deeper replies stand beside each other, by time; the path stays under 600 characters."""

_DIGITS = "0123456789abcdefghijklmnopqrstuv"
WIDTH = 13
"""64 bits in base 32, padded, so that paths sort as their ids do."""


@dataclass(frozen=True, slots=True)
class ThreadPlace:
    """The thread (its first post's id), the path within it ("" for that first post), the depth from 0."""

    thread_id: PostId
    path: str
    depth: int

    @classmethod
    def first(cls, id: PostId) -> Self:
        return cls(thread_id=id, path="", depth=0)

    def reply(self, id: PostId) -> "ThreadPlace":
        """The place of a reply with this id to the post that stands here."""
        parent_path = self.path if self.depth < MAX_DEPTH else self.path[:-WIDTH]
        return ThreadPlace(
            thread_id=self.thread_id,
            path=parent_path + _sortable(id),
            depth=min(self.depth + 1, MAX_DEPTH),
        )


def is_path(value: str) -> bool:
    """Whether this could be the path of a reply."""
    return 0 < len(value) <= MAX_DEPTH * WIDTH and len(value) % WIDTH == 0 and set(value) <= set(_DIGITS)


def _sortable(id: int) -> str:
    digits = []
    for _ in range(WIDTH):
        id, digit = divmod(id, 32)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
