"""A forgotten password: a link to the stored address, a new password, and no way around the second step."""

from collections.abc import Callable, Sequence

import pytest

from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from domain.accounts import Standing
from domain.errors import Invalid, TooMany
from domain.one_time_tokens import Purpose, TokenRefused
from domain.second_factors import WrongCode
from domain.viewers import STRANGER, Viewer
from services.accounts.account_settings import AccountSettings
from services.accounts.entry import SecondStepAsked
from services.accounts.guesses import MAILS_TO_ONE
from services.accounts.linked_logins import Arrival, JoinAsked
from services.accounts.recovery import Recovery
from services.accounts.second_step import SecondStep
from services.accounts.sign_in import SignIn
from services.ports.mail import Letter
from tests.authenticator import SoftAuthenticator
from tests.unit.conftest import HOST, PASSWORD
from tests.unit.services.presence import (
    AT_HOME,
    ELSEWHERE,
    App,
    Here,
    account_of,
    id_of,
    key_in,
    let_in,
    tables_of,
)

Letters = Callable[[], Sequence[Letter]]

NEW = "another long password"


@pytest.fixture
def key(recovery: Recovery, letters: Letters, ada: Viewer) -> Callable[..., str]:
    """Ask for a link; gives the key in the mail."""

    def key(email: str = "ada@example.org") -> str:
        letters()
        recovery.ask(email, browser=ELSEWHERE)
        [letter] = letters()
        return key_in(letter)

    return key


def test_the_link_sets_a_new_password_and_signs_nobody_in(
    recovery: Recovery,
    gateways: MemoryGateways,
    key: Callable[..., str],
    come_in: Callable[..., Here],
    ada: Viewer,
) -> None:
    link = key()
    recovery.check(link)
    recovery.check(link)
    assert recovery.reset(link, NEW, browser=ELSEWHERE) is None
    assert not tables_of(gateways).sessions
    come_in(ada, password=NEW)
    with pytest.raises(Invalid):
        come_in(ada, password=PASSWORD)
    with pytest.raises(TokenRefused):
        recovery.check(link)


@pytest.mark.parametrize("email", ["ADA@example.org", " ada@EXAMPLE.org\n", "Ada@Example.Org"])
def test_the_mail_goes_to_the_stored_address_however_it_is_asked_for(
    recovery: Recovery, letters: Letters, ada: Viewer, email: str
) -> None:
    letters()
    recovery.ask(email, browser=ELSEWHERE)
    [letter] = letters()
    assert letter.to == "ada@example.org"
    assert f"{HOST}/reset-password?key=" in letter.text


@pytest.mark.parametrize(
    "crafted",
    [
        "ada@example.org,eve@evil.example",
        "ada@example.org eve@evil.example",
        "ada@example.org\r\nBcc: eve@evil.example",
        "ada@example.org\x00@evil.example",
        "ada@example.org>,<eve@evil.example",
        "['ada@example.org', 'eve@evil.example']",
    ],
)
def test_no_crafted_address_gets_a_link(
    recovery: Recovery, letters: Letters, ada: Viewer, crafted: str
) -> None:
    """CVE-2023-7028 (an address beside the victim's), CVE-2026-48780."""
    letters()
    with pytest.raises(Invalid):
        recovery.ask(crafted, browser=ELSEWHERE)
    assert letters() == []


def test_an_unknown_address_gets_nothing(recovery: Recovery, letters: Letters, ada: Viewer) -> None:
    letters()
    recovery.ask("nobody@example.org", browser=ELSEWHERE)
    assert letters() == []


@pytest.mark.parametrize("weak", ["short", "passwordpassword", "ada@example.org", "the porch 2026!"])
def test_a_weak_password_is_refused_and_the_link_stays_good(
    recovery: Recovery, key: Callable[..., str], weak: str
) -> None:
    link = key()
    with pytest.raises(Invalid) as refused:
        recovery.reset(link, weak, browser=ELSEWHERE)
    assert set(refused.value.fields) == {"password"}
    recovery.reset(link, NEW, browser=ELSEWHERE)


