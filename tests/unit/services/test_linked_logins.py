"""Logins elsewhere: linked, used, proved by; and never joined to anybody by an address alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from adapters.memory.clock import FrozenClock
from adapters.memory.identities import InMemoryProvider
from bootstrap.gateways import MemoryGateways
from domain.accounts import AccountStopped
from domain.errors import NotFound
from domain.linked_logins import LastWayIn, LoginTaken
from domain.one_time_tokens import Purpose, TokenRefused
from domain.security_log import Happening
from domain.sessions import FRESH_FOR, is_fresh
from domain.viewers import Viewer
from services.accounts.entry import ReopeningAsked, SecondStepAsked
from services.accounts.identity_rounds import IdentityRounds
from services.accounts.linked_logins import MAX_LABEL, Arrival, JoinAsked, LinkedLogins
from services.ports.identities import IdentityRefused
from tests.unit.services.presence import (
    AT_HOME,
    BACK,
    ELSEWHERE,
    App,
    Here,
    account_of,
    begin_round,
    entries,
    happenings,
    id_of,
    kept_words,
    let_in,
    someone,
    tables_of,
)

GoRound = Callable[..., Arrival]
IsIn = Callable[[str], bool]

SIGN_IN, LINK, PROVE = Purpose.SIGN_IN_BY_PROVIDER, Purpose.LINK_PROVIDER, Purpose.PROVE_BY_PROVIDER


# Signing in


def test_a_linked_login_opens_its_account(
    go_round: GoRound, gateways: MemoryGateways, linked: Here, is_in: IsIn
) -> None:
    arrival = go_round(SIGN_IN, "ada there", ELSEWHERE)
    there = let_in(arrival.outcome, ELSEWHERE)  # type: ignore[arg-type]  # no question of joining
    assert is_in(there.token)
    assert (there.account_id, arrival.next) == (linked.account_id, "/latest")
    [login] = tables_of(gateways).linked_logins.values()
    assert login.last_used_at == gateways.clock.now()
    assert entries(gateways)[-1].detail == "Harbour"


@pytest.mark.parametrize("is_verified", [False, True])
def test_nobody_is_taken_for_somebody_here_because_of_an_address(
    identity_rounds: IdentityRounds,
    linked_logins: LinkedLogins,
    provider: InMemoryProvider,
    gateways: MemoryGateways,
    ada: Viewer,
    is_verified: bool,
) -> None:
    state = begin_round(identity_rounds)
    provider.grant("code", someone("eve there", "ada@example.org", is_verified=is_verified))
    arrival = linked_logins.arrive(
        "harbour", {"state": state, "code": "code"}, browser=AT_HOME, redirect_uri=BACK, session_id=None
    )
    assert isinstance(arrival.outcome, JoinAsked)
    assert not tables_of(gateways).sessions
    assert not tables_of(gateways).linked_logins


def test_case_counts_in_the_name_of_a_person_elsewhere(go_round: GoRound, linked: Here) -> None:
    assert isinstance(go_round(SIGN_IN, "Ada there", ELSEWHERE).outcome, JoinAsked)


def test_a_linked_login_alone_does_not_pass_the_second_step(
    go_round: GoRound, linked: Here, add_app: Callable[[Here], App]
) -> None:
    add_app(linked)
    assert isinstance(go_round(SIGN_IN, "ada there", ELSEWHERE).outcome, SecondStepAsked)


def test_a_linked_login_opens_no_suspended_account_and_reopens_a_closed_one(
    go_round: GoRound, gateways: MemoryGateways, linked: Here
) -> None:
    with gateways.begin() as work:
        account = work.accounts.get(linked.account_id)
        account.close(gateways.clock.now())
        work.accounts.save(account)
    assert isinstance(go_round(SIGN_IN, "ada there", ELSEWHERE).outcome, ReopeningAsked)
    with gateways.begin() as work:
        account = work.accounts.get(linked.account_id)
        account.reopen(gateways.clock.now())
        account.suspend()
        work.accounts.save(account)
    with pytest.raises(AccountStopped):
        go_round(SIGN_IN, "ada there", ELSEWHERE)


# Linking


def test_a_login_that_is_linked_opens_nobody_elses_account(
    go_round: GoRound, gateways: MemoryGateways, linked: Here, come_in: Callable[..., Here], bo: Viewer
) -> None:
    there = come_in(bo)
    with pytest.raises(LoginTaken):
        go_round(LINK, "ada there", there.browser, there)
    [login] = tables_of(gateways).linked_logins.values()
    assert login.account_id == linked.account_id


def test_linking_what_is_linked_already_changes_nothing(
    go_round: GoRound,
    gateways: MemoryGateways,
    linked: Here,
    come_in: Callable[..., Here],
    ada: Viewer,
    is_in: IsIn,
) -> None:
    there = come_in(ada, ELSEWHERE)
    go_round(LINK, "ada there", linked.browser, linked)
    assert is_in(there.token)
    assert len(tables_of(gateways).linked_logins) == 1
    assert happenings(gateways, ada).count(Happening.LOGIN_LINKED) == 1


def test_a_long_name_elsewhere_is_cut(
    identity_rounds: IdentityRounds,
    linked_logins: LinkedLogins,
    provider: InMemoryProvider,
    gateways: MemoryGateways,
    come_in: Callable[..., Here],
    ada: Viewer,
) -> None:
    here = come_in(ada)
    for purpose, browser, subject in ((LINK, here.browser, "one"), (SIGN_IN, ELSEWHERE, "two")):
        state = begin_round(
            identity_rounds, purpose, browser, account_id=here.account_id if purpose is LINK else None
        )
        provider.grant("code", someone(subject, name="x" * 10_000))
        linked_logins.arrive(
            "harbour",
            {"state": state, "code": "code"},
            browser=browser,
            redirect_uri=BACK,
            session_id=here.session_id,
        )
    assert "x" * MAX_LABEL in "".join(kept_words(gateways).values())
    assert "x" * (MAX_LABEL + 1) not in "".join(kept_words(gateways).values())


def test_a_round_of_a_session_that_is_over_links_nothing(
    identity_rounds: IdentityRounds,
    linked_logins: LinkedLogins,
    provider: InMemoryProvider,
    gateways: MemoryGateways,
    come_in: Callable[..., Here],
    ada: Viewer,
) -> None:
    here = come_in(ada)
    state = begin_round(identity_rounds, LINK, here.browser, account_id=here.account_id)
    provider.grant("code", someone("ada there"))
    with pytest.raises(TokenRefused):
        linked_logins.arrive(
            "harbour",
            {"state": state, "code": "code"},
            browser=here.browser,
            redirect_uri=BACK,
            session_id=None,
        )
    assert not tables_of(gateways).linked_logins


# Unlinking


def test_an_unlinked_login_opens_nothing(
    linked_logins: LinkedLogins, go_round: GoRound, gateways: MemoryGateways, linked: Here
) -> None:
    [login_id] = tables_of(gateways).linked_logins
    linked_logins.unlink(linked.account_id, linked.session_id, login_id, browser=linked.browser)
    assert isinstance(go_round(SIGN_IN, "ada there", ELSEWHERE).outcome, JoinAsked)


def test_the_last_way_in_stays(linked_logins: LinkedLogins, gateways: MemoryGateways, linked: Here) -> None:
    with gateways.begin() as work:
        account = work.accounts.get(linked.account_id)
        account.password_hash = None
        work.accounts.save(account)
    [login_id] = tables_of(gateways).linked_logins
    with pytest.raises(LastWayIn):
        linked_logins.unlink(linked.account_id, linked.session_id, login_id, browser=linked.browser)
    assert len(tables_of(gateways).linked_logins) == 1


def test_nobody_unlinks_somebody_elses(
    linked_logins: LinkedLogins,
    gateways: MemoryGateways,
    linked: Here,
    come_in: Callable[..., Here],
    bo: Viewer,
) -> None:
    there = come_in(bo)
    [login_id] = tables_of(gateways).linked_logins
    with pytest.raises(NotFound):
        linked_logins.unlink(there.account_id, there.session_id, login_id, browser=there.browser)


# Proving


def is_proved(gateways: MemoryGateways, here: Here) -> bool:
    with gateways.begin() as work:
        session = work.sessions.get(here.session_id, owner=here.account_id)
    return is_fresh(session.proved_at, gateways.clock.now())


def test_a_proof_elsewhere_asks_the_person_anew(
    go_round: GoRound,
    gateways: MemoryGateways,
    provider: InMemoryProvider,
    linked: Here,
    clock: FrozenClock,
) -> None:
    clock.advance(FRESH_FOR)
    assert not is_proved(gateways, linked)
    arrival = go_round(PROVE, "ada there", linked.browser, linked)
    assert (arrival.outcome, arrival.purpose) == (None, PROVE)
    assert is_proved(gateways, linked)
    assert [question.again for question in provider._asked.values()] == [False, True]


@pytest.mark.parametrize("subject", ["eve there", "bo there", "ADA THERE", ""])
def test_another_person_there_proves_nothing(
    go_round: GoRound,
    gateways: MemoryGateways,
    linked: Here,
    come_in: Callable[..., Here],
    clock: FrozenClock,
    bo: Viewer,
    subject: str,
) -> None:
    of_bo = come_in(bo)
    go_round(LINK, "bo there", of_bo.browser, of_bo)
    clock.advance(FRESH_FOR + timedelta(minutes=1))
    with pytest.raises(IdentityRefused):
        go_round(PROVE, subject, linked.browser, linked)
    assert not is_proved(gateways, linked)
    assert happenings(gateways, linked.account_id)[-1] is Happening.PROOF_FAILED
    assert account_of(gateways, linked.account_id).id != id_of(bo)
