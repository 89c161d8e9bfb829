"""Handles: each for one person only, now and later."""

from collections.abc import Iterator
from contextlib import contextmanager

from domain.errors import Invalid
from domain.profiles import HandleTaken
from services.ports.unit_of_work import UnitOfWork


def check_free(work: UnitOfWork, handle: str) -> None:
    """Raises Invalid when somebody has or had the handle, or one that looks like it."""
    if work.profiles.is_taken(handle):
        raise Invalid({"handle": HandleTaken.sentence})


@contextmanager
def told_when_taken() -> Iterator[None]:
    """Raises Invalid where keeping a profile raises HandleTaken: slower by a moment is slower, too."""
    try:
        yield
    except HandleTaken as taken:
        raise Invalid({"handle": taken.sentence}) from taken
