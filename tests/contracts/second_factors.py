import pytest

from domain.errors import EditedMeanwhile
from domain.ids import AccountId
from domain.second_factors import SecondFactor, WrongCode, new_recovery_codes
from tests.contracts.kept import Kept, settle
from tests.factories import NOON, a_second_factor


class SecondFactorContract:
    def test_whoever_has_none_yet_has_an_empty_one(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            assert work.second_factors.of(ada.account_id) == SecondFactor(account_id=ada.account_id)
            assert work.second_factors.of(AccountId(7)).version == 0

    def test_a_second_factor_comes_back_as_it_was_kept(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        whole = a_second_factor(ada, codes=new_recovery_codes())
        codes_only = SecondFactor(account_id=grace.account_id, recovery_digests=("a", "b"))
        with kept.begin() as work:
            work.second_factors.save(whole)
            work.second_factors.save(codes_only)
        with kept.begin() as work:
            assert work.second_factors.of(ada.account_id) == whole
            assert work.second_factors.of(grace.account_id) == codes_only
        assert whole.version == codes_only.version == 1

    def test_a_step_that_was_accepted_stays_accepted(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            work.second_factors.save(a_second_factor(ada))
        with kept.begin() as work:
            factor = work.second_factors.of(ada.account_id)
            factor.accept(9)
            work.second_factors.save(factor)
        with kept.begin() as work:
            again = work.second_factors.of(ada.account_id)
        assert (again.last_step, again.version) == (9, 2)
        with pytest.raises(WrongCode):
            again.accept(9)

    def test_of_two_who_send_one_code_one_fails(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            work.second_factors.save(a_second_factor(ada))
            first, second = (work.second_factors.of(ada.account_id) for _ in range(2))
        first.accept(9)
        second.accept(9)
        with kept.begin() as work:
            work.second_factors.save(first)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.second_factors.save(second)

    def test_of_two_who_spend_one_recovery_code_one_fails(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            work.second_factors.save(a_second_factor(ada, codes=("one", "two")))
            first, second = (work.second_factors.of(ada.account_id) for _ in range(2))
        first.use_recovery("one")
        second.use_recovery("one")
        with kept.begin() as work:
            work.second_factors.save(first)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.second_factors.save(second)
        with kept.begin() as work:
            assert len(work.second_factors.of(ada.account_id).recovery_digests) == 1

    def test_of_two_who_begin_at_once_the_later_is_told(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            first, second = (work.second_factors.of(ada.account_id) for _ in range(2))
        first.begin("first")
        second.begin("second")
        with kept.begin() as work:
            work.second_factors.save(first)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.second_factors.save(second)
        with kept.begin() as work:
            assert work.second_factors.of(ada.account_id).sealed_secret == "first"

    def test_a_factor_that_is_rolled_back_guards_nothing(self, kept: Kept) -> None:
        ada = settle(kept)
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            work.second_factors.save(a_second_factor(ada))
            raise ZeroDivisionError
        with kept.begin() as work:
            assert not work.second_factors.of(ada.account_id).has_app

    def test_a_change_lasts_only_once_saved(self, kept: Kept) -> None:
        ada = settle(kept)
        factor = a_second_factor(ada, codes=("one",))
        with kept.begin() as work:
            work.second_factors.save(factor)
        factor.use_recovery("one")
        with kept.begin() as work:
            work.second_factors.of(ada.account_id).remove_app()
        with kept.begin() as work:
            again = work.second_factors.of(ada.account_id)
        assert (again.has_app, len(again.recovery_digests)) == (True, 1)

    def test_a_removed_factor_leaves_an_empty_one(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        factor = a_second_factor(ada)
        with kept.begin() as work:
            work.second_factors.save(factor)
            work.second_factors.save(a_second_factor(grace))
            work.second_factors.remove_of(ada.account_id)
            work.second_factors.remove_of(ada.account_id)
        with kept.begin() as work:
            assert work.second_factors.of(ada.account_id) == SecondFactor(account_id=ada.account_id)
            assert work.second_factors.of(grace.account_id).has_app

    def test_a_factor_that_was_removed_meanwhile_does_not_come_back(self, kept: Kept) -> None:
        ada = settle(kept)
        factor = a_second_factor(ada)
        with kept.begin() as work:
            work.second_factors.save(factor)
            work.second_factors.remove_of(ada.account_id)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.second_factors.save(factor)

    def test_one_can_begin_anew_after_a_reset(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            work.second_factors.save(a_second_factor(ada))
            work.second_factors.remove_of(ada.account_id)
        with kept.begin() as work:
            factor = work.second_factors.of(ada.account_id)
            factor.begin("anew")
            factor.confirm(3, at=NOON)
            work.second_factors.save(factor)
        with kept.begin() as work:
            assert work.second_factors.of(ada.account_id).sealed_secret == "anew"
