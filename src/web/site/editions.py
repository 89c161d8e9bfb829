"""A post's editions side by side with the ones before them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.revisions import Piece, Revision, differences


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """An edition as the difference from the one before it; the first one is all new."""

    number: int
    written_at: datetime
    is_current: bool
    is_first: bool
    title: list[Piece]
    body: list[Piece]


def editions_of(revisions: Sequence[Revision]) -> list[EditionView]:
    """The newest first. `revisions` begin with the first edition and end with the present one."""
    views = []
    for older, newer in zip([None, *revisions[:-1]], revisions, strict=True):
        was = older.writing if older else newer.writing
        views.append(
            EditionView(
                number=newer.number,
                written_at=newer.written_at,
                is_current=newer is revisions[-1],
                is_first=older is None,
                title=differences(was.title or "", newer.writing.title or ""),
                body=differences(was.body, newer.writing.body),
            )
        )
    return views[::-1]
