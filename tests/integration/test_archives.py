"""Archives in a folder: whole files for their owner only."""

import os
from pathlib import Path

import pytest

from adapters.storage.archives import FolderArchives
from services.ports.exports import ArchiveStore
from tests.contracts.archives import HOSTILE, NAME, ArchiveStoreContract, content, fill


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "archives"


@pytest.fixture
def archives(folder: Path) -> ArchiveStore:
    return FolderArchives(folder)


class TestFolderArchives(ArchiveStoreContract):
    pass


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_the_folder_is_made_with_the_first_archive(archives: ArchiveStore, folder: Path) -> None:
    archives.names()
    archives.remove(NAME)
    assert not folder.exists()
    fill(archives, NAME, b"one")
    assert folder.is_dir()


def test_only_the_owner_reads_archives_also_while_they_are_written(
    archives: ArchiveStore, folder: Path
) -> None:
    loose = os.umask(0)
    try:
        with archives.write(NAME):
            (unfinished,) = folder.iterdir()
            assert unfinished.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(loose)
    assert (folder / NAME).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_failed_write_leaves_no_file(archives: ArchiveStore, folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt), archives.write(NAME) as file:
        file.write(b"half")
        file.flush()
        raise KeyboardInterrupt
    assert files_in(folder) == []


@pytest.mark.parametrize("failing", ["fsync", "rename"])
def test_an_archive_that_the_disk_does_not_take_leaves_no_file(
    archives: ArchiveStore, folder: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, failing, full)
    with pytest.raises(OSError, match="no space left"):
        fill(archives, NAME, b"one")
    assert files_in(folder) == []


def test_an_archive_is_on_the_disk_before_it_has_its_name(
    archives: ArchiveStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[bool, bool]] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        synced.append((os.path.isdir(f"/proc/self/fd/{descriptor}"), (folder / NAME).exists()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    fill(archives, NAME, b"one")
    assert synced == [(False, False), (True, True)]


def test_what_a_killed_process_left_goes_with_its_archive(archives: ArchiveStore, folder: Path) -> None:
    other = "f" * 64
    fill(archives, NAME, b"one")
    for name in (NAME, other):
        (folder / f".{name}.0a1b2c3d.part").write_bytes(b"half")
    assert list(archives.names()) == [NAME]
    archives.remove(NAME)
    assert files_in(folder) == [f".{other}.0a1b2c3d.part"]


@pytest.mark.parametrize("name", HOSTILE, ids=repr)
def test_no_name_leads_out_of_the_folder(archives: ArchiveStore, folder: Path, name: str) -> None:
    fill(archives, NAME, b"one")
    for beside in (folder.parent / NAME, folder / "notes.txt"):
        beside.write_bytes(b"somebody's")
    before = files_in(folder.parent)
    for call in (archives.open, archives.size, archives.remove, lambda name: fill(archives, name, b"mine")):
        with pytest.raises(Exception, match="There is nothing here"):
            call(name)
    assert files_in(folder.parent) == before
    assert (folder.parent / NAME).read_bytes() == b"somebody's"
    assert content(archives, NAME) == b"one"


def test_files_that_are_no_archives_are_not_listed(archives: ArchiveStore, folder: Path) -> None:
    fill(archives, NAME, b"one")
    (folder / "notes.txt").write_text("a note")
    assert list(archives.names()) == [NAME]
