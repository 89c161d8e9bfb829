from collections.abc import Sequence
from datetime import timedelta

from domain.ids import JobId
from services.ports.jobs import Job
from tests.contracts.kept import Kept
from tests.factories import an_account

MINUTE = timedelta(minutes=1)


def enqueue(kept: Kept, count: int = 1) -> None:
    """Jobs as they come to be: by events, a second apart."""
    for _ in range(count):
        account = an_account()
        account.registered()
        with kept.begin() as work:
            work.accounts.add(account)
        kept.clock.advance(timedelta(seconds=1))


def claim(kept: Kept, limit: int = 10) -> Sequence[Job]:
    return kept.jobs.claim(now=kept.clock.now(), lease=MINUTE, limit=limit)


class JobQueueContract:
    def test_an_empty_queue_gives_nothing(self, kept: Kept) -> None:
        assert list(claim(kept)) == []
        assert kept.jobs.waiting() == 0
        assert list(kept.jobs.parked()) == []

    def test_the_longest_due_come_first_and_no_more_than_asked_for(self, kept: Kept) -> None:
        enqueue(kept, 5)
        first = claim(kept, 2)
        rest = claim(kept, 10)
        ids = [job.id for job in (*first, *rest)]
        assert (len(first), len(rest)) == (2, 3)
        assert ids == sorted(ids)

    def test_a_claimed_job_counts_its_attempt(self, kept: Kept) -> None:
        enqueue(kept)
        [job] = claim(kept)
        assert (job.handler, job.attempts) == ("letters.confirm_email", 1)

    def test_a_claimed_job_is_nobody_elses(self, kept: Kept) -> None:
        enqueue(kept)
        assert len(claim(kept)) == 1
        assert list(claim(kept)) == []
        assert kept.jobs.waiting() == 1

    def test_a_lease_that_runs_out_gives_the_job_to_the_next(self, kept: Kept) -> None:
        enqueue(kept)
        [job] = claim(kept)
        kept.clock.advance(MINUTE - timedelta(microseconds=1))
        assert list(claim(kept)) == []
        kept.clock.advance(timedelta(microseconds=1))
        [again] = claim(kept)
        assert (again.id, again.attempts) == (job.id, 2)

    def test_a_job_that_is_done_is_gone(self, kept: Kept) -> None:
        enqueue(kept)
        [job] = claim(kept)
        kept.jobs.done(job.id)
        kept.clock.advance(2 * MINUTE)
        assert list(claim(kept)) == []
        assert kept.jobs.waiting() == 0

    def test_done_twice_is_no_error(self, kept: Kept) -> None:
        enqueue(kept)
        [job] = claim(kept)
        kept.jobs.done(job.id)
        kept.jobs.done(job.id)

    def test_a_failed_job_comes_again_at_its_time(self, kept: Kept) -> None:
        enqueue(kept)
        [job] = claim(kept)
        kept.jobs.fail(job.id, "no answer", again_at=kept.clock.now() + timedelta(seconds=5))
        assert list(claim(kept)) == []
        assert kept.jobs.waiting() == 1
        kept.clock.advance(timedelta(seconds=5))
        [again] = claim(kept)
        assert (again.id, again.attempts) == (job.id, 2)

    def test_a_job_that_failed_gives_way_to_older_ones(self, kept: Kept) -> None:
        enqueue(kept, 2)
        [first] = claim(kept, 1)
        kept.jobs.fail(first.id, "no answer", again_at=kept.clock.now())
        kept.clock.advance(timedelta(seconds=1))
        assert [job.id for job in claim(kept)][-1] == first.id

    def test_a_parked_job_waits_for_the_owner_only(self, kept: Kept) -> None:
        enqueue(kept, 2)
        first, second = claim(kept)
        kept.jobs.fail(first.id, "nobody knows this address", again_at=None)
        kept.jobs.done(second.id)
        kept.clock.advance(timedelta(days=400))
        assert list(claim(kept)) == []
        assert kept.jobs.waiting() == 0
        [parked] = kept.jobs.parked()
        assert (parked.id, parked.handler, parked.attempts) == (first.id, "letters.confirm_email", 1)
        assert parked.error == "nobody knows this address"

    def test_a_failure_of_a_job_that_is_gone_changes_nothing(self, kept: Kept) -> None:
        enqueue(kept)
        [job] = claim(kept)
        kept.jobs.done(job.id)
        kept.jobs.fail(job.id, "too late", again_at=kept.clock.now())
        kept.jobs.fail(JobId(7), "never was", again_at=None)
        assert kept.jobs.waiting() == 0
        assert list(kept.jobs.parked()) == []
