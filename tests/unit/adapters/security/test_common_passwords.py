"""Passwords that anybody would try first."""

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


def test_the_list_is_long_enough_and_bounded() -> None:
    assert 10_000 < len(_listed()) <= MOST


def test_a_very_long_password_is_answered_at_once() -> None:
    assert not is_common("ab" * 50_000 + "c!")
