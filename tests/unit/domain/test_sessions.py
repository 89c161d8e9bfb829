from dataclasses import replace
from datetime import timedelta

import pytest

from domain.ids import LinkId
from domain.sessions import (
    BROWSER_SESSION_FOR,
    REMEMBERED_FOR,
    SEEN_EVERY,
    SETUP_LINK_FOR,
    LoginSession,
    OneTimeLink,
    Purpose,
    digest_of,
    new_token,
)
from tests.factories import NOON, a_link, a_profile, a_session, an_account


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


def test_a_setup_link_is_good_for_a_day_and_holds_the_digest_only() -> None:
    link = OneTimeLink.for_setup(id=LinkId(1), token="once", at=NOON)
    assert link.digest == digest_of("once")
    assert link.is_good(Purpose.SETUP, NOON + SETUP_LINK_FOR - timedelta(microseconds=1))
    assert not link.is_good(Purpose.SETUP, NOON + SETUP_LINK_FOR)


def test_a_link_is_good_once() -> None:
    link = a_link()
    link.use(NOON)
    assert not link.is_good(Purpose.SETUP, NOON)


def test_a_link_is_good_for_its_own_purpose_only() -> None:
    assert not replace(a_link(), purpose="another").is_good(Purpose.SETUP, NOON)
