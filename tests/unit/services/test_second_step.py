"""The second step of signing in: codes of an app, codes from the slip, and how often one may try."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.memory.clock import FrozenClock
from bootstrap.gateways import MemoryGateways
from domain.accounts import AccountStopped, KeysChanged, Standing
from domain.browsers import Browser
from domain.errors import EditedMeanwhile, TooMany
from domain.one_time_tokens import TokenRefused
from domain.second_factors import SecondFactor, WrongCode
from domain.security_log import Happening
from domain.viewers import Viewer
from services.accounts.account_settings import AccountSettings
from services.accounts.closing import Closing
from services.accounts.entry import ReopeningAsked, SecondStepAsked
from services.accounts.guesses import CODES
from services.accounts.second_step import SecondStep
from services.accounts.sign_in import SignIn
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import (
    AT_HOME,
    ELSEWHERE,
    App,
    Here,
    happenings,
    id_of,
    kept_words,
    let_in,
    signed_out,
)

IsIn = Callable[[str], bool]

A_STEP = timedelta(seconds=30)
WRONG = "000000"


@pytest.fixture
def app(add_app: Callable[[Here], App], come_in: Callable[..., Here], ada: Viewer, clock: FrozenClock) -> App:
    """Ada's authenticator app; the code that set it up is behind her."""
    app = add_app(come_in(ada))
    clock.advance(2 * A_STEP)
    return app


@pytest.fixture
def first_step(sign_in: SignIn, app: App) -> Callable[..., str]:
    """Give the right password; gives the token for the second step."""

    def first_step(browser: Browser = AT_HOME, *, remember: bool = False) -> str:
        asked = sign_in.sign_in("ada", PASSWORD, remember=remember, browser=browser)
        assert isinstance(asked, SecondStepAsked)
        return asked.token

    return first_step


def test_the_password_alone_opens_nothing(
    first_step: Callable[..., str], gateways: MemoryGateways, ada: Viewer, is_in: IsIn
) -> None:
    before = gateways.session_queries.of(id_of(ada), gateways.clock.now())
    assert not is_in(first_step())
    assert gateways.session_queries.of(id_of(ada), gateways.clock.now()) == before


@pytest.mark.parametrize("remember", [False, True])
def test_a_code_of_the_app_lets_in_and_the_wish_to_be_remembered_is_not_lost(
    second_step: SecondStep, first_step: Callable[..., str], app: App, is_in: IsIn, remember: bool
) -> None:
    outcome = second_step.by_code(first_step(remember=remember), app.code, AT_HOME)
    here = let_in(outcome, AT_HOME)
    assert is_in(here.token)
    assert outcome.session.remembered is remember  # type: ignore[union-attr]  # let_in has looked


def test_a_code_is_good_once(
    second_step: SecondStep, first_step: Callable[..., str], app: App, clock: FrozenClock
) -> None:
    """RFC 6238, section 5.2."""
    code = app.code
    second_step.by_code(first_step(), code, AT_HOME)
    with pytest.raises(WrongCode):
        second_step.by_code(first_step(), code, AT_HOME)
    clock.advance(A_STEP)
    second_step.by_code(first_step(), app.code, AT_HOME)


def test_an_older_code_is_not_good_after_a_newer_one(
    second_step: SecondStep, first_step: Callable[..., str], app: App, clock: FrozenClock
) -> None:
    older = app.code
    clock.advance(A_STEP)
    second_step.by_code(first_step(), app.code, AT_HOME)
    with pytest.raises(WrongCode):
        second_step.by_code(first_step(), older, AT_HOME)


