"""An e-mail address: confirmed, changed, and who hears of it."""

from collections.abc import Callable, Sequence

import pytest

from bootstrap.gateways import MemoryGateways
from domain.accounts import Standing
from domain.errors import Invalid, TooMany
from domain.one_time_tokens import TokenRefused
from domain.security_log import Happening
from domain.viewers import STRANGER, Viewer
from services.accounts.confirming import Confirming
from services.accounts.governing import Governing
from services.accounts.guesses import MAILS_FROM_NETWORK, MAILS_TO_ONE
from services.ports.mail import Letter
from tests.unit.services.presence import (
    AT_HOME,
    ELSEWHERE,
    Here,
    account_of,
    happenings,
    id_of,
    key_in,
    tables_of,
)

Letters = Callable[[], Sequence[Letter]]

NETWORK = "192.0.2.0/24"


@pytest.fixture
def newt(join: Callable[..., Viewer], letters: Letters) -> Viewer:
    newt = join("newt", standing=Standing.UNCONFIRMED)
    letters()
    return newt


@pytest.fixture
def here(come_in: Callable[..., Here], ada: Viewer, letters: Letters) -> Here:
    here = come_in(ada)
    letters()
    return here


@pytest.fixture
def ask(confirming: Confirming, letters: Letters, here: Here) -> Callable[[str], str]:
    """Ask for another address; gives the key in the mail to it."""

    def ask(address: str) -> str:
        confirming.ask_for_change(here.account_id, address, browser=here.browser)
        [letter] = [letter for letter in letters() if "/confirm-new-email" in letter.text]
        assert letter.to == address
        return key_in(letter)

    return ask


# Confirming


def test_who_confirms_is_in_and_seen(
    confirming: Confirming, gateways: MemoryGateways, newt: Viewer, letters: Letters
) -> None:
    assert not gateways.profile_queries.ids_of(["newt"])
    confirming.ask_again("newt@example.org", network=NETWORK)
    [letter] = letters()
    confirming.confirm(key_in(letter), browser=AT_HOME)
    account = account_of(gateways, newt)
    assert (account.standing, account.confirmed_at) == (Standing.ACTIVE, gateways.clock.now())
    assert gateways.profile_queries.head("newt", STRANGER)
    assert Happening.CONFIRMED in happenings(gateways, newt)


def test_who_has_to_be_approved_waits_from_then_on(
    confirming: Confirming, gateways: MemoryGateways, newt: Viewer, letters: Letters
) -> None:
    with gateways.begin() as work:
        account = work.accounts.get(id_of(newt))
        account.needs_approval = True
        work.accounts.save(account)
    confirming.ask_again("newt@example.org", network=NETWORK)
    [letter] = letters()
    confirming.confirm(key_in(letter), browser=AT_HOME)
    assert [line.handle for line in gateways.account_queries.awaiting_approval()] == ["newt"]
    assert not gateways.profile_queries.ids_of(["newt"])


def test_a_link_confirms_no_other_address_than_the_one_it_went_to(
    confirming: Confirming, gateways: MemoryGateways, newt: Viewer, letters: Letters
) -> None:
    confirming.ask_again("newt@example.org", network=NETWORK)
    [letter] = letters()
    with gateways.begin() as work:
        account = work.accounts.get(id_of(newt))
        account.email = "other@example.org"
        work.accounts.save(account)
    with pytest.raises(TokenRefused):
        confirming.confirm(key_in(letter), browser=AT_HOME)
    assert account_of(gateways, newt).standing is Standing.UNCONFIRMED


def test_a_confirmation_lifts_no_suspension(
    confirming: Confirming, governing: Governing, gateways: MemoryGateways, newt: Viewer, letters: Letters
) -> None:
    confirming.ask_again("newt@example.org", network=NETWORK)
    [letter] = letters()
    with gateways.begin() as work:
        account = work.accounts.get(id_of(newt))
        account.suspend()
        work.accounts.save(account)
    confirming.confirm(key_in(letter), browser=AT_HOME)
    assert account_of(gateways, newt).standing is Standing.SUSPENDED
    assert not gateways.profile_queries.ids_of(["newt"])


@pytest.mark.parametrize("address", ["ada@example.org", "nobody@example.org"])
def test_nobody_else_gets_a_link_when_it_is_asked_for_again(
    confirming: Confirming, ada: Viewer, newt: Viewer, letters: Letters, address: str
) -> None:
    letters()
    confirming.ask_again(address, network=NETWORK)
    assert letters() == []


@pytest.mark.parametrize(
    "address",
    ["newt@example.org,eve@evil.example", "newt@example.org\r\nBcc: eve@evil.example", "<newt@example.org>"],
)
def test_no_crafted_address_gets_anything(
    confirming: Confirming, newt: Viewer, letters: Letters, address: str
) -> None:
    """CVE-2023-7028, CVE-2026-48780."""
    with pytest.raises(Invalid):
        confirming.ask_again(address, network=NETWORK)
    assert letters() == []


