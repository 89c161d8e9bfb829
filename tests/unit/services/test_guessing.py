"""How often somebody may guess, and that nobody who guesses can lock the holder out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.memory.clock import FrozenClock
from bootstrap.gateways import MemoryGateways
from domain.browsers import Browser
from domain.errors import Invalid, TooMany
from domain.known_devices import KNOWN_FOR
from domain.viewers import Viewer
from services.accounts import guesses
from services.accounts.guesses import FOR_ACCOUNT, FROM_KNOWN_DEVICE, FROM_NETWORK
from services.accounts.sign_in import SignIn
from services.ports.throttles import Limit, Window
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import AT_HOME, ELSEWHERE, Here, let_in, signed_out

IsIn = Callable[[str], bool]

A_SECOND = timedelta(seconds=1)
TRIES = FOR_ACCOUNT.windows[0].amount


@pytest.fixture
def guess(sign_in: SignIn) -> Callable[..., None]:
    """Try a wrong password, again and again, and be told so."""

    def guess(login: str = "ada", browser: Browser = ELSEWHERE, *, times: int = 1) -> None:
        for _ in range(times):
            with pytest.raises(Invalid):
                sign_in.sign_in(login, "wrong", remember=False, browser=browser)

    return guess


@pytest.fixture
def wait(sign_in: SignIn) -> Callable[..., timedelta]:
    """How long somebody is told to wait, even with the right password."""

    def wait(login: str = "ada", browser: Browser = ELSEWHERE) -> timedelta:
        with pytest.raises(TooMany) as refused:
            sign_in.sign_in(login, PASSWORD, remember=False, browser=browser)
        return timedelta(seconds=refused.value.retry_after)

    return wait


def from_network(number: int) -> Browser:
    """Somebody with many networks at hand."""
    return replace(ELSEWHERE, network=f"203.0.{number}.0/24")


@pytest.mark.parametrize("login", ["ada", "ada@example.org", "nobody_here", "nobody@example.org"])
def test_guesses_at_an_account_run_out_whether_it_exists_or_not(
    guess: Callable[..., None], wait: Callable[..., timedelta], ada: Viewer, login: str
) -> None:
    guess(login, times=TRIES)
    assert wait(login) == timedelta(seconds=FOR_ACCOUNT.windows[0].seconds)


def test_the_door_opens_again_when_it_was_said_to_and_not_before(
    sign_in: SignIn,
    guess: Callable[..., None],
    wait: Callable[..., timedelta],
    clock: FrozenClock,
    ada: Viewer,
    is_in: IsIn,
) -> None:
    guess(times=TRIES)
    clock.advance(wait() - A_SECOND)
    assert wait() == A_SECOND
    clock.advance(A_SECOND)
    outcome = sign_in.sign_in("ada", PASSWORD, remember=False, browser=ELSEWHERE)
    assert is_in(let_in(outcome, ELSEWHERE).token)


def test_who_goes_on_guessing_waits_longer_and_longer(
    sign_in: SignIn, clock: FrozenClock, ada: Viewer
) -> None:
    """NIST SP 800-63B-4, section 3.2.2: no more than 100."""
    guessed, waits, ends = 0, [timedelta()], clock.now() + timedelta(hours=20)
    while clock.now() < ends:
        try:
            sign_in.sign_in("ada", "wrong", remember=False, browser=from_network(guessed))
        except Invalid:
            guessed += 1
        except TooMany as refused:
            waits.append(timedelta(seconds=refused.retry_after))
            clock.advance(waits[-1])
    assert guessed == FOR_ACCOUNT.windows[-1].amount == 100
    assert timedelta(hours=12) < max(waits) == waits[-1]


@pytest.mark.parametrize("dodge", ["@ada", "ADA", " ada", "ada\u202e", "\x00ada"])
def test_another_spelling_is_no_new_start(
    guess: Callable[..., None], wait: Callable[..., timedelta], ada: Viewer, dodge: str
) -> None:
    guess(times=TRIES)
    wait(dodge)


def test_a_handle_and_an_address_are_counted_apart(
    guess: Callable[..., None], wait: Callable[..., timedelta], ada: Viewer
) -> None:
    """One count for both would tell that they belong together."""
    guess("ada", times=TRIES)
    wait("ada")
    guess("ada@example.org", times=TRIES)
    wait("ada@example.org")


def test_who_signed_in_here_before_comes_in_while_others_guess(
    come_in: Callable[..., Here], guess: Callable[..., None], wait: Callable[..., timedelta], ada: Viewer
) -> None:
    at_home = signed_out(come_in(ada, AT_HOME))
    for number in range(TRIES):
        guess(browser=from_network(number))
    wait(browser=ELSEWHERE)
    guess(browser=at_home)
    come_in(ada, replace(at_home, network=ELSEWHERE.network))


def test_on_a_known_device_a_few_slips_are_free_too_and_no_more(
    come_in: Callable[..., Here], guess: Callable[..., None], wait: Callable[..., timedelta], ada: Viewer
) -> None:
    at_home = signed_out(come_in(ada, AT_HOME))
    slips = FROM_KNOWN_DEVICE.windows[0].amount
    guess(browser=at_home, times=slips - 1)
    come_in(ada, at_home)
    guess(browser=at_home, times=slips)
    wait(browser=at_home)
    guess(browser=ELSEWHERE)


def test_a_device_that_another_account_knows_is_a_strangers_here(
    come_in: Callable[..., Here],
    guess: Callable[..., None],
    wait: Callable[..., timedelta],
    ada: Viewer,
    bo: Viewer,
) -> None:
    of_bo = signed_out(come_in(bo, ELSEWHERE))
    guess("ada", times=TRIES)
    wait("ada", browser=of_bo)
    wait("ada", browser=replace(ELSEWHERE, device_token="made up"))


def test_a_device_unused_for_a_year_is_a_strangers_again(
    come_in: Callable[..., Here],
    guess: Callable[..., None],
    wait: Callable[..., timedelta],
    clock: FrozenClock,
    ada: Viewer,
) -> None:
    at_home = signed_out(come_in(ada, AT_HOME))
    clock.advance(KNOWN_FOR)
    guess(times=TRIES)
    wait(browser=at_home)


def test_the_holder_who_comes_in_does_not_forgive_who_guesses(
    come_in: Callable[..., Here], guess: Callable[..., None], wait: Callable[..., timedelta], ada: Viewer
) -> None:
    guess(times=TRIES - 1)
    come_in(ada, AT_HOME)
    guess()
    wait()


def test_the_right_password_costs_no_try(come_in: Callable[..., Here], ada: Viewer) -> None:
    for _ in range(TRIES + 1):
        come_in(ada, ELSEWHERE)


def test_one_network_can_not_try_a_list_of_accounts(
    come_in: Callable[..., Here],
    guess: Callable[..., None],
    wait: Callable[..., timedelta],
    clock: FrozenClock,
    ada: Viewer,
) -> None:
    at_home = signed_out(come_in(ada, AT_HOME))
    for number in range(FROM_NETWORK.windows[0].amount):
        guess(f"somebody{number}")
    clock.advance(wait("ada") - A_SECOND)
    wait("ada")
    come_in(ada, AT_HOME)
    come_in(ada, replace(at_home, network=ELSEWHERE.network))


def test_over_all_accounts_and_networks_there_is_an_end(
    come_in: Callable[..., Here],
    guess: Callable[..., None],
    wait: Callable[..., timedelta],
    ada: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_home = signed_out(come_in(ada, AT_HOME))
    monkeypatch.setattr(guesses, "IN_ALL", Limit("sign-in-all", (Window(30, 900),)))
    for number in range(30):
        guess(f"somebody{number}", browser=from_network(number))
    wait("ada", browser=AT_HOME)
    come_in(ada, at_home)


def test_what_is_refused_is_not_looked_into(
    guess: Callable[..., None], wait: Callable[..., timedelta], gateways: MemoryGateways, ada: Viewer
) -> None:
    """Neither a hash nor an entry: a flood of guesses costs one look each."""
    guess(times=TRIES)
    entries = len(gateways.begin._store.tables.security_log)
    wait()
    wait()
    assert len(gateways.begin._store.tables.security_log) == entries