def test_of_one_code_at_two_browsers_at_once_one_counts(
    second_step: SecondStep, first_step: Callable[..., str], app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one commits between the look and the save, as a database would tell."""
    here, there, code = first_step(AT_HOME), first_step(ELSEWHERE), app.code
    step_of = second_step._codes.step_of

    def slower_by_a_moment(factor: SecondFactor, code: str) -> int | None:
        monkeypatch.setattr(second_step._codes, "step_of", step_of)
        let_in(second_step.by_code(there, code, ELSEWHERE), ELSEWHERE)
        raise EditedMeanwhile

    monkeypatch.setattr(second_step._codes, "step_of", slower_by_a_moment)
    with pytest.raises(WrongCode):
        second_step.by_code(here, code, AT_HOME)


@pytest.mark.parametrize(
    "wrong", ["", WRONG, "12345", "1234567", "abcdef", "\ud800", "x" * 10_000, "１２３４５６"]
)
def test_a_wrong_code_leaves_the_step_good(
    second_step: SecondStep, first_step: Callable[..., str], app: App, wrong: str
) -> None:
    step = first_step()
    with pytest.raises(WrongCode):
        second_step.by_code(step, wrong, AT_HOME)
    with pytest.raises(WrongCode):
        second_step.by_recovery_code(step, wrong, AT_HOME)
    let_in(second_step.by_code(step, app.code, AT_HOME), AT_HOME)


def test_a_step_that_was_taken_is_spent(
    second_step: SecondStep, first_step: Callable[..., str], app: App, clock: FrozenClock
) -> None:
    step = first_step()
    second_step.by_code(step, app.code, AT_HOME)
    clock.advance(A_STEP)
    with pytest.raises(TokenRefused):
        second_step.by_code(step, app.code, AT_HOME)


def test_the_code_of_somebody_elses_app_opens_nothing(
    second_step: SecondStep,
    first_step: Callable[..., str],
    add_app: Callable[[Here], App],
    come_in: Callable[..., Here],
    bo: Viewer,
) -> None:
    of_bo = add_app(come_in(bo))
    for present in (
        lambda: second_step.by_code(first_step(), of_bo.code, AT_HOME),
        lambda: second_step.by_recovery_code(first_step(), of_bo.recovery_codes[0], AT_HOME),
    ):
        with pytest.raises(WrongCode):
            present()


# Recovery codes


def test_each_code_from_the_slip_lets_in_once(
    second_step: SecondStep,
    first_step: Callable[..., str],
    gateways: MemoryGateways,
    app: App,
    ada: Viewer,
) -> None:
    for code in app.recovery_codes:
        let_in(second_step.by_recovery_code(first_step(), code.lower(), AT_HOME), AT_HOME)
        with pytest.raises(WrongCode):
            second_step.by_recovery_code(first_step(), code, AT_HOME)
    used = [entry for entry in happenings(gateways, ada) if entry is Happening.RECOVERY_CODE_USED]
    assert len(used) == len(app.recovery_codes) == 10


def test_what_may_be_shown_is_told(second_step: SecondStep, first_step: Callable[..., str], app: App) -> None:
    options = second_step.options(first_step(), AT_HOME)
    assert (options.app, options.recovery, options.passkey_request) == (True, True, None)


# How often


@pytest.mark.parametrize("way", ["by_code", "by_recovery_code"])
def test_five_wrong_codes_are_enough_for_a_while(
    second_step: SecondStep,
    first_step: Callable[..., str],
    gateways: MemoryGateways,
    app: App,
    ada: Viewer,
    clock: FrozenClock,
    way: str,
) -> None:
    step = first_step()
    for _ in range(CODES.windows[0].amount):
        with pytest.raises(WrongCode):
            getattr(second_step, way)(step, WRONG, AT_HOME)
    with pytest.raises(TooMany) as refused:
        second_step.by_code(step, app.code, AT_HOME)
    assert refused.value.retry_after == CODES.windows[0].seconds
    assert happenings(gateways, ada).count(Happening.SECOND_STEP_FAILED) == CODES.windows[0].amount == 5
    clock.advance(timedelta(seconds=refused.value.retry_after))
    let_in(second_step.by_code(step, app.code, AT_HOME), AT_HOME)


def test_another_step_or_browser_is_no_new_start(
    second_step: SecondStep, first_step: Callable[..., str], app: App
) -> None:
    for number in range(CODES.windows[0].amount):
        browser = replace(ELSEWHERE, visit_token=f"visit {number}", network=f"203.0.{number}.0/24")
        with pytest.raises(WrongCode):
            second_step.by_code(first_step(browser), WRONG, browser)
    with pytest.raises(TooMany):
        second_step.by_code(first_step(ELSEWHERE), app.code, ELSEWHERE)


def test_who_has_stolen_a_password_can_not_lock_its_owner_out(
    second_step: SecondStep,
    first_step: Callable[..., str],
    come_in: Callable[..., Here],
    app: App,
    clock: FrozenClock,
) -> None:
    """A browser with which the owner signed in before is counted apart."""
    own = signed_out(let_in(second_step.by_code(first_step(), app.code, AT_HOME), AT_HOME))
    stolen = first_step(ELSEWHERE)
    for _ in range(CODES.windows[0].amount):
        with pytest.raises(WrongCode):
            second_step.by_code(stolen, WRONG, ELSEWHERE)
    with pytest.raises(TooMany):
        second_step.by_code(stolen, WRONG, ELSEWHERE)
    clock.advance(A_STEP)
    let_in(second_step.by_code(first_step(own), app.code, own), own)


# What doesn't lead around it


def test_a_step_is_dead_once_the_password_is_another(
    second_step: SecondStep,
    first_step: Callable[..., str],
    account_settings: AccountSettings,
    app: App,
    ada: Viewer,
) -> None:
    step = first_step()
    account_settings.change_password(
        id_of(ada), current=PASSWORD, new="another long password", session_id=None, browser=AT_HOME
    )
    with pytest.raises(TokenRefused):
        second_step.by_code(step, app.code, AT_HOME)


def test_a_factor_that_came_while_a_password_was_checked_counts(
    sign_in: SignIn,
    add_app: Callable[[Here], App],
    come_in: Callable[..., Here],
    ada: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = come_in(ada)
    is_right = sign_in._is_right

    def slowly(*args: object) -> bool:
        right = is_right(*args)  # type: ignore[arg-type]  # passed on as they are
        add_app(here)
        return right

    monkeypatch.setattr(sign_in, "_is_right", slowly)
    with pytest.raises(KeysChanged):
        sign_in.sign_in("ada", PASSWORD, remember=False, browser=ELSEWHERE)


def test_a_suspended_account_is_told_so_after_the_step_only(
    second_step: SecondStep,
    first_step: Callable[..., str],
    gateways: MemoryGateways,
    app: App,
    ada: Viewer,
) -> None:
    step = first_step()
    with gateways.begin() as work:
        account = work.accounts.get(id_of(ada))
        account.suspend()
        work.accounts.save(account)
    with pytest.raises(WrongCode):
        second_step.by_code(step, WRONG, AT_HOME)
    with pytest.raises(AccountStopped):
        second_step.by_code(step, app.code, AT_HOME)


def test_a_closed_account_comes_back_by_both_steps(
    second_step: SecondStep,
    sign_in: SignIn,
    closing: Closing,
    gateways: MemoryGateways,
    app: App,
    ada: Viewer,
    is_in: IsIn,
) -> None:
    closing.close(id_of(ada), browser=AT_HOME)
    asked = sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)
    assert isinstance(asked, SecondStepAsked)
    with pytest.raises(TokenRefused):
        closing.reopen(asked.token, browser=AT_HOME)
    reopening = second_step.by_code(asked.token, app.code, AT_HOME)
    assert isinstance(reopening, ReopeningAsked)
    assert is_in(closing.reopen(reopening.token, browser=AT_HOME).token)
    assert gateways.account_queries.one(id_of(ada)).standing is Standing.ACTIVE


def test_no_code_and_no_secret_is_kept_readable(
    second_step: SecondStep, first_step: Callable[..., str], gateways: MemoryGateways, app: App
) -> None:
    step = first_step()
    kept = "".join(kept_words(gateways).values())
    for secret in (app.secret, step, *app.recovery_codes):
        assert secret not in kept
