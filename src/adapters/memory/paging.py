"""Cursors over lists: the id after which a page goes on, in decimal."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from domain.errors import NotFound
from services.ports.paging import Page

S = TypeVar("S")
T = TypeVar("T")

_NUMBER = re.compile(r"[0-9]{1,19}")


def cursor_id(before: str | None) -> int | None:
    """Raises NotFound for what never was a cursor."""
    if before is None:
        return None
    if not _NUMBER.fullmatch(before):
        raise NotFound
    return int(before)


def newest_first(
    things: Iterable[S],
    *,
    id_of: Callable[[S], int],
    before: str | None,
    limit: int,
    view: Callable[[S], T],
) -> Page[T]:
    edge = cursor_id(before)
    found = sorted(
        (thing for thing in things if edge is None or id_of(thing) < edge), key=id_of, reverse=True
    )
    shown = found[:limit]
    more = len(found) > limit
    return Page(tuple(map(view, shown)), next=str(id_of(shown[-1])) if more else None)
