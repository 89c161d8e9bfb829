"""Leaving: closed at once, open again within fourteen days, erased after them."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from adapters.memory.clock import FrozenClock
from bootstrap.gateways import MemoryGateways
from domain.accounts import GRACE, AccountGone, AlreadyClosed, LastOwner, Role, Standing
from domain.browsers import Browser
from domain.errors import Invalid, NotFound
from domain.ids import AccountId
from domain.one_time_tokens import TokenRefused
from domain.viewers import STRANGER, Viewer
from services.accounts.closing import Closing
from services.accounts.entry import ReopeningAsked
from services.accounts.governing import Governing
from services.accounts.sign_in import SignIn
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import (
    AT_HOME,
    ELSEWHERE,
    Here,
    account_of,
    id_of,
    kept_words,
    tables_of,
)
from worker.loop import Worker

A_MOMENT = timedelta(microseconds=1)
IsIn = Callable[[str], bool]


@pytest.fixture
def closed(closing: Closing, come_in: Callable[..., Here], ada: Viewer) -> Here:
    """Ada, who has just closed her account."""
    here = come_in(ada)
    closing.close(here.account_id, browser=here.browser)
    return here


@pytest.fixture
def ask_to_reopen(sign_in: SignIn, closed: Here) -> Callable[..., str]:
    def ask_to_reopen(browser: Browser = AT_HOME, *, remember: bool = False) -> str:
        asked = sign_in.sign_in("ada", PASSWORD, remember=remember, browser=browser)
        assert isinstance(asked, ReopeningAsked)
        return asked.token

    return ask_to_reopen


def test_a_closed_account_is_out_and_seen_by_nobody(
    gateways: MemoryGateways, closed: Here, is_in: IsIn, ada: Viewer
) -> None:
    assert not is_in(closed.token)
    assert account_of(gateways, ada).standing is Standing.CLOSED
    with pytest.raises(NotFound):
        gateways.profile_queries.head("ada", STRANGER)


@pytest.mark.parametrize("remember", [False, True])
def test_its_holder_opens_it_again_and_is_signed_in(
    closing: Closing,
    gateways: MemoryGateways,
    ask_to_reopen: Callable[..., str],
    is_in: IsIn,
    ada: Viewer,
    remember: bool,
) -> None:
    signed_in = closing.reopen(ask_to_reopen(remember=remember), browser=AT_HOME)
    assert is_in(signed_in.token)
    assert signed_in.session.remembered is remember
    assert account_of(gateways, ada).standing is Standing.ACTIVE
    assert gateways.profile_queries.head("ada", STRANGER)


def test_a_wrong_password_asks_for_nothing(sign_in: SignIn, closed: Here) -> None:
    with pytest.raises(Invalid):
        sign_in.sign_in("ada", "wrong", remember=False, browser=AT_HOME)


def test_after_fourteen_days_nobody_comes_back(
    closing: Closing, sign_in: SignIn, ask_to_reopen: Callable[..., str], clock: FrozenClock
) -> None:
    clock.advance(GRACE - timedelta(minutes=1))
    token = ask_to_reopen()
    clock.advance(timedelta(minutes=1))
    with pytest.raises(AccountGone):
        closing.reopen(token, browser=AT_HOME)
    with pytest.raises(AccountGone):
        sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)


def test_a_token_of_another_visit_opens_nothing(
    closing: Closing, gateways: MemoryGateways, ask_to_reopen: Callable[..., str], ada: Viewer
) -> None:
    token = ask_to_reopen(AT_HOME)
    with pytest.raises(TokenRefused):
        closing.reopen(token, browser=ELSEWHERE)
    assert account_of(gateways, ada).standing is Standing.CLOSED


def test_a_limit_outlasts_closing_and_coming_back(
    closing: Closing,
    governing: Governing,
    sign_in: SignIn,
    gateways: MemoryGateways,
    ada: Viewer,
    moderator: Viewer,
) -> None:
    governing.limit(id_of(ada), "", by=moderator)
    closing.close(id_of(ada), browser=AT_HOME)
    asked = sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)
    assert isinstance(asked, ReopeningAsked)
    closing.reopen(asked.token, browser=AT_HOME)
    assert account_of(gateways, ada).standing is Standing.LIMITED
    assert not gateways.profile_queries.newest(limit=9)[1:]


@pytest.mark.parametrize("standing", [Standing.UNCONFIRMED, Standing.AWAITING_APPROVAL])
def test_nobody_is_let_in_by_closing_and_coming_back(
    closing: Closing,
    sign_in: SignIn,
    gateways: MemoryGateways,
    join: Callable[..., Viewer],
    standing: Standing,
) -> None:
    eve = join("eve", standing=standing)
    closing.close(id_of(eve), browser=AT_HOME)
    asked = sign_in.sign_in("eve", PASSWORD, remember=False, browser=AT_HOME)
    assert isinstance(asked, ReopeningAsked)
    closing.reopen(asked.token, browser=AT_HOME)
    assert account_of(gateways, eve).standing is standing
    assert not gateways.profile_queries.ids_of(["eve"])


def test_the_last_owner_stays(
    closing: Closing, gateways: MemoryGateways, join: Callable[..., Viewer]
) -> None:
    zeno = join("zeno", role=Role.OWNER)
    with pytest.raises(LastOwner):
        closing.close(id_of(zeno), browser=AT_HOME)
    assert account_of(gateways, zeno).standing is Standing.ACTIVE
    olga = join("olga", role=Role.OWNER)
    closing.close(id_of(zeno), browser=AT_HOME)
    with pytest.raises(LastOwner):
        closing.close(id_of(olga), browser=AT_HOME)


def test_closing_twice_is_said_and_buys_no_time(
    closing: Closing, gateways: MemoryGateways, closed: Here, clock: FrozenClock
) -> None:
    began = clock.now()
    clock.advance(timedelta(days=13))
    with pytest.raises(AlreadyClosed):
        closing.close(closed.account_id, browser=AT_HOME)
    assert tables_of(gateways).accounts[closed.account_id].closed_at == began


# When it is erased


def test_the_worker_erases_it_when_the_days_are_over_and_not_before(
    gateways: MemoryGateways, worker: Worker, closed: Here, clock: FrozenClock
) -> None:
    clock.advance(GRACE - A_MOMENT)
    while worker.run_once():
        pass
    assert closed.account_id in tables_of(gateways).accounts
    clock.advance(A_MOMENT)
    while worker.run_once():
        pass
    assert not tables_of(gateways).accounts
    assert not tables_of(gateways).profiles


def test_an_account_that_was_opened_again_stays(
    closing: Closing,
    gateways: MemoryGateways,
    worker: Worker,
    ask_to_reopen: Callable[..., str],
    clock: FrozenClock,
    ada: Viewer,
) -> None:
    clock.advance(timedelta(days=7))
    closing.reopen(ask_to_reopen(), browser=AT_HOME)
    clock.advance(GRACE)
    while worker.run_once():
        pass
    assert account_of(gateways, ada).standing is Standing.ACTIVE


def test_who_closes_again_has_fourteen_days_again(
    closing: Closing,
    gateways: MemoryGateways,
    worker: Worker,
    ask_to_reopen: Callable[..., str],
    clock: FrozenClock,
    ada: Viewer,
) -> None:
    clock.advance(timedelta(days=7))
    closing.reopen(ask_to_reopen(), browser=AT_HOME)
    closing.close(id_of(ada), browser=AT_HOME)
    clock.advance(timedelta(days=7))
    while worker.run_once():
        pass
    assert account_of(gateways, ada).standing is Standing.CLOSED
    clock.advance(timedelta(days=7))
    while worker.run_once():
        pass
    assert not tables_of(gateways).accounts


def test_erasing_twice_does_no_harm(
    closing: Closing, gateways: MemoryGateways, closed: Here, clock: FrozenClock, bo: Viewer
) -> None:
    clock.advance(GRACE)
    closing.erase(closed.account_id)
    before = kept_words(gateways)
    closing.erase(closed.account_id)
    closing.erase(AccountId(1))
    closing.erase(id_of(bo))
    assert kept_words(gateways) == before
