"""Redis, where many machines share what may be lost: the counts of tries."""

from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from limits.storage import RedisStorage

TIMEOUT = 0.25
"""Seconds for Redis to answer. It needs a thousandth of that when it is well, and a page is waiting."""

KEY_PREFIX = "stoa"
"""Keeps our keys apart from those of others on the same server."""

PORT = 6379


@dataclass(frozen=True, slots=True)
class RedisServer:
    """A server by its address, redis://user:password@host:port/database, or rediss:// with TLS."""

    url: str = field(repr=False)
    name: str
    """The host and port, fit to be shown."""

    @classmethod
    def parse(cls, url: str) -> "RedisServer":
        """Raises ValueError, in words that hold no password."""
        parts = urlsplit(url)
        database = parts.path.removeprefix("/")
        is_number = not database or (database.isascii() and database.isdigit())
        if parts.query or parts.fragment or not is_number:
            raise ValueError("must end with the port or the number of a database, such as :6379/0")
        if find_spec("redis") is None:
            raise ValueError("needs the Python package redis, which isn't installed")
        host = f"[{parts.hostname}]" if ":" in f"{parts.hostname}" else parts.hostname
        return cls(url, f"{host}:{parts.port or PORT}")

    def storage(self) -> "RedisStorage":
        """For throttles (adapters/throttles). Connects when it is first used, and never waits for long.

        Its failures are StorageError. Redis is an extra, so it is imported here.
        """
        from limits.storage import RedisStorage
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        return RedisStorage(
            self.url,
            key_prefix=KEY_PREFIX,
            wrap_exceptions=True,
            socket_timeout=TIMEOUT,
            socket_connect_timeout=TIMEOUT,
            # What answers late once is not asked again: somebody else counts meanwhile.
            retry=Retry(NoBackoff(), 0),  # type: ignore[arg-type]  # handed on to redis.Redis
            protocol=2,
        )
