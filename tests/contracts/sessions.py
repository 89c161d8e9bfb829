from datetime import timedelta

import pytest

from domain.accounts import Role, Standing
from domain.errors import EditedMeanwhile, NotFound
from domain.ids import SessionId
from domain.sessions import digest_of
from tests.contracts.kept import Kept, settle
from tests.factories import NOON, a_session


class LoginSessionContract:
    def test_a_session_is_found_by_its_digest(self, kept: Kept) -> None:
        session = a_session(settle(kept), "secret")
        with kept.begin() as work:
            work.sessions.add(session)
        with kept.begin() as work:
            assert work.sessions.by_digest(digest_of("secret")) == session
            assert work.sessions.by_digest(digest_of("guess")) is None
            assert work.sessions.by_digest("secret") is None

    def test_a_saved_visit_lasts_and_a_forgotten_one_does_not(self, kept: Kept) -> None:
        session = a_session(settle(kept))
        with kept.begin() as work:
            work.sessions.add(session)
        later = NOON + timedelta(hours=1)
        with kept.begin() as work:
            loaded = work.sessions.by_digest(session.digest)
            assert loaded and loaded.seen(later)
        with kept.begin() as work:
            loaded = work.sessions.by_digest(session.digest)
            assert loaded and loaded.last_seen_at == NOON
            loaded.seen(later)
            work.sessions.save(loaded)
        with kept.begin() as work:
            loaded = work.sessions.by_digest(session.digest)
            assert loaded and loaded.last_seen_at == later

    def test_of_two_who_save_a_session_the_later_is_told(self, kept: Kept) -> None:
        session = a_session(settle(kept))
        with kept.begin() as work:
            work.sessions.add(session)
            first, second = (work.sessions.by_digest(session.digest) for _ in range(2))
            assert first and second
            work.sessions.save(first)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.sessions.save(second)

    def test_an_ended_session_cannot_be_saved(self, kept: Kept) -> None:
        session = a_session(settle(kept))
        with kept.begin() as work:
            work.sessions.add(session)
            work.sessions.remove(session.id)
        with pytest.raises(NotFound), kept.begin() as work:
            work.sessions.save(session)

    def test_ending_a_session_twice_is_no_error(self, kept: Kept) -> None:
        session = a_session(settle(kept))
        with kept.begin() as work:
            work.sessions.add(session)
            work.sessions.remove(session.id)
            work.sessions.remove(session.id)
            work.sessions.remove(SessionId(7))
            assert work.sessions.by_digest(session.digest) is None

    def test_all_sessions_of_one_account_end_at_once(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        with kept.begin() as work:
            for token in ("a", "b", "c"):
                work.sessions.add(a_session(ada, token))
            work.sessions.add(a_session(grace, "d"))
            assert work.sessions.remove_all_of(ada.account_id) == 3
            assert work.sessions.by_digest(digest_of("d")) is not None

    def test_all_but_one_session_end_at_once(self, kept: Kept) -> None:
        ada = settle(kept)
        here = a_session(ada, "here")
        with kept.begin() as work:
            work.sessions.add(here)
            work.sessions.add(a_session(ada, "there"))
            assert work.sessions.remove_all_of(ada.account_id, but=here.id) == 1
            assert work.sessions.by_digest(here.digest) is not None

    def test_expired_sessions_are_swept(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            work.sessions.add(a_session(ada, "short", lasts=timedelta(hours=1)))
            work.sessions.add(a_session(ada, "long", lasts=timedelta(hours=2)))
            assert work.sessions.remove_expired(NOON + timedelta(minutes=59)) == 0
            assert work.sessions.remove_expired(NOON + timedelta(hours=1)) == 1
            assert work.sessions.by_digest(digest_of("long")) is not None


class SessionQueriesContract:
    def test_a_visit_says_who_looks(self, kept: Kept) -> None:
        ada = settle(kept)
        session = a_session(ada, "secret")
        with kept.begin() as work:
            work.sessions.add(session)
            account = work.accounts.get(ada.account_id)
            account.promote(Role.MODERATOR)
            work.accounts.save(account)
        visit = kept.session_queries.visit(digest_of("secret"), NOON)
        assert visit is not None
        viewer = visit.viewer
        assert (viewer.account_id, viewer.profile_id, viewer.session_id) == (
            ada.account_id,
            ada.id,
            session.id,
        )
        assert (viewer.handle, viewer.display_name) == ("ada", "Ada")
        assert (viewer.role, viewer.standing) == (Role.MODERATOR, Standing.ACTIVE)
        assert visit.last_seen_at == NOON

    def test_an_unknown_token_is_nobodys(self, kept: Kept) -> None:
        assert kept.session_queries.visit(digest_of("guess"), NOON) is None

    def test_a_session_ends_at_its_last_moment(self, kept: Kept) -> None:
        session = a_session(settle(kept), lasts=timedelta(hours=1))
        with kept.begin() as work:
            work.sessions.add(session)
        just_before = session.expires_at - timedelta(microseconds=1)
        assert kept.session_queries.visit(session.digest, just_before) is not None
        assert kept.session_queries.visit(session.digest, session.expires_at) is None

    @pytest.mark.parametrize("standing", list(Standing))
    def test_only_who_may_sign_in_has_visits(self, kept: Kept, standing: Standing) -> None:
        ada = settle(kept)
        session = a_session(ada)
        with kept.begin() as work:
            work.sessions.add(session)
            account = work.accounts.get(ada.account_id)
            account.standing = standing
            work.accounts.save(account)
        visit = kept.session_queries.visit(session.digest, NOON)
        assert (visit is not None) == standing.may_sign_in
        assert visit is None or visit.viewer.standing is standing
