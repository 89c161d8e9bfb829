import pytest

from domain.accounts import EmailTaken, Role, Standing
from domain.errors import EditedMeanwhile, NotFound
from domain.ids import MAX_ID, AccountId
from tests.contracts.kept import Kept, settle
from tests.factories import NOON, a_profile, an_account


class AccountRepositoryContract:
    def test_an_account_comes_back_as_it_was_kept(self, kept: Kept) -> None:
        account = an_account("Ada@example.org", phone="+436601234567", role=Role.ADMIN)
        account.confirmed_at = NOON
        with kept.begin() as work:
            work.accounts.add(account)
        with kept.begin() as work:
            assert work.accounts.get(account.id) == account

    def test_the_first_version_is_one(self, kept: Kept) -> None:
        account = an_account()
        with kept.begin() as work:
            work.accounts.add(account)
        assert account.version == 1

    def test_an_unknown_account_is_not_found(self, kept: Kept) -> None:
        with pytest.raises(NotFound), kept.begin() as work:
            work.accounts.get(AccountId(7))

    @pytest.mark.parametrize("number", [MAX_ID + 1, 10**40])
    def test_a_number_too_large_for_an_id_is_not_found(self, kept: Kept, number: int) -> None:
        with pytest.raises(NotFound), kept.begin() as work:
            work.accounts.get(AccountId(number))

    def test_an_address_is_found_in_any_case(self, kept: Kept) -> None:
        account = an_account("Ada.Lovelace@example.org")
        with kept.begin() as work:
            work.accounts.add(account)
            found = work.accounts.by_email("ada.LOVELACE@Example.org")
            assert found is not None
            assert found.id == account.id
            assert work.accounts.by_email("ada@example.org") is None

    @pytest.mark.parametrize("again", ["ada@example.org", "ADA@example.org", "Ada@Example.ORG"])
    def test_an_address_belongs_to_one_account_in_any_case(self, kept: Kept, again: str) -> None:
        with kept.begin() as work:
            work.accounts.add(an_account("ada@example.org"))
        with pytest.raises(EmailTaken), kept.begin() as work:
            work.accounts.add(an_account(again))

    def test_an_account_cannot_move_to_anothers_address(self, kept: Kept) -> None:
        second = an_account("grace@example.org")
        with kept.begin() as work:
            work.accounts.add(an_account("ada@example.org"))
            work.accounts.add(second)
        second.email = "ada@example.org"
        with pytest.raises(EmailTaken), kept.begin() as work:
            work.accounts.save(second)

    def test_an_account_may_keep_its_own_address(self, kept: Kept) -> None:
        account = an_account("ada@example.org")
        with kept.begin() as work:
            work.accounts.add(account)
        account.email = "Ada@example.org"
        with kept.begin() as work:
            work.accounts.save(account)
            assert work.accounts.get(account.id).email == "Ada@example.org"

    def test_an_account_is_found_by_exactly_its_handle(self, kept: Kept) -> None:
        ada = settle(kept, "ada_l")
        with kept.begin() as work:
            found = work.accounts.by_handle("ada_l")
            assert found is not None
            assert found.id == ada.account_id
            assert work.accounts.by_handle("adal") is None
            assert work.accounts.by_handle("ADA_L") is None

    def test_whether_anybody_is_there(self, kept: Kept) -> None:
        with kept.begin() as work:
            assert not work.accounts.any()
            work.accounts.add(an_account())
            assert work.accounts.any()

    def test_a_change_lasts_only_once_saved(self, kept: Kept) -> None:
        account = an_account()
        with kept.begin() as work:
            work.accounts.add(account)
        with kept.begin() as work:
            work.accounts.get(account.id).promote(Role.OWNER)
        with kept.begin() as work:
            assert work.accounts.get(account.id).role is Role.MEMBER

    def test_a_saved_change_lasts(self, kept: Kept) -> None:
        account = an_account()
        with kept.begin() as work:
            work.accounts.add(account)
        with kept.begin() as work:
            loaded = work.accounts.get(account.id)
            loaded.promote(Role.OWNER)
            work.accounts.save(loaded)
            assert loaded.version == 2
        with kept.begin() as work:
            assert work.accounts.get(account.id).role is Role.OWNER

    def test_of_two_who_change_an_account_the_later_is_told(self, kept: Kept) -> None:
        account = an_account()
        with kept.begin() as work:
            work.accounts.add(account)
        with kept.begin() as work:
            first, second = work.accounts.get(account.id), work.accounts.get(account.id)
            work.accounts.save(first)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.accounts.save(second)

    def test_an_account_that_was_never_kept_cannot_be_saved(self, kept: Kept) -> None:
        with pytest.raises(NotFound), kept.begin() as work:
            work.accounts.save(an_account())


class AccountQueriesContract:
    def test_a_line_holds_the_account_and_its_first_profile(self, kept: Kept) -> None:
        account = an_account("ada@example.org", phone="+436601234567", role=Role.OWNER)
        with kept.begin() as work:
            work.accounts.add(account)
            work.profiles.add(a_profile(account, "ada", display_name="Ada L."))
            work.profiles.add(a_profile(account, "zoe"))
        line = kept.account_queries.one(account.id)
        assert (line.handle, line.display_name, line.email) == ("ada", "Ada L.", "ada@example.org")
        assert (line.phone, line.role, line.standing) == ("+436601234567", Role.OWNER, Standing.ACTIVE)
        assert (line.registered_at, line.confirmed_at) == (NOON, None)

    def test_an_unknown_account_has_no_line(self, kept: Kept) -> None:
        for number in (7, MAX_ID + 1):
            with pytest.raises(NotFound):
                kept.account_queries.one(AccountId(number))

    def test_all_accounts_come_the_oldest_first_in_pieces(self, kept: Kept) -> None:
        accounts = [settle(kept, handle).account_id for handle in ("ada", "grace", "edsger")]
        first = kept.account_queries.all(limit=2)
        rest = kept.account_queries.all(after=first[-1].id, limit=2)
        assert [line.id for line in (*first, *rest)] == accounts

    def test_those_who_wait_are_listed_the_longest_waiting_first(self, kept: Kept) -> None:
        settle(kept, "ada")
        waiting = []
        for handle in ("grace", "edsger"):
            account = an_account(standing=Standing.AWAITING_APPROVAL)
            with kept.begin() as work:
                work.accounts.add(account)
                work.profiles.add(a_profile(account, handle))
            waiting.append(handle)
        assert [line.handle for line in kept.account_queries.awaiting_approval()] == waiting
        assert len(kept.account_queries.awaiting_approval(limit=1)) == 1
