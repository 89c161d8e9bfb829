from datetime import timedelta

import pytest

from domain.accounts import Standing
from domain.errors import EditedMeanwhile, NotFound
from domain.ids import MAX_ID, AccountId, InvitationId
from domain.invitations import InvitationOver
from domain.profiles import Profile
from domain.sessions import digest_of
from tests.contracts.kept import Kept, settle
from tests.factories import NOON, a_profile, an_account, an_invitation

MAX_TREE_DEPTH = 100


class InvitationContract:
    def test_an_invitation_comes_back_as_it_was_made(self, kept: Kept) -> None:
        ada = settle(kept)
        invitation = an_invitation(ada, "token", note="For Grace")
        ended = an_invitation(ada)
        ended.end(NOON)
        with kept.begin() as work:
            work.invitations.add(invitation)
            work.invitations.add(ended)
        with kept.begin() as work:
            assert work.invitations.get(invitation.id) == invitation
            assert work.invitations.by_digest(digest_of("token")) == invitation
            assert work.invitations.by_digest("token") is None
            assert work.invitations.get(ended.id) == ended

    @pytest.mark.parametrize("number", [7, MAX_ID + 1])
    def test_an_unknown_invitation_is_not_found(self, kept: Kept, number: int) -> None:
        with kept.begin() as work, pytest.raises(NotFound):
            work.invitations.get(InvitationId(number))

    def test_only_open_invitations_count(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        long, short, ended, spent = (an_invitation(ada, most=1, days=days) for days in (9, 1, 9, 9))
        ended.end(NOON)
        spent.use(NOON)
        with kept.begin() as work:
            for invitation in (long, short, ended, spent, an_invitation(grace)):
                work.invitations.add(invitation)
            just_before = short.expires_at - timedelta(microseconds=1)
            assert work.invitations.count_open(ada.account_id, just_before) == 2
            assert work.invitations.count_open(ada.account_id, short.expires_at) == 1
            assert work.invitations.count_open(AccountId(7), NOON) == 0

    def test_the_last_place_is_taken_once(self, kept: Kept) -> None:
        invitation = an_invitation(settle(kept), most=1)
        with kept.begin() as work:
            work.invitations.add(invitation)
            first, second = (work.invitations.get(invitation.id) for _ in range(2))
        first.use(NOON)
        second.use(NOON)
        with kept.begin() as work:
            work.invitations.save(first)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.invitations.save(second)
        with kept.begin() as work, pytest.raises(InvitationOver):
            work.invitations.get(invitation.id).use(NOON)

    def test_a_use_that_is_rolled_back_takes_no_place(self, kept: Kept) -> None:
        invitation = an_invitation(settle(kept))
        with kept.begin() as work:
            work.invitations.add(invitation)
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            loaded = work.invitations.get(invitation.id)
            loaded.use(NOON)
            work.invitations.save(loaded)
            raise ZeroDivisionError
        with kept.begin() as work:
            assert work.invitations.get(invitation.id) == invitation

    def test_an_inviter_takes_all_invitations_along(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        made = [an_invitation(ada), an_invitation(ada), an_invitation(grace)]
        with kept.begin() as work:
            for invitation in made:
                work.invitations.add(invitation)
            assert work.invitations.remove_all_of(ada.account_id) == 2
            assert work.invitations.remove_all_of(ada.account_id) == 0
            assert work.invitations.get(made[2].id) == made[2]
        with pytest.raises(NotFound), kept.begin() as work:
            work.invitations.save(made[0])


class InvitationQueriesContract:
    def test_a_line_says_for_whom_how_many_and_until_when(self, kept: Kept) -> None:
        ada = settle(kept)
        invitation = an_invitation(ada, note="For the choir", most=3, days=2)
        invitation.use(NOON)
        with kept.begin() as work:
            work.profiles.add(a_profile(work.accounts.get(ada.account_id), "countess"))
            work.invitations.add(invitation)
        (line,) = kept.invitation_queries.made_by(ada.account_id, NOON)
        assert (line.id, line.inviter, line.note) == (invitation.id, "ada", "For the choir")
        assert (line.most, line.used, line.is_open) == (3, 1, True)
        assert (line.made_at, line.expires_at) == (NOON, NOON + timedelta(days=2))

    def test_a_line_says_whether_the_invitation_still_opens(self, kept: Kept) -> None:
        ada = settle(kept)
        long, short, ended, spent = (an_invitation(ada, most=1, days=days) for days in (9, 1, 9, 9))
        ended.end(NOON)
        spent.use(NOON)
        with kept.begin() as work:
            for invitation in (long, short, ended, spent):
                work.invitations.add(invitation)
        lines = kept.invitation_queries.made_by(ada.account_id, short.expires_at)
        assert {line.id for line in lines if line.is_open} == {long.id}

    def test_invitations_are_listed_the_newest_first_and_nobody_elses(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        made = [an_invitation(ada) for _ in range(3)]
        with kept.begin() as work:
            for invitation in (made[1], made[2], made[0], an_invitation(grace)):
                work.invitations.add(invitation)
        lines = kept.invitation_queries.made_by(ada.account_id, NOON)
        assert [line.id for line in lines] == [invitation.id for invitation in reversed(made)]


def invite(
    kept: Kept, inviter: Profile | None, handle: str, *, standing: Standing = Standing.ACTIVE
) -> Profile:
    """A member who came in by another."""
    account = an_account(f"{handle}@example.org", standing=standing)
    account.invited_by = inviter.account_id if inviter else None
    profile = a_profile(account, handle)
    with kept.begin() as work:
        work.accounts.add(account)
        work.profiles.add(profile)
    return profile


def drawn(kept: Kept, root: Profile, *, limit: int = 500) -> list[str]:
    """The tree as it is printed: a handle a line, moved in by its depth."""
    return [
        "." * branch.depth + branch.handle
        for branch in kept.invitation_queries.tree(root.account_id, limit=limit)
    ]


class InvitationTreeContract:
    def test_a_tree_is_walked_downwards_the_oldest_first(self, kept: Kept) -> None:
        ada = invite(kept, None, "ada")
        bea = invite(kept, ada, "bea")
        cyn = invite(kept, ada, "cyn")
        dot = invite(kept, bea, "dot")
        invite(kept, cyn, "eve")
        invite(kept, dot, "fay")
        invite(kept, bea, "gil")
        invite(kept, ada, "hal")
        stranger = invite(kept, None, "ian")
        invite(kept, stranger, "joy")
        assert drawn(kept, ada) == ["ada", ".bea", "..dot", "...fay", "..gil", ".cyn", "..eve", ".hal"]
        assert drawn(kept, bea) == ["bea", ".dot", "..fay", ".gil"]
        assert drawn(kept, stranger) == ["ian", ".joy"]

    def test_a_branch_says_who_stands_there(self, kept: Kept) -> None:
        ada = settle(kept)
        eve = invite(kept, ada, "eve", standing=Standing.SUSPENDED)
        with kept.begin() as work:
            work.profiles.add(a_profile(work.accounts.get(eve.account_id), "zoe"))
        branch = kept.invitation_queries.tree(ada.account_id)[1]
        assert (branch.account_id, branch.handle, branch.depth) == (eve.account_id, "eve", 1)
        assert (branch.standing, branch.registered_at) == (Standing.SUSPENDED, NOON)

    def test_ids_of_any_length_sort_as_numbers(self, kept: Kept) -> None:
        ada = invite(kept, None, "ada")
        for id in (1_000, 9, MAX_ID, 10, 99):
            account = an_account(f"a{id}@example.org")
            account.id, account.invited_by = AccountId(id), ada.account_id
            with kept.begin() as work:
                work.accounts.add(account)
        ids = [branch.account_id for branch in kept.invitation_queries.tree(ada.account_id)]
        assert ids == [ada.account_id, 9, 10, 99, 1_000, MAX_ID]

    def test_a_tree_shows_no_more_than_it_is_asked_for(self, kept: Kept) -> None:
        ada = invite(kept, None, "ada")
        bea = invite(kept, ada, "bea")
        invite(kept, ada, "cyn")
        invite(kept, bea, "dot")
        assert drawn(kept, ada, limit=3) == ["ada", ".bea", "..dot"]
        assert drawn(kept, ada, limit=1) == ["ada"]

    def test_the_root_of_a_tree_that_nobody_planted_is_nobody(self, kept: Kept) -> None:
        assert list(kept.invitation_queries.tree(AccountId(7))) == []

    def test_who_invited_in_a_circle_is_met_once(self, kept: Kept) -> None:
        ada = invite(kept, None, "ada")
        bea = invite(kept, ada, "bea")
        cyn = invite(kept, bea, "cyn")
        invite(kept, cyn, "dot")
        with kept.begin() as work:
            account = work.accounts.get(ada.account_id)
            account.invited_by = cyn.account_id
            work.accounts.save(account)
        assert drawn(kept, ada) == ["ada", ".bea", "..cyn", "...dot"]
        assert drawn(kept, bea) == ["bea", ".cyn", "..ada", "..dot"]

    def test_whoever_invited_themselves_is_met_once(self, kept: Kept) -> None:
        ada = invite(kept, None, "ada")
        with kept.begin() as work:
            account = work.accounts.get(ada.account_id)
            account.invited_by = ada.account_id
            work.accounts.save(account)
        assert drawn(kept, ada) == ["ada"]

    def test_a_long_line_ends_at_the_depth_that_is_shown(self, kept: Kept) -> None:
        root = last = an_account()
        with kept.begin() as work:
            work.accounts.add(root)
            for _ in range(MAX_TREE_DEPTH + 2):
                guest = an_account()
                guest.invited_by = last.id
                work.accounts.add(guest)
                last = guest
        depths = [branch.depth for branch in kept.invitation_queries.tree(root.id)]
        assert depths == list(range(MAX_TREE_DEPTH + 1))