# Changing


def test_a_new_address_counts_once_it_answered_and_the_old_one_is_told(
    confirming: Confirming,
    gateways: MemoryGateways,
    here: Here,
    ask: Callable[[str], str],
    ada: Viewer,
    letters: Letters,
) -> None:
    key = ask("New@example.org")
    assert account_of(gateways, ada).email == "ada@example.org"
    confirming.change(key, browser=here.browser, session_id=here.session_id)
    account = account_of(gateways, ada)
    assert (account.email, account.wanted_email) == ("New@example.org", None)
    [letter] = letters()
    assert letter.to == "ada@example.org"
    assert happenings(gateways, ada)[-2:] == [Happening.EMAIL_CHANGE_ASKED, Happening.EMAIL_CHANGED]


def test_the_present_address_hears_at_once_that_another_is_wanted(
    confirming: Confirming, here: Here, letters: Letters
) -> None:
    confirming.ask_for_change(here.account_id, "new@example.org", browser=here.browser)
    assert sorted(letter.to for letter in letters()) == ["ada@example.org", "new@example.org"]


@pytest.mark.parametrize("same", ["ada@example.org", "ADA@Example.org"])
def test_the_present_address_is_no_new_one(confirming: Confirming, here: Here, same: str) -> None:
    with pytest.raises(Invalid) as refused:
        confirming.ask_for_change(here.account_id, same, browser=here.browser)
    assert set(refused.value.fields) == {"email"}


def test_only_the_newest_wish_counts(
    confirming: Confirming, gateways: MemoryGateways, ask: Callable[[str], str], ada: Viewer
) -> None:
    first, second = ask("first@example.org"), ask("second@example.org")
    with pytest.raises(TokenRefused):
        confirming.change(first, browser=AT_HOME, session_id=None)
    confirming.change(second, browser=AT_HOME, session_id=None)
    assert account_of(gateways, ada).email == "second@example.org"


def test_a_wish_that_was_given_up_counts_no_more(
    confirming: Confirming, gateways: MemoryGateways, here: Here, ask: Callable[[str], str], ada: Viewer
) -> None:
    key = ask("new@example.org")
    confirming.forget_change(here.account_id)
    with pytest.raises(TokenRefused):
        confirming.change(key, browser=AT_HOME, session_id=None)
    assert account_of(gateways, ada).email == "ada@example.org"


def test_an_address_that_is_anothers_is_never_said_to_be(
    confirming: Confirming, gateways: MemoryGateways, here: Here, bo: Viewer, ada: Viewer, letters: Letters
) -> None:
    letters()
    confirming.ask_for_change(here.account_id, "BO@example.org", browser=here.browser)
    to_bo, to_ada = sorted(letters(), key=lambda letter: letter.to, reverse=True)
    assert (to_bo.to, to_ada.to) == ("bo@example.org", "ada@example.org")
    assert "key=" not in to_bo.text
    assert not tables_of(gateways).tokens


def test_an_address_that_became_anothers_meanwhile_is_refused(
    confirming: Confirming,
    gateways: MemoryGateways,
    ask: Callable[[str], str],
    join: Callable[..., Viewer],
    ada: Viewer,
) -> None:
    key = ask("carla@example.org")
    join("carla")
    with pytest.raises(TokenRefused):
        confirming.change(key, browser=AT_HOME, session_id=None)
    assert account_of(gateways, ada).email == "ada@example.org"


# How often


def test_nobodys_letter_box_is_filled_by_others(confirming: Confirming, newt: Viewer) -> None:
    for number in range(MAILS_TO_ONE.windows[0].amount):
        confirming.ask_again("newt@example.org", network=f"203.0.{number}.0/24")
    for address in ("newt@example.org", "NEWT@example.org"):
        with pytest.raises(TooMany):
            confirming.ask_again(address, network=ELSEWHERE.network)


def test_nobody_fills_many(confirming: Confirming, newt: Viewer) -> None:
    for number in range(MAILS_FROM_NETWORK.windows[0].amount):
        confirming.ask_again(f"somebody{number}@example.org", network=NETWORK)
    with pytest.raises(TooMany):
        confirming.ask_again("newt@example.org", network=NETWORK)
    confirming.ask_again("newt@example.org", network=ELSEWHERE.network)


def test_who_is_signed_in_fills_nobodys_either(confirming: Confirming, here: Here) -> None:
    for _ in range(MAILS_TO_ONE.windows[0].amount):
        confirming.ask_for_change(here.account_id, "new@example.org", browser=here.browser)
    with pytest.raises(TooMany):
        confirming.ask_for_change(here.account_id, "new@example.org", browser=here.browser)
