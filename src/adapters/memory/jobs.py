"""The job table in a dictionary, leases included."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from adapters.memory.store import KeptJob, MemoryStore
from domain.ids import JobId
from services.ports.jobs import Job, JobQueue, ParkedJob


class InMemoryJobs(JobQueue):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def claim(self, *, now: datetime, lease: timedelta, limit: int) -> Sequence[Job]:
        with self._store.lock:
            jobs = self._store.tables.jobs
            due = [job for job in jobs.values() if _is_due(job, now)]
            claimed = [
                replace(job, attempts=job.attempts + 1, leased_until=now + lease)
                for job in sorted(due, key=lambda job: (job.run_at, job.id))[:limit]
            ]
            jobs.update({job.id: job for job in claimed})
        return [
            Job(id=job.id, handler=job.handler, payload=dict(job.payload), attempts=job.attempts)
            for job in claimed
        ]

    def done(self, id: JobId) -> None:
        with self._store.lock:
            self._store.tables.jobs.pop(id, None)

    def fail(self, id: JobId, error: str, *, again_at: datetime | None) -> None:
        with self._store.lock:
            job = self._store.tables.jobs.get(id)
            if job is None:
                return
            self._store.tables.jobs[id] = replace(
                job,
                error=error,
                leased_until=None,
                run_at=again_at or job.run_at,
                is_parked=again_at is None,
            )

    def waiting(self) -> int:
        return sum(not job.is_parked for job in self._store.tables.jobs.values())

    def parked(self) -> Sequence[ParkedJob]:
        return [
            ParkedJob(id=job.id, handler=job.handler, attempts=job.attempts, error=job.error)
            for job in self._store.tables.jobs.values()
            if job.is_parked
        ]


def _is_due(job: KeptJob, now: datetime) -> bool:
    free = job.leased_until is None or job.leased_until <= now
    return not job.is_parked and job.run_at <= now and free
