"""Hashing passwords."""

import os
import threading

import pytest

from adapters.memory.passwords import QuickHasher
from adapters.security.passwords import Argon2Hasher
from tests.payloads import ODD_TEXTS

CHEAP = Argon2Hasher(memory_kib=8, rounds=1)


def test_the_right_password_is_verified_and_no_other() -> None:
    hash = CHEAP.hash("four words do well")
    assert CHEAP.verify("four words do well", hash)
    assert not CHEAP.verify("four words do wel", hash)
    assert not CHEAP.verify("", hash)


def test_the_same_password_never_has_the_same_hash() -> None:
    assert CHEAP.hash("x") != CHEAP.hash("x")


def test_hashes_are_argon2id_with_19_mebibytes_and_two_rounds() -> None:
    assert Argon2Hasher().hash("x").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    "hash", ["", "x", "$argon2id$v=19$m=8", "$2b$12$abc", "\x00", "$argon2id$" + "x" * 999]
)
def test_a_hash_that_cannot_be_read_verifies_nothing_and_is_outdated(hash: str) -> None:
    assert not CHEAP.verify("x", hash)
    assert CHEAP.is_outdated(hash)
    assert not CHEAP.is_readable(hash)


def test_hashes_of_ours_are_readable_and_up_to_date() -> None:
    assert CHEAP.is_readable(CHEAP.hash("x"))
    assert not CHEAP.is_outdated(CHEAP.hash("x"))
    assert CHEAP.is_readable(Argon2Hasher().hash("x"))


def test_a_hash_under_weaker_parameters_is_outdated() -> None:
    assert Argon2Hasher(memory_kib=16, rounds=1).is_outdated(CHEAP.hash("x"))
    assert not CHEAP.is_outdated(CHEAP.hash("x"))


@pytest.mark.parametrize("password", ODD_TEXTS[:42], ids=range(42))
def test_any_characters_make_a_password(password: str) -> None:
    hash = CHEAP.hash(password)
    assert CHEAP.verify(password, hash)
    assert not CHEAP.verify(password + "x", hash)


def test_nobody_is_verified_once_against_a_hash_like_everybodys(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = Argon2Hasher(memory_kib=8, rounds=1)
    hasher.verify_nobody("x")
    verified: list[str] = []
    real = hasher._scheme

    class Scheme:
        def verify(self, password: bytes, hash: str) -> bool:
            verified.append(hash)
            return bool(real.verify(password, hash))

    monkeypatch.setattr(hasher, "_scheme", Scheme())
    hasher.verify_nobody("y")
    hasher.verify_nobody("z")
    assert verified[0] == verified[1]
    assert verified[0].split("$")[:4] == CHEAP.hash("x").split("$")[:4]


def test_a_hash_that_cannot_be_read_takes_as_long_as_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the answer's time would tell which accounts have no password."""
    hasher = Argon2Hasher(memory_kib=8, rounds=1)
    asked: list[str] = []
    monkeypatch.setattr(hasher, "verify_nobody", asked.append)
    for hash in ("", "!", "$2b$31$abc"):
        assert not hasher.verify("x", hash)
    assert asked == ["x", "x", "x"]
    assert hasher.verify("y", hasher.hash("y"))
    assert len(asked) == 3


@pytest.mark.parametrize(("cores", "turns"), [(None, 1), (1, 1), (2, 1), (8, 7)])
def test_pages_keep_a_core(monkeypatch: pytest.MonkeyPatch, cores: int | None, turns: int) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert Argon2Hasher()._turns._value == turns


def test_imported_hashes_wait_for_their_turn_too(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = Argon2Hasher(at_once=1)
    waited: list[bool] = []

    class Turns:
        def __enter__(self) -> None:
            waited.append(True)

        def __exit__(self, *_: object) -> None:
            waited.append(False)

    monkeypatch.setattr(hasher, "_turns", Turns())
    assert hasher.verify("abc", "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i")
    assert waited == [True, False]


def test_at_most_so_many_are_hashed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = Argon2Hasher(memory_kib=8, rounds=1, at_once=2)
    busy, most, lock = 0, 0, threading.Lock()

    class Scheme:
        def hash(self, _: bytes) -> str:
            nonlocal busy, most
            with lock:
                busy += 1
                most = max(most, busy)
            threading.Event().wait(0.01)
            with lock:
                busy -= 1
            return "x"

    monkeypatch.setattr(hasher, "_scheme", Scheme())
    threads = [threading.Thread(target=hasher.hash, args=("x",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2


def test_the_quick_hasher_of_tests_knows_its_own_hashes_and_no_other() -> None:
    quick = QuickHasher()
    assert quick.is_readable(quick.hash("x"))
    assert quick.is_readable(QuickHasher(generation=2).hash("x"))
    for hash in ("", "!", "quick$1$abc", CHEAP.hash("x")):
        assert not quick.is_readable(hash)
