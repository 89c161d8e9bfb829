"""Mail into a folder."""

import os
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from adapters.mail.folder import FolderMailer
from services.ports.clock import Clock
from services.ports.mail import Letter


class StoppedClock(Clock):
    def now(self) -> datetime:
        return datetime(2026, 11, 20, 12, tzinfo=UTC)


def letter(subject: str) -> Letter:
    return Letter(to="ada@example.org", subject=subject, text="Hello\n", html="<p>Hello</p>")


@pytest.fixture
def mailer(tmp_path: Path) -> FolderMailer:
    return FolderMailer(tmp_path / "mail", sender="porch@stoa.example", clock=StoppedClock())


def test_letters_are_files_that_sort_by_time_and_only_their_owner_reads(
    mailer: FolderMailer, tmp_path: Path
) -> None:
    subjects = [f"letter {number}" for number in range(12)]
    for subject in subjects:
        mailer.send(letter(subject))
    files = sorted((tmp_path / "mail").iterdir())
    assert [message_from_bytes(file.read_bytes(), policy=default)["Subject"] for file in files] == subjects
    assert all(file.suffix == ".eml" and file.stat().st_mode & 0o077 == 0 for file in files)


def test_a_letter_that_cannot_be_finished_leaves_nothing(
    mailer: FolderMailer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        mailer.send(letter("x"))
    assert list((tmp_path / "mail").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_an_error_to_try_again(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file")
    with pytest.raises(FileExistsError):
        FolderMailer(tmp_path / "mail", sender="a@b.example", clock=StoppedClock()).send(letter("x"))