def test_a_password_made_of_a_pen_name_is_refused_too(
    recovery: Recovery, container: Container, key: Callable[..., str], ada: Viewer
) -> None:
    container.accounts.profiles().add(id_of(ada), "acanthusmollis", "", browser=AT_HOME)
    with pytest.raises(Invalid, match="your name"):
        recovery.reset(key(), "acanthusmollis1", browser=ELSEWHERE)


def test_every_link_is_dead_once_the_password_is_another(
    recovery: Recovery, account_settings: AccountSettings, key: Callable[..., str], ada: Viewer
) -> None:
    first, second = key(), key()
    account_settings.change_password(id_of(ada), current=PASSWORD, new=NEW, session_id=None, browser=AT_HOME)
    for link in (first, second):
        with pytest.raises(TokenRefused):
            recovery.reset(link, "a third long password", browser=ELSEWHERE)


def test_a_new_password_never_skips_the_second_step(
    recovery: Recovery,
    sign_in: SignIn,
    second_step: SecondStep,
    gateways: MemoryGateways,
    key: Callable[..., str],
    come_in: Callable[..., Here],
    add_app: Callable[[Here], App],
    ada: Viewer,
) -> None:
    """CVE-2026-22594."""
    app = add_app(come_in(ada))
    recovery.reset(key(), "q7Zp!mXk", browser=ELSEWHERE)
    assert account_of(gateways, ada).has_second_factor
    asked = sign_in.sign_in("ada", "q7Zp!mXk", remember=False, browser=ELSEWHERE)
    assert isinstance(asked, SecondStepAsked)
    with pytest.raises(WrongCode):
        second_step.by_code(asked.token, "000000", ELSEWHERE)
    let_in(second_step.by_recovery_code(asked.token, app.recovery_codes[0], ELSEWHERE), ELSEWHERE)


def test_who_had_not_confirmed_has_done_so_by_the_link(
    recovery: Recovery, gateways: MemoryGateways, key: Callable[..., str], join: Callable[..., Viewer]
) -> None:
    newt = join("newt", standing=Standing.UNCONFIRMED)
    recovery.reset(key("newt@example.org"), NEW, browser=ELSEWHERE)
    assert account_of(gateways, newt).standing is Standing.ACTIVE
    assert gateways.profile_queries.head("newt", STRANGER)


def test_whoever_registered_with_anothers_address_keeps_no_way_in(
    recovery: Recovery,
    gateways: MemoryGateways,
    key: Callable[..., str],
    join: Callable[..., Viewer],
    come_in: Callable[..., Here],
    add_app: Callable[[Here], App],
    add_passkey: Callable[..., tuple[str, ...]],
    go_round: Callable[..., Arrival],
    device: SoftAuthenticator,
    is_in: Callable[[str], bool],
) -> None:
    """An account that was made before its owner came (Sudhodanan and Paverd, USENIX Security 2022)."""
    victim = join("victim", standing=Standing.UNCONFIRMED)
    thief = come_in(victim)
    add_app(thief)
    add_passkey(thief, device)
    go_round(Purpose.LINK_PROVIDER, "thief", thief.browser, thief)
    recovery.reset(key("victim@example.org"), NEW, browser=AT_HOME)
    tables = tables_of(gateways)
    assert not tables.passkeys
    assert not tables.second_factors
    assert not tables.linked_logins
    assert not is_in(thief.token)
    assert isinstance(go_round(Purpose.SIGN_IN_BY_PROVIDER, "thief", ELSEWHERE).outcome, JoinAsked)
    come_in(victim, password=NEW)


def test_a_reset_lifts_no_suspension(
    recovery: Recovery, gateways: MemoryGateways, key: Callable[..., str], ada: Viewer
) -> None:
    link = key()
    with gateways.begin() as work:
        account = work.accounts.get(id_of(ada))
        account.suspend()
        work.accounts.save(account)
    recovery.reset(link, NEW, browser=ELSEWHERE)
    assert account_of(gateways, ada).standing is Standing.SUSPENDED


def test_nobodys_letter_box_is_filled_by_others(recovery: Recovery, ada: Viewer) -> None:
    for address in ("ada@example.org", "nobody@example.org"):
        for _ in range(MAILS_TO_ONE.windows[0].amount):
            recovery.ask(address, browser=ELSEWHERE)
        with pytest.raises(TooMany):
            recovery.ask(address.upper(), browser=AT_HOME)
