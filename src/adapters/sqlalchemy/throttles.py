"""Counts of tries in fixed windows, shared by all processes and kept over restarts."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta

from limits.storage import Storage
from sqlalchemy import Connection, Engine, case, delete, select

from adapters.sqlalchemy.engine import reading, writing
from adapters.sqlalchemy.tables import throttle_counters as counters
from adapters.sqlalchemy.upserts import upsert
from domain.errors import Unavailable


def _now() -> datetime:
    return datetime.now(UTC)


class SqlAlchemyStorage(Storage):
    """What `limits` needs of a storage for its fixed-window strategy."""

    STORAGE_SCHEME = None

    def __init__(self, engine: Engine, now: Callable[[], datetime] = _now) -> None:
        super().__init__()
        self._engine, self._now = engine, now
        self._ours = threading.local()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What one thread counts within is one transaction: a disk is waited for once, not for each count."""
        with writing(self._engine) as self._ours.connection:
            try:
                yield
            finally:
                self._ours.connection = None

    @contextmanager
    def _connection(
        self, opened: Callable[[Engine], AbstractContextManager[Connection]]
    ) -> Iterator[Connection]:
        ours: Connection | None = getattr(self._ours, "connection", None)
        if ours is not None:
            yield ours
            return
        with opened(self._engine) as connection:
            yield connection

    @property
    def base_exceptions(self) -> type[Exception]:
        return Unavailable

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` more; a window that is over starts again. Returns the count."""
        now = self._now()
        new = upsert(self._engine.dialect.name, counters).values(
            key=key, tries=amount, expires_at=now + timedelta(seconds=expiry)
        )
        is_over = counters.c.expires_at <= now
        statement = new.on_conflict_do_update(
            index_elements=[counters.c.key],
            set_={
                "tries": case((is_over, new.excluded.tries), else_=counters.c.tries + new.excluded.tries),
                "expires_at": case((is_over, new.excluded.expires_at), else_=counters.c.expires_at),
            },
        ).returning(counters.c.tries)
        with self._connection(writing) as connection:
            tries: int = connection.execute(statement).scalar_one()
        return tries

    def get(self, key: str) -> int:
        return self._window(key)[0]

    def get_expiry(self, key: str) -> float:
        """When the window ends, in seconds since 1970; now, when none is open."""
        return self._window(key)[1].timestamp()

    def _window(self, key: str) -> tuple[int, datetime]:
        now = self._now()
        statement = select(counters.c.tries, counters.c.expires_at).where(
            counters.c.key == key, counters.c.expires_at > now
        )
        with self._connection(reading) as connection:
            row = connection.execute(statement).one_or_none()
        return (row.tries, row.expires_at) if row else (0, now)

    def check(self) -> bool:
        with self._connection(reading) as connection:
            return connection.scalar(select(1)) == 1

    def reset(self) -> int:
        with self._connection(writing) as connection:
            return connection.execute(delete(counters)).rowcount

    def clear(self, key: str) -> None:
        with self._connection(writing) as connection:
            connection.execute(delete(counters).where(counters.c.key == key))

    def remove_expired(self) -> int:
        """Forget windows that are over. Returns how many."""
        with self._connection(writing) as connection:
            return connection.execute(delete(counters).where(counters.c.expires_at <= self._now())).rowcount
