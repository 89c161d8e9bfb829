"""Rounds to a provider and back: each in one browser, at one provider, once."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from adapters.memory.identities import ADDRESS, InMemoryProvider
from bootstrap.gateways import MemoryGateways
from domain.errors import NotFound, TooMany, Unavailable
from domain.one_time_tokens import Purpose, TokenRefused
from domain.security_log import Happening
from domain.viewers import Viewer
from services.accounts.guesses import ROUNDS_FROM_NETWORK
from services.accounts.identity_rounds import MAX_NEXT, IdentityRounds
from services.accounts.linked_logins import Arrival, LinkedLogins
from services.ports.identities import IdentityRefused
from tests.unit.services.presence import (
    AT_HOME,
    BACK,
    ELSEWHERE,
    Here,
    begin_round,
    entries,
    kept_words,
    someone,
    state_in,
    tables_of,
)

GoRound = Callable[..., Arrival]
IsIn = Callable[[str], bool]

SIGN_IN, LINK, PROVE = Purpose.SIGN_IN_BY_PROVIDER, Purpose.LINK_PROVIDER, Purpose.PROVE_BY_PROVIDER


@pytest.mark.parametrize(
    "answer", [{}, {"state": ""}, {"state": "made up", "code": "code"}, {"code": "code"}, {"state": "\ud800"}]
)
def test_an_answer_without_a_round_is_refused(linked_logins: LinkedLogins, answer: dict[str, str]) -> None:
    with pytest.raises(TokenRefused):
        linked_logins.arrive("harbour", answer, browser=AT_HOME, redirect_uri=BACK, session_id=None)


def test_a_round_that_began_in_another_browser_is_refused(
    identity_rounds: IdentityRounds,
    linked_logins: LinkedLogins,
    provider: InMemoryProvider,
    gateways: MemoryGateways,
    linked: Here,
) -> None:
    """Login CSRF: the attacker's answer in the victim's browser (CVE-2026-41425)."""
    state = begin_round(identity_rounds)
    provider.grant("code", someone("ada there"))
    before = kept_words(gateways)
    for victim in (ELSEWHERE, linked.browser):
        with pytest.raises(TokenRefused):
            linked_logins.arrive(
                "harbour",
                {"state": state, "code": "code"},
                browser=victim,
                redirect_uri=BACK,
                session_id=linked.session_id,
            )
    assert kept_words(gateways) == before


def test_a_round_of_a_browser_without_a_visit_is_good_in_none(
    identity_rounds: IdentityRounds,
    linked_logins: LinkedLogins,
    provider: InMemoryProvider,
    linked: Here,
    come_in: Callable[..., Here],
    bo: Viewer,
) -> None:
    """Who is signed in has no visit: nothing would tell the attacker's browser from the victim's."""
    state = begin_round(identity_rounds, browser=come_in(bo).browser)
    provider.grant("code", someone("bo there"))
    with pytest.raises(TokenRefused):
        linked_logins.arrive(
            "harbour",
            {"state": state, "code": "code"},
            browser=linked.browser,
            redirect_uri=BACK,
            session_id=linked.session_id,
        )


def test_a_round_is_good_once_even_when_the_provider_said_no(
    identity_rounds: IdentityRounds,
    linked_logins: LinkedLogins,
    provider: InMemoryProvider,
    gateways: MemoryGateways,
    linked: Here,
) -> None:
    state = begin_round(identity_rounds)
    for answer, refusal in (({"error": "access_denied"}, IdentityRefused), ({"code": "code"}, TokenRefused)):
        provider.grant("code", someone("ada there"))
        with pytest.raises(refusal):
            linked_logins.arrive(
                "harbour", {"state": state, **answer}, browser=AT_HOME, redirect_uri=BACK, session_id=None
            )
    assert entries(gateways)[-1].what is Happening.SIGN_IN_FAILED


def test_an_answer_of_another_provider_than_the_one_asked_is_refused(
    identity_rounds: IdentityRounds,
    linked_logins: LinkedLogins,
    provider: InMemoryProvider,
    other_provider: InMemoryProvider,
    linked: Here,
) -> None:
    """A mix-up (RFC 9207, section 1): the round is spent, so that its answer is good nowhere."""
    state = begin_round(identity_rounds)
    for one in (provider, other_provider):
        one.grant("code", someone("ada there"))
    for name in ("lighthouse", "harbour"):
        with pytest.raises(TokenRefused):
            linked_logins.arrive(
                name, {"state": state, "code": "code"}, browser=AT_HOME, redirect_uri=BACK, session_id=None
            )


def test_another_address_to_come_back_to_is_refused(
    identity_rounds: IdentityRounds, linked_logins: LinkedLogins, provider: InMemoryProvider, linked: Here
) -> None:
    state = begin_round(identity_rounds)
    provider.grant("code", someone("ada there"))
    with pytest.raises(IdentityRefused):
        linked_logins.arrive(
            "harbour",
            {"state": state, "code": "code"},
            browser=AT_HOME,
            redirect_uri=f"{BACK}/elsewhere",
            session_id=None,
        )


def test_a_provider_that_is_not_offered_is_not_there(
    identity_rounds: IdentityRounds, linked_logins: LinkedLogins
) -> None:
    assert identity_rounds.offered == {"harbour": "Harbour", "lighthouse": "Lighthouse"}
    with pytest.raises(NotFound):
        identity_rounds.begin("nowhere", SIGN_IN, browser=AT_HOME, redirect_uri=BACK)
    with pytest.raises(NotFound):
        linked_logins.arrive("nowhere", {}, browser=AT_HOME, redirect_uri=BACK, session_id=None)


def test_a_provider_that_is_down_costs_a_round_and_nothing_else(
    identity_rounds: IdentityRounds, linked_logins: LinkedLogins, provider: InMemoryProvider, linked: Here
) -> None:
    state = begin_round(identity_rounds)
    provider.is_down = True
    with pytest.raises(Unavailable):
        identity_rounds.begin("harbour", SIGN_IN, browser=AT_HOME, redirect_uri=BACK)
    with pytest.raises(Unavailable):
        linked_logins.arrive("harbour", {"state": state}, browser=AT_HOME, redirect_uri=BACK, session_id=None)


def test_the_browser_is_told_the_state_and_none_of_the_other_secrets(
    identity_rounds: IdentityRounds, gateways: MemoryGateways
) -> None:
    address = identity_rounds.begin("harbour", SIGN_IN, browser=AT_HOME, redirect_uri=BACK)
    [round] = tables_of(gateways).tokens.values()
    assert address.startswith(ADDRESS)
    assert state_in(address) not in repr(round)
    for secret in ("nonce", "verifier"):
        assert 43 <= len(round.carries[secret]) <= 128
        assert round.carries[secret] not in urlsplit(address).query


def test_a_long_way_to_go_on_is_forgotten(identity_rounds: IdentityRounds, gateways: MemoryGateways) -> None:
    for length in (MAX_NEXT, MAX_NEXT + 1):
        begin_round(identity_rounds, next="/" + "x" * (length - 1))
    kept = [round.carries["next"] for round in tables_of(gateways).tokens.values()]
    assert [len(next) for next in kept] == [MAX_NEXT, 0]


def test_one_network_begins_so_many_rounds_and_no_more(identity_rounds: IdentityRounds) -> None:
    for _ in range(ROUNDS_FROM_NETWORK.windows[0].amount):
        begin_round(identity_rounds)
    with pytest.raises(TooMany):
        begin_round(identity_rounds)
    begin_round(identity_rounds, browser=ELSEWHERE)
