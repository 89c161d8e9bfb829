"""Time, and ids that grow with it."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from adapters.clock import ids as ids_module
from adapters.clock.ids import TimeOrderedIds
from adapters.clock.system import SystemClock
from domain.ids import MAX_ID, moment_of
from services.ports.clock import Clock

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class SettableClock(Clock):
    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def test_the_system_clock_tells_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_an_id_tells_when_it_was_made() -> None:
    id = TimeOrderedIds(SettableClock()).next()
    assert moment_of(id) == NOON
    assert 0 < id <= MAX_ID


def test_ids_grow_while_the_clock_stands_runs_or_is_set_back() -> None:
    clock = SettableClock()
    ids = TimeOrderedIds(clock)
    made = []
    for step in (0, 0, 1, 0, -5_000, 0, 2, 10_000, -1):
        clock.at += timedelta(milliseconds=step)
        made.append(ids.next())
    assert made == sorted(set(made))


def test_a_full_sequence_runs_over_into_the_next_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids_module.secrets, "randbelow", lambda most: most - 1)
    clock = SettableClock()
    ids = TimeOrderedIds(clock)
    last, over = ids.next(), ids.next()
    assert moment_of(over) - moment_of(last) == timedelta(milliseconds=1)
    clock.at += timedelta(milliseconds=1)
    assert ids.next() > over


def test_two_processes_begin_a_millisecond_at_different_numbers() -> None:
    assert len({TimeOrderedIds(SettableClock()).next() for _ in range(20)}) > 10


def test_threads_never_get_the_same_id() -> None:
    ids = TimeOrderedIds(SettableClock())
    made: list[int] = []
    threads = [threading.Thread(target=lambda: made.extend(ids.next() for _ in range(500))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 4_000
