"""Passwords that anybody would try first."""

import random
import sys

import pytest

from adapters.security.common_passwords import MOST, _listed, is_common


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "password123456789",
        "iloveyou!!!!!!!!",
        "letmein2026!",
        "dragondragondragon",
        "dragon1dragon1dragon1",
        "123456789012345",
        "987654321098765",
        "abcdefghijklmnop",
        "qwertyuiopasdfgh",
        "aaaaaaaaaaaaaaaa",
    ],
)
def test_what_anybody_would_try_is_common(password: str) -> None:
    assert is_common(password)


@pytest.mark.parametrize(
    "password",
    ["", "correct horse battery staple", "zwölf boxkämpfer jagen", "x7!kqv0pl2mzt9w", "831904726650192"],
)
def test_what_nobody_would_try_is_not(password: str) -> None:
    assert not is_common(password)


def entries() -> list[str]:
    return _listed()[1:-1].split("\n")


def test_the_list_is_long_enough_and_bounded() -> None:
    assert 20_000 <= len(set(entries())) == len(entries()) <= MOST


def test_every_entry_of_the_list_is_found_and_no_part_of_one() -> None:
    assert all(map(is_common, random.Random(1).sample(entries(), 300)))
    assert is_common(entries()[0])
    assert is_common(entries()[-1])
    assert "sword" in _listed()
    assert not is_common("asswor")
    assert not is_common("12345678\nqwerty")
    assert not is_common("\n")


def test_the_list_is_kept_small() -> None:
    assert sys.getsizeof(_listed()) < 300_000


def test_a_very_long_password_is_answered_at_once() -> None:
    assert not is_common("ab" * 50_000 + "c!")
