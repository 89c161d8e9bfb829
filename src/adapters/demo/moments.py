"""Moments: times in order, ever denser towards now, and few of them at night."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_LIVELINESS = (2, 1, 1, 1, 1, 3, 8, 14, 16, 15, 14, 15, 17, 15, 13, 13, 14, 16, 19, 24, 27, 24, 15, 6)
"""How much is written in each hour of the day."""

_SO_FAR = tuple(part / sum(_LIVELINESS) for part in accumulate(_LIVELINESS, initial=0))
"""The part of a day's writing that is done when an hour begins."""


def moments(
    rng: Random, count: int, *, since: datetime, until: datetime, growth: float
) -> Iterator[datetime]:
    """So many times in order, one after another without keeping them.

    With a `growth` of 1 every day has as many; with 2 there are ever more of them. Sorted
    uniform numbers are drawn one at a time, each the least of those that are still to come.
    """
    first, last = _liveliness_until(since), _liveliness_until(until)
    left_over = 1.0
    for still_to_come in range(count, 0, -1):
        left_over *= rng.random() ** (1 / still_to_come)
        drawn = (1 - left_over) ** (1 / growth)
        yield min(max(_moment_at(first + (last - first) * drawn), since), until)


def _liveliness_until(moment: datetime) -> float:
    """How many days' worth is written from 1970 to a moment."""
    days, rest = divmod(moment - _EPOCH, _DAY)
    hour, within = divmod(rest / timedelta(hours=1), 1)
    before, after = _SO_FAR[int(hour)], _SO_FAR[int(hour) + 1]
    return days + before + (after - before) * within


def _moment_at(liveliness: float) -> datetime:
    """The inverse: when that much is written."""
    days, rest = divmod(liveliness, 1)
    hour = min(bisect_right(_SO_FAR, rest), len(_LIVELINESS)) - 1
    before, after = _SO_FAR[hour], _SO_FAR[hour + 1]
    return _EPOCH + timedelta(days=days, hours=hour + (rest - before) / (after - before))
