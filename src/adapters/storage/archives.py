"""Archives in a folder that only its owner opens."""

import os
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from domain.errors import NotFound
from services.ports.exports import ArchiveStore

_NAME = re.compile(r"[0-9a-f]{64}")


class FolderArchives(ArchiveStore):
    """Each archive is a file under its name, whole from the moment that it is there.

    The folder is made with the first archive. A name that isn't one of ours is not found, whatever for.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def write(self, name: str) -> Iterator[IO[bytes]]:
        archive = self._path(name)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self._folder / f".{name}.{secrets.token_hex(4)}.part"
        try:
            with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(archive)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        self._keep_names()

    def _keep_names(self) -> None:
        """Have the disk keep which files are in the folder, too."""
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def open(self, name: str) -> IO[bytes]:
        try:
            return self._path(name).open("rb")
        except FileNotFoundError as failure:
            raise NotFound from failure

    def size(self, name: str) -> int:
        try:
            return self._path(name).stat().st_size
        except FileNotFoundError as failure:
            raise NotFound from failure

    def remove(self, name: str) -> None:
        """What a process left unfinished when it was killed goes, too."""
        self._path(name).unlink(missing_ok=True)
        for unfinished in self._folder.glob(f".{name}.*.part"):
            unfinished.unlink(missing_ok=True)

    def names(self) -> Sequence[str]:
        if not self._folder.exists():
            return []
        return sorted(file.name for file in self._folder.iterdir() if _NAME.fullmatch(file.name))

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise NotFound
        return self._folder / name
