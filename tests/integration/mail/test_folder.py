"""Mail into a folder."""

import os
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from adapters.mail.folder import FolderMailer
from adapters.memory.mail import InMemoryMailer
from services.ports.clock import Clock
from services.ports.mail import Letter


class StoppedClock(Clock):
    def now(self) -> datetime:
        return datetime(2026, 11, 20, 12, tzinfo=UTC)


def letter(subject: str, to: str = "ada@example.org") -> Letter:
    return Letter(to=to, subject=subject, text="Hello\n", html="<p>Hello</p>")


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


def left_in(folder: Path) -> list[str]:
    files = sorted(folder.glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=default)["Subject"] for file in files]


@pytest.mark.parametrize(
    "to",
    [
        "ada@example.org",
        "Ada.Lovelace+stoa@example.org",
        "ada@bücher.example",
        f"{'a' * 64}@{'b' * 60}.{'c' * 60}.example",
    ],
)
def test_letters_to_an_address_can_be_forgotten(mailer: FolderMailer, tmp_path: Path, to: str) -> None:
    mailer.send(letter("first", to))
    mailer.send(letter("second", to))
    mailer.send(letter("another's", "zoe@example.org"))
    mailer.forget(to)
    assert left_in(tmp_path / "mail") == ["another's"]


@pytest.mark.parametrize(
    "address",
    [
        "ada@example.com",
        "a@example.org",
        "xada@example.org",
        "ada@example.org.example",
        "ADA@example.org",
        "grüße@example.org",
        "example.org",
        "@example.org",
        "",
        "*",
        "ada@example.org, zoe@example.org",
        "ada@example.org\r\nTo: zoe@example.org",
    ],
)
def test_only_letters_to_exactly_that_address_are_forgotten(
    mailer: FolderMailer, tmp_path: Path, address: str
) -> None:
    mailer.send(letter("to ada@example.com, not really", "ada@example.org"))
    mailer.forget(address)
    assert len(left_in(tmp_path / "mail")) == 1


def test_what_else_lies_in_the_folder_is_left_alone(mailer: FolderMailer, tmp_path: Path) -> None:
    mailer.send(letter("x"))
    notes, foreign = tmp_path / "mail" / "notes.txt", tmp_path / "mail" / "foreign.eml"
    notes.write_text("To: ada@example.org\n\nHello")
    foreign.write_bytes(b"\xff\x00 no mail at all")
    mailer.forget("ada@example.org")
    assert sorted(file.name for file in (tmp_path / "mail").iterdir()) == ["foreign.eml", "notes.txt"]


def test_forgetting_before_any_letter_was_sent_is_no_error(mailer: FolderMailer, tmp_path: Path) -> None:
    mailer.forget("ada@example.org")
    assert not (tmp_path / "mail").exists()


def test_letters_in_memory_are_forgotten_by_exactly_their_address() -> None:
    mailer = InMemoryMailer()
    for to in ("ada@example.org", "zoe@example.org", "ada@example.org"):
        mailer.send(letter("x", to))
    mailer.forget("ada@example.org")
    assert [sent.to for sent in mailer.sent] == ["zoe@example.org"]
