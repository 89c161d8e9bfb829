"""Cursors of pages: the key of the last item shown."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from adapters.sqlalchemy.rows import AnyRow
from domain.errors import NotFound
from services.ports.paging import Page

T = TypeVar("T")

_NUMBER = re.compile(r"[0-9]{1,19}")
_PATH = re.compile(r"(?:[0-9a-v]{13}){1,40}")


def id_in(cursor: str | None) -> int | None:
    """The id in a cursor, None for the first page. Raises NotFound for what no page gave out."""
    if cursor is None:
        return None
    if not _NUMBER.fullmatch(cursor):
        raise NotFound
    return int(cursor)


def path_in(cursor: str | None) -> str | None:
    """The thread path in a cursor (domain.threads), None for the first page. Raises NotFound."""
    if cursor is not None and not _PATH.fullmatch(cursor):
        raise NotFound
    return cursor


def page_of(
    rows: Sequence[AnyRow], limit: int, to_item: Callable[[AnyRow], T], *, key: str = "id"
) -> Page[T]:
    """A page of `limit` items from rows that were asked for with one more, to see whether others follow."""
    shown = rows[:limit]
    more = len(rows) > limit and bool(shown)
    return Page(tuple(map(to_item, shown)), str(getattr(shown[-1], key)) if more else None)
