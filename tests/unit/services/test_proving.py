"""Showing once more who one is, by the password."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from adapters.memory.clock import FrozenClock
from bootstrap.gateways import MemoryGateways
from domain.errors import Invalid, NotFound, TooMany
from domain.sessions import FRESH_FOR, digest_of
from domain.viewers import ProofNeeded, Viewer
from services.accounts.guesses import PROOFS
from services.accounts.proving import NOT_THE_PASSWORD, Proving
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import ELSEWHERE, Here, id_of


@pytest.fixture
def here(come_in: Callable[..., Here], ada: Viewer) -> Here:
    return come_in(ada)


@pytest.fixture
def check_proved(gateways: MemoryGateways) -> Callable[[Here], None]:
    """As a page that asks for a proof does."""

    def check_proved(here: Here) -> None:
        now = gateways.clock.now()
        visit = gateways.session_queries.visit(digest_of(here.token), now)
        assert visit is not None
        visit.viewer.check_proved(now)

    return check_proved


def test_signing_in_is_a_proof_for_a_quarter_of_an_hour_and_the_password_another(
    proving: Proving, here: Here, check_proved: Callable[[Here], None], clock: FrozenClock
) -> None:
    check_proved(here)
    clock.advance(FRESH_FOR)
    with pytest.raises(ProofNeeded):
        check_proved(here)
    proving.by_password(here.account_id, here.session_id, PASSWORD, browser=here.browser)
    check_proved(here)
    clock.advance(FRESH_FOR)
    with pytest.raises(ProofNeeded):
        check_proved(here)


def test_a_proof_counts_for_the_session_it_was_given_in(
    proving: Proving,
    here: Here,
    come_in: Callable[..., Here],
    check_proved: Callable[[Here], None],
    clock: FrozenClock,
    ada: Viewer,
) -> None:
    there = come_in(ada, ELSEWHERE)
    clock.advance(FRESH_FOR)
    proving.by_password(here.account_id, here.session_id, PASSWORD, browser=here.browser)
    with pytest.raises(ProofNeeded):
        check_proved(there)


def test_nobody_proves_anything_for_somebody_elses_session(proving: Proving, here: Here, bo: Viewer) -> None:
    with pytest.raises(NotFound):
        proving.by_password(id_of(bo), here.session_id, PASSWORD, browser=here.browser)


def test_guesses_run_out_and_come_back(
    proving: Proving, here: Here, check_proved: Callable[[Here], None], clock: FrozenClock
) -> None:
    clock.advance(FRESH_FOR)
    for _ in range(PROOFS.windows[0].amount):
        with pytest.raises(Invalid) as refused:
            proving.by_password(here.account_id, here.session_id, "wrong", browser=here.browser)
        assert refused.value.fields == {"password": NOT_THE_PASSWORD}
    with pytest.raises(TooMany) as full:
        proving.by_password(here.account_id, here.session_id, PASSWORD, browser=here.browser)
    with pytest.raises(ProofNeeded):
        check_proved(here)
    clock.advance(timedelta(seconds=full.value.retry_after))
    proving.by_password(here.account_id, here.session_id, PASSWORD, browser=here.browser)
    check_proved(here)


def test_where_there_is_no_password_none_is_right(
    proving: Proving, gateways: MemoryGateways, here: Here
) -> None:
    with gateways.begin() as work:
        account = work.accounts.get(here.account_id)
        account.password_hash = None
        work.accounts.save(account)
    for guess in ("", PASSWORD, "None"):
        with pytest.raises(Invalid):
            proving.by_password(here.account_id, here.session_id, guess, browser=here.browser)
