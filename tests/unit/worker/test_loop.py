from collections.abc import Callable, Iterator, MutableMapping
from datetime import timedelta
from typing import Any

import pytest
import structlog

from adapters.memory.clock import FrozenClock
from adapters.memory.ids import CountingIds
from adapters.memory.jobs import InMemoryJobs
from adapters.memory.store import KeptJob, MemoryStore
from domain.ids import JobId
from worker.loop import BATCH, CHORES_EVERY, LEASE, MAX_ATTEMPTS, MAX_ERROR, Worker, pause_after


class Queue:
    """A job queue in memory, a worker on it, and a record of what was done."""

    def __init__(self, clock: FrozenClock) -> None:
        self.clock = clock
        self.store = MemoryStore(clock, CountingIds(clock), lambda event: ())
        self.jobs = InMemoryJobs(self.store)
        self.done: list[int] = []
        self.handlers: dict[str, Callable[..., None]] = {"note": self.note, "fail": self.fail}

    def note(self, number: int) -> None:
        self.done.append(number)

    def fail(self, number: int) -> None:
        raise OSError(f"no mail server {number}")

    def put(self, handler: str, number: int, *, after: timedelta = timedelta()) -> JobId:
        id = JobId(self.store.ids.next())
        run_at = self.clock.now() + after
        self.store.tables.jobs[id] = KeptJob(
            id=id, handler=handler, payload={"number": number}, run_at=run_at
        )
        return id

    def worker(self) -> Worker:
        return Worker(self.jobs, self.handlers, self.clock, chores=lambda: None)


@pytest.fixture
def queue(clock: FrozenClock) -> Queue:
    return Queue(clock)


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[MutableMapping[str, Any]]]:
    """What the worker logs; failures are meant here, and their tracebacks say nothing."""
    with structlog.testing.capture_logs() as entries:
        yield entries


def test_a_job_that_was_done_is_gone(queue: Queue) -> None:
    queue.put("note", 1)
    assert queue.worker().run_once() == 1
    assert queue.done == [1]
    assert queue.jobs.waiting() == 0
    assert queue.worker().run_once() == 0


def test_jobs_are_done_the_longest_due_first(queue: Queue) -> None:
    for number in (1, 2, 3):
        queue.put("note", number, after=timedelta(minutes=-number))
    queue.worker().run_once()
    assert queue.done == [3, 2, 1]


def test_a_job_waits_for_its_time(queue: Queue, clock: FrozenClock) -> None:
    queue.put("note", 1, after=timedelta(days=30))
    clock.advance(timedelta(days=30) - timedelta(seconds=1))
    assert queue.worker().run_once() == 0
    clock.advance(timedelta(seconds=1))
    assert queue.worker().run_once() == 1


def test_a_job_that_fails_waits_longer_each_time(queue: Queue, clock: FrozenClock) -> None:
    queue.put("fail", 1)
    for attempt in range(1, MAX_ATTEMPTS):
        assert queue.worker().run_once() == 1
        pause = timedelta(seconds=30) * 2 ** (attempt - 1)
        assert pause_after(attempt) == pause
        clock.advance(pause - timedelta(seconds=1))
        assert queue.worker().run_once() == 0
        clock.advance(timedelta(seconds=1))
    assert queue.jobs.parked() == []


def test_a_job_that_keeps_failing_is_parked_where_the_owner_sees_why(
    queue: Queue, clock: FrozenClock
) -> None:
    id = queue.put("fail", 7)
    for _ in range(MAX_ATTEMPTS):
        assert queue.worker().run_once() == 1
        clock.advance(timedelta(days=1))
    [parked] = queue.jobs.parked()
    assert (parked.id, parked.handler, parked.attempts) == (id, "fail", MAX_ATTEMPTS)
    assert parked.error == "OSError: no mail server 7"
    assert queue.jobs.waiting() == 0
    assert queue.worker().run_once() == 0


def test_a_job_is_tried_for_about_four_hours() -> None:
    tried_for = sum((pause_after(attempt) for attempt in range(1, MAX_ATTEMPTS)), timedelta())
    assert timedelta(hours=4) < tried_for < timedelta(hours=5)


def test_a_job_that_fails_does_not_stop_the_others(queue: Queue) -> None:
    queue.put("note", 1)
    queue.put("fail", 2)
    queue.put("note", 3)
    assert queue.worker().run_once() == 3
    assert queue.done == [1, 3]
    assert queue.jobs.waiting() == 1


def test_a_failure_is_logged_by_name_and_number_of_tries(
    queue: Queue, logged: list[MutableMapping[str, Any]]
) -> None:
    id = queue.put("fail", 1)
    queue.worker().run_once()
    [entry] = logged
    assert (entry["event"], entry["job"], entry["handler"], entry["attempts"]) == (
        "job_failed",
        id,
        "fail",
        1,
    )


def test_a_job_for_nobody_is_kept_for_who_may_come(queue: Queue, clock: FrozenClock) -> None:
    queue.put("of_a_newer_version", 1)
    queue.put("note", 2)
    queue.worker().run_once()
    assert queue.done == [2]
    assert queue.jobs.waiting() == 1
    queue.handlers["of_a_newer_version"] = queue.note
    clock.advance(pause_after(1))
    queue.worker().run_once()
    assert queue.done == [2, 1]


