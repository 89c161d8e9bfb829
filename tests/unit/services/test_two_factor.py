"""An authenticator app: set up, taken away; and the slip of recovery codes."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from adapters.memory.clock import FrozenClock
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from domain.errors import Invalid, NotFound, TooMany
from domain.second_factors import WrongCode
from domain.viewers import Viewer
from services.accounts.account_settings import AccountSettings
from services.accounts.guesses import CODES
from services.accounts.two_factor import TwoFactor
from tests.authenticator import SoftAuthenticator
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import App, Here, account_of, id_of, kept_words, tables_of


@pytest.fixture
def here(come_in: Callable[..., Here], ada: Viewer) -> Here:
    return come_in(ada)


def test_nothing_counts_before_the_app_gave_a_code(
    two_factor: TwoFactor, gateways: MemoryGateways, here: Here, come_in: Callable[..., Here], ada: Viewer
) -> None:
    enrolment = two_factor.begin(here.account_id)
    assert two_factor.pending(here.account_id) == enrolment
    with pytest.raises(WrongCode):
        two_factor.confirm(here.account_id, here.session_id, "000000", browser=here.browser)
    assert not account_of(gateways, ada).has_second_factor
    assert two_factor.pending(here.account_id) == enrolment
    come_in(ada)


def test_the_address_names_the_place_and_the_account(two_factor: TwoFactor, here: Here) -> None:
    enrolment = two_factor.begin(here.account_id)
    assert enrolment.address.startswith("otpauth://totp/")
    assert enrolment.secret in enrolment.address
    assert "ada%40example.org" in enrolment.address
    assert "The%20Porch" in enrolment.address


def test_the_secret_is_kept_sealed_and_shown_no_more_once_it_counts(
    two_factor: TwoFactor, gateways: MemoryGateways, here: Here, add_app: Callable[[Here], App]
) -> None:
    app = add_app(here)
    assert app.secret not in "".join(kept_words(gateways).values())
    for show in (two_factor.pending, two_factor.begin):
        with pytest.raises(NotFound):
            show(here.account_id)


def test_a_sealed_secret_is_good_for_its_own_account_only(
    container: Container, gateways: MemoryGateways, here: Here, add_app: Callable[[Here], App], bo: Viewer
) -> None:
    """Somebody who can write to the database can't give another their own app."""
    app = add_app(here)
    with gateways.begin() as work:
        of_bo = work.second_factors.of(id_of(bo))
        of_bo.sealed_secret = work.second_factors.of(here.account_id).sealed_secret
        of_bo.confirmed_at = gateways.clock.now()
    assert container.accounts.app_codes().step_of(of_bo, app.code) is None


def test_guesses_at_a_new_app_run_out(two_factor: TwoFactor, here: Here) -> None:
    two_factor.begin(here.account_id)
    for _ in range(CODES.windows[0].amount):
        with pytest.raises(WrongCode):
            two_factor.confirm(here.account_id, here.session_id, "000000", browser=here.browser)
    with pytest.raises(TooMany):
        two_factor.confirm(here.account_id, here.session_id, "000000", browser=here.browser)


def test_without_the_last_factor_a_password_opens_again(
    two_factor: TwoFactor,
    gateways: MemoryGateways,
    here: Here,
    add_app: Callable[[Here], App],
    come_in: Callable[..., Here],
    ada: Viewer,
) -> None:
    add_app(here)
    two_factor.remove(here.account_id, here.session_id, PASSWORD, browser=here.browser)
    assert not account_of(gateways, ada).has_second_factor
    assert not tables_of(gateways).second_factors
    come_in(ada)


def test_taking_away_what_is_not_there_ends_nothing(
    two_factor: TwoFactor,
    here: Here,
    come_in: Callable[..., Here],
    is_in: Callable[[str], bool],
    ada: Viewer,
) -> None:
    there = come_in(ada)
    with pytest.raises(NotFound):
        two_factor.remove(here.account_id, here.session_id, PASSWORD, browser=here.browser)
    assert is_in(there.token)


def test_the_app_goes_with_the_right_password_only(
    two_factor: TwoFactor, gateways: MemoryGateways, here: Here, add_app: Callable[[Here], App], ada: Viewer
) -> None:
    add_app(here)
    with pytest.raises(Invalid) as refused:
        two_factor.remove(here.account_id, here.session_id, "not the password", browser=here.browser)
    assert set(refused.value.fields) == {"password"}
    assert account_of(gateways, ada).has_second_factor


def test_a_short_password_keeps_the_app_until_there_is_a_passkey(
    two_factor: TwoFactor,
    account_settings: AccountSettings,
    gateways: MemoryGateways,
    here: Here,
    add_app: Callable[[Here], App],
    add_passkey: Callable[..., tuple[str, ...]],
    device: SoftAuthenticator,
    ada: Viewer,
) -> None:
    add_app(here)
    account_settings.change_password(
        here.account_id, current=PASSWORD, new="q7Zp!mXk", session_id=here.session_id, browser=here.browser
    )
    with pytest.raises(Invalid, match="fewer than 15"):
        two_factor.remove(here.account_id, here.session_id, "q7Zp!mXk", browser=here.browser)
    add_passkey(here, device)
    two_factor.remove(here.account_id, here.session_id, "", browser=here.browser)
    assert account_of(gateways, ada).has_second_factor


def test_alone_a_password_of_eight_characters_is_too_short(
    account_settings: AccountSettings, here: Here
) -> None:
    with pytest.raises(Invalid, match="at least 15"):
        account_settings.change_password(
            here.account_id, current=PASSWORD, new="q7Zp!mXk", session_id=None, browser=here.browser
        )


# The slip of codes


def test_new_codes_put_the_older_ones_out_of_force(
    two_factor: TwoFactor,
    gateways: MemoryGateways,
    here: Here,
    add_app: Callable[[Here], App],
    clock: FrozenClock,
) -> None:
    older = add_app(here).recovery_codes
    newer = two_factor.renew_recovery(here.account_id, here.session_id, browser=here.browser)
    assert len(newer) == 10
    assert not set(newer) & set(older)
    with gateways.begin() as work:
        factor = work.second_factors.of(here.account_id)
    with pytest.raises(WrongCode):
        factor.use_recovery(older[0])
    factor.use_recovery(newer[0])
    clock.advance(timedelta(seconds=60))
    assert factor.has_app


def test_without_a_factor_there_are_no_codes(two_factor: TwoFactor, here: Here) -> None:
    with pytest.raises(NotFound):
        two_factor.renew_recovery(here.account_id, here.session_id, browser=here.browser)
