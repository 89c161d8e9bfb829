"""The key that signs cookies, and the folder that keeps it."""

import os
import stat
from pathlib import Path
from threading import Barrier, Thread

import pytest

from bootstrap.settings import KEY_FILE, Faulty, read_settings, secret_key_of

SECRET = "a secret of the owner's own choice"


def test_a_key_is_made_once_and_stays(tmp_path: Path) -> None:
    settings = read_settings({}, data=tmp_path / "var")
    key = secret_key_of(settings)
    assert len(key) >= 64
    assert secret_key_of(settings) == key
    assert secret_key_of(read_settings({}, data=tmp_path / "var")) == key


def test_two_places_have_two_keys(tmp_path: Path) -> None:
    one, other = (secret_key_of(read_settings({}, data=tmp_path / name)) for name in ("one", "other"))
    assert one != other


def test_only_its_owner_may_read_the_key(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        secret_key_of(read_settings({}, data=tmp_path))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


def test_reading_settings_makes_nothing(tmp_path: Path) -> None:
    read_settings({}, data=tmp_path / "var")
    assert list(tmp_path.iterdir()) == []


def test_nothing_but_the_key_is_left_in_the_folder(tmp_path: Path) -> None:
    secret_key_of(read_settings({}, data=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_processes_that_start_at_once_use_one_key(tmp_path: Path) -> None:
    settings = read_settings({}, data=tmp_path)
    together, keys = Barrier(8), []

    def start() -> None:
        together.wait()
        keys.append(secret_key_of(settings))

    threads = [Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1
    assert len(keys[0]) >= 64


def test_a_key_that_is_not_whole_is_a_fault_and_never_used(tmp_path: Path) -> None:
    settings = read_settings({}, data=tmp_path)
    (tmp_path / KEY_FILE).write_text("")
    with pytest.raises(ValueError, match="at least 32 characters"):
        secret_key_of(settings)
    with pytest.raises(Faulty, match=r"STOA_DATA: .*secret\.key must hold at least 32 characters"):
        read_settings({}, data=tmp_path)


def test_the_key_that_was_set_is_the_one_and_none_is_made(tmp_path: Path) -> None:
    assert secret_key_of(read_settings({"STOA_SECRET_KEY": SECRET}, data=tmp_path)) == SECRET
    assert list(tmp_path.iterdir()) == []


def test_a_key_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{SECRET}\n")
    assert secret_key_of(read_settings({"STOA_SECRET_KEY_FILE": str(file)}, data=tmp_path)) == SECRET
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize("content", [b"", b"short", b"\n" * 64])
def test_a_file_that_holds_no_key_is_a_fault(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "key"
    file.write_bytes(content)
    with pytest.raises(Faulty, match=r"STOA_SECRET_KEY_FILE: .* must hold at least 32 characters"):
        read_settings({"STOA_SECRET_KEY_FILE": str(file)}, data=tmp_path)


def test_a_key_of_any_bytes_is_a_key(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_bytes(bytes(range(33, 256)))
    settings = read_settings({"STOA_SECRET_KEY_FILE": str(file)}, data=tmp_path)
    assert secret_key_of(settings) == secret_key_of(settings)


def test_a_fault_in_a_file_is_told_with_all_the_others(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("hunter2")
    with pytest.raises(Faulty) as faulty:
        read_settings({"STOA_SECRET_KEY_FILE": str(file), "STOA_DATA": str(file), "STOA_LOG": "loud"})
    assert len(faulty.value.faults) == 3
    assert "hunter2" not in str(faulty.value)
