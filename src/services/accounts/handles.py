"""Handles: each for one person only, now and later."""

from collections.abc import Iterator
from contextlib import contextmanager

from domain.errors import Invalid
from domain.ids import ProfileId
from domain.profiles import HandleTaken
from services.ports.unit_of_work import UnitOfWork


def check_free(work: UnitOfWork, handle: str, *, for_profile: ProfileId | None = None) -> None:
    """Raises Invalid when another has or had the handle, or one that looks like it."""
    if work.profiles.is_taken(handle, by_other_than=for_profile):
        raise Invalid({"handle": HandleTaken.sentence})


@contextmanager
def told_when_taken() -> Iterator[None]:
    """Has who was slower by a moment told the same as who was much slower."""
    try:
        yield
    except HandleTaken as taken:
        raise Invalid({"handle": taken.sentence}) from taken
