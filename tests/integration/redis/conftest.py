"""A real Redis that tests may stop, freeze and start again."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from limits.storage import RedisStorage

from adapters.redis.server import RedisServer
from tests.integration.serving import free_port

PATIENCE = 10
"""Seconds for a process to end; it takes a moment."""

PASSWORD = "s3cret-of-redis"


class RunningRedis:
    """On a free port of loopback, in memory only: what it knew is gone when it stops."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://:{PASSWORD}@127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None
        self._storages: list[RedisStorage] = []

    def start(self) -> "RunningRedis":
        where = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self.folder)]
        keeps_nothing = ["--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(
            ["redis-server", *where, *keeps_nothing, "--requirepass", PASSWORD],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert self._process.stdout is not None
        said = iter(self._process.stdout.readline, b"")
        assert any(b"Ready to accept connections" in line for line in said), "redis-server didn't start"
        return self

    def stop(self) -> None:
        """Also when it is frozen."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait(PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None

    def freeze(self) -> None:
        """It still takes connections, and never answers."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def storage(self) -> RedisStorage:
        """New connections, as another process would make them."""
        storage = RedisServer.parse(self.url).storage()
        self._storages.append(storage)
        return storage

    def hang_up(self) -> None:
        for storage in self._storages:
            storage.get_connection().close()
        self._storages.clear()


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningRedis]:
    """For tests that leave it running."""
    if shutil.which("redis-server") is None:
        pytest.skip("no redis-server was found")
    redis = RunningRedis(tmp_path_factory.mktemp("redis")).start()
    yield redis
    redis.stop()


@pytest.fixture
def redis(redis_server: RunningRedis) -> Iterator[RunningRedis]:
    """Empty, and shared with nobody for the time of a test."""
    redis_server.storage().reset()
    yield redis_server
    redis_server.hang_up()


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RunningRedis]:
    """One that may be stopped and frozen."""
    if shutil.which("redis-server") is None:
        pytest.skip("no redis-server was found")
    redis = RunningRedis(tmp_path).start()
    yield redis
    redis.hang_up()
    redis.stop()
