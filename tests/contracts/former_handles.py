"""What becomes of a handle that somebody gave up."""

from datetime import datetime, timedelta

import pytest

from domain.errors import EditedMeanwhile
from domain.profiles import RENAME_EVERY, HandleTaken, Profile
from tests.contracts.kept import Kept, another_profile, hide, settle
from tests.factories import NOON, a_profile, an_account

LATER = NOON + RENAME_EVERY


def rename(kept: Kept, profile: Profile, handle: str, at: datetime = NOON) -> None:
    profile.rename(handle, at=at)
    with kept.begin() as work:
        work.profiles.save(profile)


class FormerHandleContract:
    def test_a_renamed_profile_comes_back_under_its_new_handle(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        rename(kept, ada, "lovelace")
        with kept.begin() as work:
            assert work.profiles.get(ada.id) == ada
            assert work.profiles.by_handle("ada") is None
        assert (ada.handle, ada.renamed_at, ada.given_up) == ("lovelace", NOON, [])

    def test_every_former_handle_leads_to_the_present_one(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        rename(kept, ada, "lovelace")
        rename(kept, ada, "countess", LATER)
        assert kept.profile_queries.moved_to("ada") == "countess"
        assert kept.profile_queries.moved_to("lovelace") == "countess"

    def test_handles_that_were_never_given_up_lead_nowhere(self, kept: Kept) -> None:
        rename(kept, settle(kept, "ada"), "lovelace")
        for handle in ("lovelace", "nobody", "ada_", "ADA", ""):
            assert kept.profile_queries.moved_to(handle) is None

    def test_handles_of_hidden_people_lead_nowhere(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        rename(kept, ada, "lovelace")
        hide(kept, ada)
        assert kept.profile_queries.moved_to("ada") is None

    @pytest.mark.parametrize(("former", "tried"), [("ada", "ada"), ("modern", "modem"), ("ada_l", "adal")])
    def test_nobody_else_gets_a_former_handle_or_one_that_reads_the_same(
        self, kept: Kept, former: str, tried: str
    ) -> None:
        rename(kept, settle(kept, former), "lovelace")
        grace, eve = settle(kept, "grace"), an_account()
        with kept.begin() as work:
            assert work.profiles.is_taken(tried)
            assert work.profiles.is_taken(tried, by_other_than=grace.id)
        with pytest.raises(HandleTaken), kept.begin() as work:
            work.accounts.add(eve)
            work.profiles.add(a_profile(eve, tried))
        with pytest.raises(HandleTaken):
            rename(kept, grace, tried)
        assert kept.profile_queries.moved_to(former) == "lovelace"

    def test_not_even_the_same_persons_other_profile_gets_it(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        zoe = another_profile(kept, ada, "zoe")
        rename(kept, ada, "lovelace")
        with pytest.raises(HandleTaken):
            rename(kept, zoe, "ada")

    def test_a_profile_may_take_back_its_own(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        rename(kept, ada, "lovelace")
        with kept.begin() as work:
            assert not work.profiles.is_taken("ada", by_other_than=ada.id)
        rename(kept, ada, "ada", LATER)
        assert kept.profile_queries.moved_to("lovelace") == "ada"
        assert kept.profile_queries.moved_to("ada") is None
        with kept.begin() as work:
            assert work.profiles.by_handle("ada") == ada

    def test_going_to_and_fro_keeps_every_handle_safe(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        for turn, handle in enumerate(["lovelace", "ada", "lovelace", "ada"]):
            rename(kept, ada, handle, NOON + turn * RENAME_EVERY)
        for handle in ("ada", "lovelace"):
            with pytest.raises(HandleTaken):
                rename(kept, grace, handle)
            grace.handle = "grace"
            grace.renamed_at = None
            grace.given_up.clear()

    def test_two_names_taken_within_one_change_are_both_kept(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        ada.rename("lovelace", at=NOON)
        rename(kept, ada, "countess", LATER)
        assert kept.profile_queries.moved_to("ada") == "countess"
        assert kept.profile_queries.moved_to("lovelace") == "countess"

    def test_a_name_left_and_taken_back_within_one_change_is_no_former_one(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        ada.rename("lovelace", at=NOON)
        rename(kept, ada, "ada", LATER)
        assert kept.profile_queries.moved_to("ada") is None
        assert kept.profile_queries.moved_to("lovelace") == "ada"

    def test_a_new_spelling_of_the_same_skeleton_leads_there_too(self, kept: Kept) -> None:
        ada = settle(kept, "ada_l")
        rename(kept, ada, "adal")
        assert kept.profile_queries.moved_to("ada_l") == "adal"
        rename(kept, ada, "lovelace", LATER)
        assert kept.profile_queries.moved_to("adal") == "lovelace"
        with kept.begin() as work:
            assert work.profiles.is_taken("ada_l")

    def test_is_taken_leaves_the_profile_itself_aside(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada_l"), settle(kept, "grace")
        with kept.begin() as work:
            assert not work.profiles.is_taken("adal", by_other_than=ada.id)
            assert work.profiles.is_taken("adal", by_other_than=grace.id)
            assert work.profiles.is_taken("adal")

    def test_a_rename_that_came_too_late_gives_nothing_up(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        with kept.begin() as work:
            late = work.profiles.get(ada.id)
            work.profiles.save(ada)
        with pytest.raises(EditedMeanwhile):
            rename(kept, late, "lovelace")
        assert kept.profile_queries.moved_to("ada") is None
        with kept.begin() as work:
            assert work.profiles.by_handle("ada") is not None

    def test_a_rename_that_is_rolled_back_gives_nothing_up(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        ada.rename("lovelace", at=NOON + timedelta(days=1))
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            work.profiles.save(ada)
            raise ZeroDivisionError
        assert kept.profile_queries.moved_to("ada") is None
