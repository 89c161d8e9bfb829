"""What runs when nobody is waiting: claims jobs, does them, and tries again what fails."""

import threading
from collections.abc import Callable, Mapping
from datetime import timedelta

import structlog

from services.ports.clock import Clock
from services.ports.jobs import Job, JobQueue

Handlers = Mapping[str, Callable[..., None]]
"""A job's handler name -> the activity's method, called with the payload as keywords."""

LEASE = timedelta(seconds=60)
"""Longer than any handler takes; a worker that died gives its jobs back after this."""

BATCH = 20
"""Jobs claimed at once: few enough to be done well within the lease."""

IDLE_PAUSE = 0.5
"""Seconds between looks at an empty queue."""

MAX_ATTEMPTS = 10
"""With the pauses below, a job is tried for about four hours before it is parked."""

MAX_ERROR = 500
"""Characters of an error that are kept with a parked job."""

CHORES_EVERY = timedelta(hours=1)
"""What piles up does so slowly."""

log = structlog.get_logger("worker")


class TooOften(Exception):
    """Claimed again and again without an end: whoever did it died of it."""


def pause_after(attempts: int) -> timedelta:
    """30 s, then doubling."""
    return timedelta(seconds=30 * 2 ** (attempts - 1))


class Worker:
    """One worker of any number; they share the queue and never a job."""

    def __init__(
        self, jobs: JobQueue, handlers: Handlers, clock: Clock, *, chores: Callable[[], None]
    ) -> None:
        self._jobs, self._handlers, self._clock, self._chores = jobs, handlers, clock, chores
        self._chores_due = clock.now()
        self._stopping = threading.Event()

    def run(self) -> None:
        """Work until `stop`, or until the process begins to end."""
        while not self._is_ending:
            if not self._turn():
                self._stopping.wait(IDLE_PAUSE)

    def stop(self) -> None:
        """Finish the job at hand and return from `run`; unbegun ones go back when their lease ends."""
        self._stopping.set()

    @property
    def _is_ending(self) -> bool:
        return self._stopping.is_set() or not threading.main_thread().is_alive()

    def _turn(self) -> int:
        try:
            self._do_chores()
            return self.run_once()
        except Exception:
            # The database may be away for a moment; a worker that dies of it would need a nurse.
            log.exception("queue_unavailable")
            return 0

    def _do_chores(self) -> None:
        if self._clock.now() >= self._chores_due:
            self._chores_due = self._clock.now() + CHORES_EVERY
            self._chores()

    def run_once(self) -> int:
        """Do what is due now, one batch. Returns how many jobs were claimed."""
        began = self._clock.now()
        claimed = self._jobs.claim(now=began, lease=LEASE, limit=BATCH)
        for job in claimed:
            if self._is_ending or self._clock.now() - began > LEASE / 2:
                # Whoever asks after the lease gets the rest; doing them now might do them twice.
                break
            self._do(job)
        return len(claimed)

    def _do(self, job: Job) -> None:
        try:
            if job.attempts > MAX_ATTEMPTS:
                raise TooOften
            self._handlers[job.handler](**job.payload)
        except Exception as error:
            log.exception("job_failed", job=job.id, handler=job.handler, attempts=job.attempts)
            again = job.attempts < MAX_ATTEMPTS
            self._jobs.fail(
                job.id,
                f"{type(error).__name__}: {error}"[:MAX_ERROR],
                again_at=self._clock.now() + pause_after(job.attempts) if again else None,
            )
        else:
            self._jobs.done(job.id)
