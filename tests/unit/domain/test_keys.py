"""Passkeys, logins elsewhere, known devices: what each is called, how long it counts, what may go."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Invalid
from domain.known_devices import KNOWN_FOR
from domain.linked_logins import LastWayIn, WaysIn
from domain.passkeys import MAX_PASSKEY_NAME, passkey_name
from tests.factories import NOON, a_device, a_linked_login, a_passkey, a_profile, an_account

A_MOMENT = timedelta(microseconds=1)


# Passkeys


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Phone", "Phone"),
        ("  My\tgreen\nphone ", "My green phone"),
        ("", "Passkey"),
        ("\u200b", "Passkey"),
        ("\u202eenohp", "enohp"),
        ("x" * MAX_PASSKEY_NAME, "x" * MAX_PASSKEY_NAME),
    ],
)
def test_a_passkey_has_a_name_in_one_line(written: str, kept: str) -> None:
    passkey = a_passkey(a_profile(an_account()))
    passkey.rename(written)
    assert passkey.name == passkey_name(written) == kept


def test_a_name_that_does_not_fit_changes_nothing() -> None:
    passkey = a_passkey(a_profile(an_account()), name="Phone")
    with pytest.raises(Invalid) as refused:
        passkey.rename("x" * (MAX_PASSKEY_NAME + 1))
    assert set(refused.value.fields) == {"name"}
    assert passkey.name == "Phone"


def test_a_passkey_that_was_used_knows_when_and_how_often() -> None:
    passkey = a_passkey(a_profile(an_account()))
    passkey.used(sign_count=8, at=NOON)
    assert (passkey.sign_count, passkey.last_used_at) == (8, NOON)


# Ways in


@given(
    password=st.booleans(),
    passkeys=st.integers(0, 3),
    logins=st.integers(0, 3),
    lost_passkeys=st.integers(0, 3),
    lost_logins=st.integers(0, 3),
)
def test_the_last_way_in_stays(
    password: bool, passkeys: int, logins: int, lost_passkeys: int, lost_logins: int
) -> None:
    lost_passkeys, lost_logins = min(passkeys, lost_passkeys), min(logins, lost_logins)
    something_is_left = password or passkeys > lost_passkeys or logins > lost_logins
    ways = WaysIn(password=password, passkeys=passkeys, logins=logins)
    if something_is_left:
        ways.check_may_lose(passkeys=lost_passkeys, logins=lost_logins)
        return
    with pytest.raises(LastWayIn):
        ways.check_may_lose(passkeys=lost_passkeys, logins=lost_logins)


def test_a_login_that_was_used_knows_when() -> None:
    login = a_linked_login(a_profile(an_account()))
    login.used(NOON)
    assert login.last_used_at == NOON


# Known devices


def test_a_device_is_known_for_a_year_after_it_was_seen() -> None:
    device = a_device(a_profile(an_account()))
    assert device.is_known(NOON)
    assert device.is_known(NOON + KNOWN_FOR - A_MOMENT)
    assert not device.is_known(NOON + KNOWN_FOR)
    device.seen(NOON + KNOWN_FOR)
    assert device.is_known(NOON + KNOWN_FOR)
