from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import AccountId, TokenId
from domain.one_time_tokens import GOOD_FOR, OPEN_ANYWHERE, OneTimeToken, Purpose, TokenRefused
from domain.sessions import digest_of
from tests.factories import NOON

A_MOMENT = timedelta(microseconds=1)
BROWSER = "the browser's own secret"


def token(purpose: Purpose, bound_to: str = BROWSER, **carries: str) -> OneTimeToken:
    return OneTimeToken.issue(
        purpose,
        id=TokenId(1),
        token="once",
        at=NOON,
        account_id=AccountId(7),
        bound_to="" if purpose in OPEN_ANYWHERE else bound_to,
        **carries,
    )


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_token_is_good_until_its_end_and_not_at_it(purpose: Purpose) -> None:
    ends = NOON + GOOD_FOR[purpose]
    token(purpose).check(purpose, at=NOON, bound_to=BROWSER)
    token(purpose).check(purpose, at=ends - A_MOMENT, bound_to=BROWSER)
    with pytest.raises(TokenRefused):
        token(purpose).check(purpose, at=ends, bound_to=BROWSER)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_token_is_good_once(purpose: Purpose) -> None:
    once = token(purpose)
    once.use(purpose, at=NOON, bound_to=BROWSER)
    assert once.used_at == NOON
    with pytest.raises(TokenRefused):
        once.use(purpose, at=NOON, bound_to=BROWSER)


@pytest.mark.parametrize("presented", list(Purpose))
@pytest.mark.parametrize("issued", list(Purpose))
def test_a_token_is_good_for_its_own_purpose_only(issued: Purpose, presented: Purpose) -> None:
    one = token(issued)
    if issued is presented:
        one.use(presented, at=NOON, bound_to=BROWSER)
        return
    with pytest.raises(TokenRefused):
        one.use(presented, at=NOON, bound_to=BROWSER)
    assert one.used_at is None


@pytest.mark.parametrize("purpose", sorted(set(Purpose) - OPEN_ANYWHERE))
@pytest.mark.parametrize("other", ["", "another browser's", digest_of(BROWSER)])
def test_a_token_of_one_browser_is_good_in_no_other(purpose: Purpose, other: str) -> None:
    with pytest.raises(TokenRefused):
        token(purpose).check(purpose, at=NOON, bound_to=other)


@pytest.mark.parametrize("purpose", sorted(set(Purpose) - OPEN_ANYWHERE))
@pytest.mark.parametrize("browser", ["", BROWSER])
def test_a_token_that_was_bound_to_nothing_is_good_nowhere(purpose: Purpose, browser: str) -> None:
    """A browser without a secret can't be told from any other (login CSRF)."""
    with pytest.raises(TokenRefused):
        token(purpose, bound_to="").check(purpose, at=NOON, bound_to=browser)


def test_only_mails_and_the_console_hold_what_opens_anywhere() -> None:
    assert {
        Purpose.SETUP,
        Purpose.CONFIRM_EMAIL,
        Purpose.CHANGE_EMAIL,
        Purpose.RESET_PASSWORD,
    } == OPEN_ANYWHERE


def test_links_in_mails_and_steps_in_a_browser_are_short_lived() -> None:
    """NIST SP 800-63B-4, section 4.2.1.2; ASVS 5.0, 6.5.5."""
    assert set(GOOD_FOR) == set(Purpose)
    mails = OPEN_ANYWHERE - {Purpose.SETUP}
    assert all(GOOD_FOR[purpose] <= timedelta(hours=24) for purpose in mails)
    by_itself = set(Purpose) - OPEN_ANYWHERE - {Purpose.JOIN}
    assert all(GOOD_FOR[purpose] <= timedelta(minutes=10) for purpose in by_itself)


def test_only_digests_are_kept() -> None:
    one = token(Purpose.SECOND_STEP, remember="yes")
    assert (one.digest, one.bound_to) == (digest_of("once"), digest_of(BROWSER))
    assert "once" not in repr(one)
    assert BROWSER not in repr(one)
    assert one.carries == {"remember": "yes"}


def test_what_is_nobodys_has_no_owner() -> None:
    one = token(Purpose.SECOND_STEP)
    assert one.owner == AccountId(7)
    one.account_id = None
    with pytest.raises(TokenRefused):
        _ = one.owner


@given(st.sampled_from(Purpose), st.text(max_size=8), st.timedeltas(timedelta(days=-1), timedelta(days=2)))
def test_a_refused_token_stays_as_it_was(purpose: Purpose, browser: str, after: timedelta) -> None:
    one = token(Purpose.SECOND_STEP)
    before = repr(one)
    try:
        one.use(purpose, at=NOON + after, bound_to=browser)
    except TokenRefused:
        assert repr(one) == before
    else:
        assert (purpose, browser) == (Purpose.SECOND_STEP, BROWSER)
