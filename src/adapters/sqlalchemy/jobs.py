"""The job table, as the worker sees it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine, Update, delete, func, or_, select, update

from adapters.sqlalchemy.engine import reading, writing
from adapters.sqlalchemy.rows import AnyRow
from adapters.sqlalchemy.tables import jobs
from domain.ids import JobId
from services.ports.jobs import Job, JobQueue, ParkedJob


class SqlAlchemyJobs(JobQueue):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def claim(self, *, now: datetime, lease: timedelta, limit: int) -> Sequence[Job]:
        with writing(self._engine) as connection:
            rows = connection.execute(_claim(now, lease, limit)).all()
        # RETURNING promises no order.
        return [_to_job(row) for row in sorted(rows, key=lambda row: (row.run_at, row.id))]

    def done(self, id: JobId) -> None:
        with writing(self._engine) as connection:
            connection.execute(delete(jobs).where(jobs.c.id == id))

    def fail(self, id: JobId, error: str, *, again_at: datetime | None) -> None:
        with writing(self._engine) as connection:
            connection.execute(
                update(jobs).where(jobs.c.id == id).values(run_at=again_at, leased_until=None, error=error)
            )

    def waiting(self) -> int:
        with reading(self._engine) as connection:
            return connection.scalar(select(func.count()).where(jobs.c.run_at.is_not(None))) or 0

    def parked(self) -> Sequence[ParkedJob]:
        statement = (
            select(jobs.c.id, jobs.c.handler, jobs.c.attempts, jobs.c.error)
            .where(jobs.c.run_at.is_(None))
            .order_by(jobs.c.id)
        )
        with reading(self._engine) as connection:
            return [_to_parked(row) for row in connection.execute(statement)]


def _claim(now: datetime, lease: timedelta, limit: int) -> Update:
    """One statement that takes due jobs; on PostgreSQL those that another is just taking are passed over."""
    due = (
        select(jobs.c.id)
        .where(jobs.c.run_at <= now, or_(jobs.c.leased_until.is_(None), jobs.c.leased_until <= now))
        .order_by(jobs.c.run_at, jobs.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    return (
        update(jobs)
        .where(jobs.c.id.in_(select(due.c.id)))
        .values(leased_until=now + lease, attempts=jobs.c.attempts + 1)
        .returning(jobs.c.id, jobs.c.handler, jobs.c.payload, jobs.c.attempts, jobs.c.run_at)
    )


def _to_job(row: AnyRow) -> Job:
    return Job(id=JobId(row.id), handler=row.handler, payload=row.payload, attempts=row.attempts)


def _to_parked(row: AnyRow) -> ParkedJob:
    return ParkedJob(id=JobId(row.id), handler=row.handler, attempts=row.attempts, error=row.error or "")
