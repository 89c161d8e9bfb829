from datetime import timedelta

import pytest

from domain.errors import EditedMeanwhile, NotFound
from domain.one_time_tokens import OneTimeToken, Purpose, TokenRefused
from domain.sessions import digest_of
from tests.contracts.kept import Kept
from tests.factories import NOON, a_token, an_account

CARRIED = {"email": "Grüße@example.org", "next": "/@ada?page=2#top", "nothing": ""}


def keep(kept: Kept, *tokens: OneTimeToken) -> None:
    with kept.begin() as work:
        for token in tokens:
            work.tokens.add(token)


def find(kept: Kept, token: str) -> OneTimeToken | None:
    with kept.begin() as work:
        return work.tokens.by_digest(digest_of(token))


class OneTimeTokenContract:
    def test_a_token_comes_back_as_it_was_kept(self, kept: Kept) -> None:
        account = an_account()
        token = a_token("once", Purpose.CHANGE_EMAIL, account=account, bound_to="browser", **CARRIED)
        with kept.begin() as work:
            work.accounts.add(account)
            work.tokens.add(token)
        assert find(kept, "once") == token
        assert token.version == 1

    @pytest.mark.parametrize("purpose", list(Purpose))
    def test_a_token_for_nobody_yet_is_kept_for_any_purpose(self, kept: Kept, purpose: Purpose) -> None:
        token = a_token("once", purpose)
        keep(kept, token)
        assert find(kept, "once") == token

    def test_only_its_own_digest_finds_a_token(self, kept: Kept) -> None:
        keep(kept, a_token("once"))
        assert find(kept, "twice") is None
        with kept.begin() as work:
            assert work.tokens.by_digest("once") is None

    def test_what_it_carries_is_no_ones_to_change_from_outside(self, kept: Kept) -> None:
        token = a_token("once", step="1")
        keep(kept, token)
        token.carries["step"] = "2"
        found = find(kept, "once")
        assert found is not None
        found.carries["step"] = "3"
        again = find(kept, "once")
        assert again is not None
        assert again.carries == {"step": "1"}

    def test_what_it_carries_can_be_saved_anew(self, kept: Kept) -> None:
        token = a_token("once", step="1")
        keep(kept, token)
        token.carries = {"step": "2"}
        with kept.begin() as work:
            work.tokens.save(token)
        assert find(kept, "once") == token

    def test_a_used_token_stays_used(self, kept: Kept) -> None:
        token = a_token("once")
        keep(kept, token)
        token.use(Purpose.SETUP, at=NOON)
        with kept.begin() as work:
            work.tokens.save(token)
        used = find(kept, "once")
        assert used is not None
        with pytest.raises(TokenRefused):
            used.check(Purpose.SETUP, at=NOON)

    def test_of_two_who_use_a_token_at_once_one_fails(self, kept: Kept) -> None:
        keep(kept, a_token("once"))
        first, second = find(kept, "once"), find(kept, "once")
        assert first and second
        first.use(Purpose.SETUP, at=NOON)
        second.use(Purpose.SETUP, at=NOON)
        with kept.begin() as work:
            work.tokens.save(first)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.tokens.save(second)

    def test_a_use_that_is_rolled_back_was_no_use(self, kept: Kept) -> None:
        token = a_token("once")
        keep(kept, token)
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            token.use(Purpose.SETUP, at=NOON)
            work.tokens.save(token)
            raise ZeroDivisionError
        again = find(kept, "once")
        assert again is not None
        again.check(Purpose.SETUP, at=NOON)

    def test_a_token_that_was_never_kept_cannot_be_saved(self, kept: Kept) -> None:
        with pytest.raises(NotFound), kept.begin() as work:
            work.tokens.save(a_token())

    def test_all_tokens_for_a_purpose_end_at_once(self, kept: Kept) -> None:
        keep(kept, a_token("one"), a_token("two"), a_token("other", Purpose.JOIN))
        with kept.begin() as work:
            assert work.tokens.remove_all_for(Purpose.SETUP) == 2
            assert work.tokens.remove_all_for(Purpose.SETUP) == 0
        assert find(kept, "one") is None
        assert find(kept, "other") is not None

    def test_all_tokens_of_an_account_end_at_once(self, kept: Kept) -> None:
        ada, grace = an_account(), an_account()
        with kept.begin() as work:
            work.accounts.add(ada)
            work.accounts.add(grace)
            work.tokens.add(a_token("reset", Purpose.RESET_PASSWORD, account=ada))
            work.tokens.add(a_token("reopen", Purpose.REOPEN, account=ada))
            work.tokens.add(a_token("hers", Purpose.RESET_PASSWORD, account=grace))
            work.tokens.add(a_token("nobodys"))
            assert work.tokens.remove_all_of(ada.id) == 2
        assert [find(kept, token) is not None for token in ("reset", "reopen", "hers", "nobodys")] == [
            False,
            False,
            True,
            True,
        ]

    def test_tokens_are_swept_once_they_are_good_for_nothing(self, kept: Kept) -> None:
        short = a_token("short", Purpose.SECOND_STEP)
        keep(kept, short, a_token("long", Purpose.SETUP))
        with kept.begin() as work:
            assert work.tokens.remove_expired(short.expires_at - timedelta(microseconds=1)) == 0
            assert work.tokens.remove_expired(short.expires_at) == 1
        assert find(kept, "short") is None
        assert find(kept, "long") is not None
