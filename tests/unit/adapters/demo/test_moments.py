from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from adapters.demo.moments import moments

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SINCE = NOW - timedelta(days=400)
TIMES = list(moments(Random(3), 4_000, since=SINCE, until=NOW, growth=2))


def test_moments_come_in_order_and_within_their_bounds() -> None:
    assert len(TIMES) == 4_000
    assert TIMES[0] >= SINCE and TIMES[-1] <= NOW
    assert all(earlier <= later for earlier, later in pairwise(TIMES))


def test_there_are_ever_more_of_them() -> None:
    quarters = Counter((at - SINCE).days // 100 for at in TIMES)
    assert quarters[0] < quarters[1] < quarters[2] < quarters[3]
    assert quarters[3] > 3 * quarters[0]


def test_few_are_at_night_and_many_in_the_evening() -> None:
    at_night = sum(1 <= at.hour < 5 for at in TIMES)
    in_the_evening = sum(18 <= at.hour < 22 for at in TIMES)
    assert at_night * 8 < in_the_evening
