"""Archives in a dictionary."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import IO

from domain.errors import NotFound
from services.ports.exports import ArchiveStore

_NAME = re.compile(r"[0-9a-f]{64}")


class InMemoryArchives(ArchiveStore):
    def __init__(self) -> None:
        self._archives: dict[str, bytes] = {}

    @contextmanager
    def write(self, name: str) -> Iterator[IO[bytes]]:
        _check(name)
        file = BytesIO()
        yield file
        self._archives[name] = file.getvalue()

    def open(self, name: str) -> IO[bytes]:
        return BytesIO(self._found(name))

    def size(self, name: str) -> int:
        return len(self._found(name))

    def remove(self, name: str) -> None:
        _check(name)
        self._archives.pop(name, None)

    def names(self) -> Sequence[str]:
        return sorted(self._archives)

    def _found(self, name: str) -> bytes:
        _check(name)
        if name not in self._archives:
            raise NotFound
        return self._archives[name]


def _check(name: str) -> None:
    """Raises NotFound for a name that we didn't make."""
    if not _NAME.fullmatch(name):
        raise NotFound