def test_a_payload_that_does_not_fit_its_handler_is_a_failure_like_any(queue: Queue) -> None:
    queue.handlers["note"] = lambda: None
    queue.put("note", 1)
    queue.worker().run_once()
    assert queue.jobs.waiting() == 1


def test_a_long_error_is_cut(queue: Queue, clock: FrozenClock) -> None:
    def fail(number: int) -> None:
        raise RuntimeError("x" * 100_000)

    queue.handlers["fail"] = fail
    queue.put("fail", 1)
    for _ in range(MAX_ATTEMPTS):
        queue.worker().run_once()
        clock.advance(timedelta(days=1))
    assert len(queue.jobs.parked()[0].error) == MAX_ERROR


def test_two_workers_never_do_the_same_job(queue: Queue) -> None:
    queue.put("note", 1)
    one, other = queue.worker(), queue.worker()

    def meanwhile(number: int) -> None:
        queue.note(number)
        assert other.run_once() == 0

    queue.handlers["note"] = meanwhile
    assert one.run_once() == 1
    assert queue.done == [1]


def test_a_worker_that_died_gives_its_jobs_back_when_the_lease_ends(queue: Queue, clock: FrozenClock) -> None:
    queue.put("note", 1)
    queue.jobs.claim(now=clock.now(), lease=LEASE, limit=BATCH)
    clock.advance(LEASE - timedelta(seconds=1))
    assert queue.worker().run_once() == 0
    clock.advance(timedelta(seconds=1))
    assert queue.worker().run_once() == 1
    assert queue.done == [1]


def test_a_batch_is_as_large_as_a_lease_allows(queue: Queue) -> None:
    for number in range(BATCH + 1):
        queue.put("note", number)
    worker = queue.worker()
    assert [worker.run_once(), worker.run_once(), worker.run_once()] == [BATCH, 1, 0]


def test_a_worker_that_is_stopped_finishes_the_job_at_hand_and_begins_no_other(
    queue: Queue, clock: FrozenClock
) -> None:
    worker = queue.worker()

    def stopping(number: int) -> None:
        worker.stop()
        queue.note(number)

    queue.handlers["note"] = stopping
    queue.put("note", 1)
    queue.put("note", 2)
    worker.run()
    assert queue.done == [1]
    assert queue.jobs.waiting() == 1
    clock.advance(LEASE)
    queue.worker().run_once()
    assert queue.done == [1, 2]


def test_a_database_that_is_away_for_a_moment_does_not_end_the_worker(queue: Queue) -> None:
    class Away(InMemoryJobs):
        looks = 0

        def claim(self, **asked: object) -> list:  # type: ignore[type-arg,override]  # as the port has it
            Away.looks += 1
            if Away.looks == 1:
                raise ConnectionError("gone for a moment")
            worker.stop()
            return []

    worker = Worker(Away(queue.store), queue.handlers, queue.clock, chores=lambda: None)
    worker._stopping.wait = lambda timeout=None: False  # type: ignore[method-assign]  # no pause in a test
    worker.run()
    assert Away.looks == 2


def test_a_slow_batch_ends_while_the_lease_still_holds(queue: Queue, clock: FrozenClock) -> None:
    def slow(number: int) -> None:
        queue.note(number)
        clock.advance(LEASE / 2 + timedelta(seconds=1))

    queue.handlers["note"] = slow
    queue.put("note", 1)
    queue.put("note", 2)
    queue.worker().run_once()
    assert queue.done == [1]
    clock.advance(LEASE)
    queue.worker().run_once()
    assert queue.done == [1, 2]


def test_chores_are_done_at_the_start_and_once_an_hour(queue: Queue, clock: FrozenClock) -> None:
    done_at = []
    began = clock.now()
    worker = Worker(queue.jobs, queue.handlers, clock, chores=lambda: done_at.append(clock.now() - began))

    def pause(timeout: float | None = None) -> bool:
        clock.advance(timedelta(minutes=20))
        if clock.now() - began > timedelta(hours=2):
            worker.stop()
        return False

    worker._stopping.wait = pause  # type: ignore[method-assign]  # time passes at once
    worker.run()
    assert done_at == [timedelta(), CHORES_EVERY, 2 * CHORES_EVERY]


def test_a_job_that_kills_whoever_does_it_is_parked_in_the_end(queue: Queue, clock: FrozenClock) -> None:
    """Nobody was left to say that it failed: only the leases that ran out tell."""
    id = queue.put("note", 1)
    for _ in range(MAX_ATTEMPTS):
        queue.jobs.claim(now=clock.now(), lease=LEASE, limit=1)
        clock.advance(LEASE)
    queue.worker().run_once()
    assert queue.done == []
    assert [job.id for job in queue.jobs.parked()] == [id]


def test_what_a_slow_batch_leaves_is_not_begun_late_in_its_lease(queue: Queue, clock: FrozenClock) -> None:
    queue.handlers["slow"] = lambda number: clock.advance(LEASE * 0.6)
    queue.put("slow", 1)
    queue.put("note", 2)
    assert queue.worker().run_once() == 2
    assert queue.done == []
    clock.advance(LEASE)
    queue.worker().run_once()
    assert queue.done == [2]
