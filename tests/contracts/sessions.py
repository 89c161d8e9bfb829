from datetime import timedelta

import pytest

from domain.accounts import Role, Standing
from domain.errors import EditedMeanwhile, NotFound
from domain.ids import MAX_ID, SessionId
from domain.sessions import digest_of
from services.ports.sessions import SessionLine
from tests.contracts.kept import Kept, another_profile, hide, settle
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

    def test_a_session_is_got_by_its_owner_only(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        session = a_session(ada)
        with kept.begin() as work:
            work.sessions.add(session)
            assert work.sessions.get(session.id, owner=ada.account_id) == session
        for id, owner in (
            (session.id, grace.account_id),
            (SessionId(7), ada.account_id),
            (SessionId(MAX_ID + 1), ada.account_id),
        ):
            with pytest.raises(NotFound), kept.begin() as work:
                work.sessions.get(id, owner=owner)

    def test_another_profile_and_a_new_proof_last_once_saved(self, kept: Kept) -> None:
        ada = settle(kept)
        zoe = another_profile(kept, ada, "zoe")
        session = a_session(ada)
        with kept.begin() as work:
            work.sessions.add(session)
        session.speak_as(zoe)
        session.proved(NOON + timedelta(hours=1))
        with kept.begin() as work:
            work.sessions.save(session)
            assert work.sessions.by_digest(session.digest) == session

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

    def test_sessions_that_nobody_used_for_too_long_are_swept(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            work.sessions.add(a_session(ada, "idle", idles=timedelta(hours=1)))
            work.sessions.add(a_session(ada, "busy", idles=timedelta(hours=2)))
            assert work.sessions.remove_expired(NOON + timedelta(minutes=59)) == 0
            assert work.sessions.remove_expired(NOON + timedelta(hours=1)) == 1
            assert work.sessions.by_digest(digest_of("busy")) is not None


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
        assert (viewer.proved_at, viewer.has_second_factor, viewer.other_handles) == (NOON, False, ())

    def test_a_visit_tells_the_persons_other_handles_in_the_order_of_the_alphabet(self, kept: Kept) -> None:
        settle(kept, "grace")
        ada = settle(kept, "mia")
        zoe, a_9, _ = (another_profile(kept, ada, handle) for handle in ("zoe", "a_9", "b"))
        with kept.begin() as work:
            work.sessions.add(a_session(ada, "first"))
            work.sessions.add(a_session(a_9, "second"))
        hide(kept, zoe)
        for token, others in (("first", ("a_9", "b", "zoe")), ("second", ("b", "mia", "zoe"))):
            visit = kept.session_queries.visit(digest_of(token), NOON)
            assert visit is not None
            assert visit.viewer.other_handles == others

    def test_a_visit_knows_of_the_second_factor_and_the_last_proof(self, kept: Kept) -> None:
        ada = settle(kept)
        session = a_session(ada)
        session.proved(NOON + timedelta(minutes=3))
        with kept.begin() as work:
            work.sessions.add(session)
            account = work.accounts.get(ada.account_id)
            account.has_second_factor = True
            work.accounts.save(account)
        visit = kept.session_queries.visit(session.digest, NOON)
        assert visit is not None
        assert visit.viewer.has_second_factor
        assert visit.viewer.proved_at == NOON + timedelta(minutes=3)

    def test_an_unknown_token_is_nobodys(self, kept: Kept) -> None:
        assert kept.session_queries.visit(digest_of("guess"), NOON) is None

    def test_a_session_ends_at_its_last_moment(self, kept: Kept) -> None:
        session = a_session(settle(kept), lasts=timedelta(hours=1))
        with kept.begin() as work:
            work.sessions.add(session)
        just_before = session.expires_at - timedelta(microseconds=1)
        assert kept.session_queries.visit(session.digest, just_before) is not None
        assert kept.session_queries.visit(session.digest, session.expires_at) is None

    def test_a_session_that_nobody_uses_ends_before_its_last_moment(self, kept: Kept) -> None:
        session = a_session(settle(kept), idles=timedelta(hours=1))
        with kept.begin() as work:
            work.sessions.add(session)
        just_before = session.idle_until - timedelta(microseconds=1)
        assert kept.session_queries.visit(session.digest, just_before) is not None
        assert kept.session_queries.visit(session.digest, session.idle_until) is None

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

    def test_a_persons_sessions_are_listed_the_last_seen_first(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        old, seen, new = (a_session(ada, token) for token in ("old", "seen", "new"))
        seen.seen(NOON + timedelta(hours=1))
        with kept.begin() as work:
            for session in (old, seen, new, a_session(grace, "hers")):
                work.sessions.add(session)
        lines = kept.session_queries.of(ada.account_id, NOON)
        assert [line.id for line in lines] == [seen.id, new.id, old.id]
        assert lines[0] == SessionLine(
            id=seen.id,
            device="Firefox on Linux",
            network="192.0.2.0/24",
            started_at=NOON,
            last_seen_at=NOON + timedelta(hours=1),
            remembered=False,
        )

    def test_sessions_that_have_ended_are_in_no_list(self, kept: Kept) -> None:
        ada = settle(kept)
        hour = timedelta(hours=1)
        with kept.begin() as work:
            work.sessions.add(a_session(ada, "expires", lasts=hour))
            work.sessions.add(a_session(ada, "idles", idles=hour))
        assert len(kept.session_queries.of(ada.account_id, NOON)) == 2
        assert kept.session_queries.of(ada.account_id, NOON + hour) == []
