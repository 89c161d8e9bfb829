"""Passkeys as they come and go: whose they are, what they are called, and which of them has to stay."""

from collections.abc import Callable

import pytest

from bootstrap.gateways import MemoryGateways
from domain.errors import Invalid, NotFound
from domain.ids import PasskeyId
from domain.linked_logins import LastWayIn
from domain.passkeys import MAX_PASSKEYS
from domain.viewers import Viewer
from services.accounts.account_settings import AccountSettings
from services.accounts.passkeys import Passkeys
from services.ports.passkeys import PasskeyRefused
from tests.authenticator import Lies, NotAllowed, SoftAuthenticator
from tests.factories import a_passkey, a_profile, an_account
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import (
    ORIGIN,
    App,
    Here,
    account_of,
    id_of,
    tables_of,
)

AddPasskey = Callable[..., tuple[str, ...]]


@pytest.fixture
def here(
    come_in: Callable[..., Here], add_passkey: AddPasskey, device: SoftAuthenticator, ada: Viewer
) -> Here:
    """Ada, signed in, with a passkey on her device."""
    here = come_in(ada)
    add_passkey(here, device)
    return here


# Adding


def test_the_first_factor_brings_recovery_codes_along_and_the_next_none(
    come_in: Callable[..., Here],
    add_passkey: AddPasskey,
    add_app: Callable[[Here], App],
    ada: Viewer,
    gateways: MemoryGateways,
) -> None:
    here = come_in(ada)
    assert len(add_passkey(here, SoftAuthenticator())) == 10
    assert add_passkey(here, SoftAuthenticator()) == ()
    assert add_app(here).recovery_codes == ()
    assert account_of(gateways, ada).has_second_factor


def test_a_device_holds_one_passkey_for_an_account(
    passkeys: Passkeys, here: Here, device: SoftAuthenticator
) -> None:
    with pytest.raises(NotAllowed):
        device.create(passkeys.creation_options(here.account_id, here.browser), ORIGIN)


def test_one_credential_opens_one_account(
    passkeys: Passkeys,
    gateways: MemoryGateways,
    come_in: Callable[..., Here],
    device: SoftAuthenticator,
    bo: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = come_in(bo)
    answer = device.create(passkeys.creation_options(there.account_id, there.browser), ORIGIN)
    stranger = an_account()
    with gateways.begin() as work:
        work.passkeys.add(a_passkey(a_profile(stranger), device.credentials[-1].id_text))
    with pytest.raises(Invalid, match="registered already"):
        passkeys.add(there.account_id, there.session_id, answer, "Phone", browser=there.browser)


def test_a_challenge_of_one_account_adds_nothing_to_another(
    passkeys: Passkeys, gateways: MemoryGateways, come_in: Callable[..., Here], ada: Viewer, bo: Viewer
) -> None:
    here = come_in(ada)
    answer = SoftAuthenticator().create(passkeys.creation_options(here.account_id, here.browser), ORIGIN)
    with pytest.raises(PasskeyRefused):
        passkeys.add(id_of(bo), here.session_id, answer, "Phone", browser=here.browser)
    assert not tables_of(gateways).passkeys


def test_a_passkey_that_checked_nobody_is_not_kept(
    passkeys: Passkeys,
    gateways: MemoryGateways,
    come_in: Callable[..., Here],
    device: SoftAuthenticator,
    ada: Viewer,
) -> None:
    here = come_in(ada)
    options = passkeys.creation_options(here.account_id, here.browser)
    answer = device.create(options, ORIGIN, Lies(user_verified=False))
    with pytest.raises(PasskeyRefused):
        passkeys.add(here.account_id, here.session_id, answer, "Phone", browser=here.browser)
    assert not tables_of(gateways).passkeys


def test_a_person_has_twenty_passkeys_at_most(
    gateways: MemoryGateways, here: Here, add_passkey: AddPasskey
) -> None:
    with gateways.begin() as work:
        owner = work.profiles.first_of(here.account_id)
        for number in range(MAX_PASSKEYS - 1):
            other = a_passkey(owner, f"Y3JlZ{number:03}")
            other.id = PasskeyId(number)
            work.passkeys.add(other)
    with pytest.raises(Invalid, match="Remove one first"):
        add_passkey(here, SoftAuthenticator())


def test_a_passkey_is_named_by_its_owner_only(
    passkeys: Passkeys, gateways: MemoryGateways, here: Here, bo: Viewer
) -> None:
    [passkey_id] = tables_of(gateways).passkeys
    passkeys.rename(here.account_id, passkey_id, "Green phone")
    for account_id, name, refusal in ((id_of(bo), "Mine", NotFound), (here.account_id, "x" * 61, Invalid)):
        with pytest.raises(refusal):
            passkeys.rename(account_id, passkey_id, name)
    assert tables_of(gateways).passkeys[passkey_id].name == "Green phone"


# Removing


def remove(passkeys: Passkeys, gateways: MemoryGateways, here: Here, password: str = PASSWORD) -> None:
    passkey_id = next(iter(tables_of(gateways).passkeys))
    passkeys.remove(here.account_id, here.session_id, passkey_id, password, browser=here.browser)


def test_with_the_last_factor_the_slip_of_codes_goes(
    passkeys: Passkeys, gateways: MemoryGateways, here: Here, come_in: Callable[..., Here], ada: Viewer
) -> None:
    remove(passkeys, gateways, here)
    assert not account_of(gateways, ada).has_second_factor
    assert not tables_of(gateways).second_factors
    come_in(ada)


def test_the_last_way_in_stays(passkeys: Passkeys, gateways: MemoryGateways, here: Here) -> None:
    with gateways.begin() as work:
        account = work.accounts.get(here.account_id)
        account.password_hash = None
        work.accounts.save(account)
    with pytest.raises(LastWayIn):
        remove(passkeys, gateways, here)
    assert len(tables_of(gateways).passkeys) == 1


def test_a_password_that_is_too_short_to_stand_alone_keeps_the_last_factor(
    passkeys: Passkeys, account_settings: AccountSettings, gateways: MemoryGateways, here: Here
) -> None:
    account_settings.change_password(
        here.account_id, current=PASSWORD, new="q7Zp!mXk", session_id=here.session_id, browser=here.browser
    )
    with pytest.raises(Invalid, match="fewer than 15"):
        remove(passkeys, gateways, here, "q7Zp!mXk")
    with pytest.raises(Invalid):
        remove(passkeys, gateways, here, "not the password at all")
    assert account_of(gateways, here.account_id).has_second_factor


def test_nobody_removes_somebody_elses(
    passkeys: Passkeys, gateways: MemoryGateways, here: Here, come_in: Callable[..., Here], bo: Viewer
) -> None:
    with pytest.raises(NotFound):
        remove(passkeys, gateways, come_in(bo))
    assert len(tables_of(gateways).passkeys) == 1
