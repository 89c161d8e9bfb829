from datetime import timedelta

import pytest

from domain.browsers import Browser
from domain.errors import NotFound
from domain.ids import AccountId, ProfileId, SessionId
from domain.sessions import (
    BROWSER_SESSION_FOR,
    FRESH_FOR,
    IDLE_FOR,
    REMEMBERED_FOR,
    REMEMBERED_IDLE_FOR,
    SEEN_EVERY,
    LoginSession,
    digest_of,
    is_fresh,
    new_token,
)
from tests.factories import NOON, a_profile, a_session, an_account

A_MOMENT = timedelta(microseconds=1)


def test_no_two_tokens_are_alike_and_each_has_256_bits() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(len(token) >= 43 and token.isascii() for token in tokens)


def test_what_is_kept_of_a_token_does_not_tell_it() -> None:
    token = new_token()
    assert token not in digest_of(token)
    assert digest_of(token) == digest_of(token) != digest_of(token + "x")
    assert digest_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("token", ["", "\x00", "\ud800", "é" * 10_000])
def test_any_token_that_a_browser_sends_has_a_digest(token: str) -> None:
    assert len(digest_of(token)) == 64


def test_a_session_lasts_a_day_and_a_remembered_one_sixty() -> None:
    assert LoginSession.lasts(False) == BROWSER_SESSION_FOR == timedelta(days=1)
    assert LoginSession.lasts(True) == REMEMBERED_FOR == timedelta(days=60)


def test_a_session_is_noted_once_a_minute() -> None:
    session = a_session(a_profile(an_account()))
    assert not session.seen(NOON + SEEN_EVERY - timedelta(microseconds=1))
    assert session.last_seen_at == NOON
    assert session.seen(NOON + SEEN_EVERY)
    assert session.last_seen_at == NOON + SEEN_EVERY
    assert not session.seen(NOON + SEEN_EVERY)


@pytest.mark.parametrize("remember", [False, True])
def test_a_session_ends_at_last_and_sooner_when_nobody_uses_it(remember: bool) -> None:
    session = LoginSession.start(
        id=SessionId(1),
        account_id=AccountId(2),
        profile_id=ProfileId(3),
        token="secret",
        browser=Browser(device="Firefox on Linux", network="192.0.2.0/24"),
        remember=remember,
        at=NOON,
    )
    assert session.expires_at == NOON + (REMEMBERED_FOR if remember else BROWSER_SESSION_FOR)
    assert session.idle_until == NOON + (REMEMBERED_IDLE_FOR if remember else IDLE_FOR)
    assert (session.digest, session.proved_at) == (digest_of("secret"), NOON)
    later = NOON + timedelta(hours=3)
    assert session.seen(later)
    assert session.idle_until == later + LoginSession.idles(remember)
    assert session.expires_at == NOON + LoginSession.lasts(remember)


def test_a_proof_is_fresh_for_a_quarter_of_an_hour() -> None:
    assert is_fresh(NOON, NOON)
    assert is_fresh(NOON, NOON + FRESH_FOR - A_MOMENT)
    assert not is_fresh(NOON, NOON + FRESH_FOR)
    session = a_session(a_profile(an_account()))
    session.proved(NOON + FRESH_FOR)
    assert session.proved_at == NOON + FRESH_FOR


def test_a_session_speaks_as_its_own_profiles_only() -> None:
    account = an_account()
    session = a_session(a_profile(account))
    pen_name, stranger = a_profile(account, "acanthus"), a_profile(an_account(), "bo")
    session.speak_as(pen_name)
    assert session.profile_id == pen_name.id
    with pytest.raises(NotFound):
        session.speak_as(stranger)
    assert session.profile_id == pen_name.id
