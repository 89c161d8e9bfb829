"""Keyset pages: where the last one ended is where the next begins, however the list has moved."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)

PAGE = 20
"""Items in a list before "load more"."""

THREAD_PAGE = 100
"""Replies on one page of a thread."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T_co]):
    """Some items, and the cursor after which more follow (None at the end)."""

    items: tuple[T_co, ...]
    next: str | None = None
