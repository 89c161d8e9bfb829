from datetime import timedelta

import pytest

from domain.errors import EditedMeanwhile, NotFound
from domain.ids import MAX_ID, LinkedLoginId
from domain.linked_logins import LoginTaken
from tests.contracts.kept import Kept, settle
from tests.factories import NOON, a_linked_login


class LinkedLoginContract:
    def test_a_linked_login_comes_back_as_it_was_kept(self, kept: Kept) -> None:
        ada = settle(kept)
        login = a_linked_login(ada, "4711")
        login.used(NOON + timedelta(hours=1))
        with kept.begin() as work:
            work.linked_logins.add(login)
        with kept.begin() as work:
            assert work.linked_logins.get(login.id, owner=ada.account_id) == login
            assert work.linked_logins.by_subject("harbour", "4711") == login

    def test_a_person_elsewhere_is_known_by_provider_and_subject_exactly(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            work.linked_logins.add(a_linked_login(ada, "Ada", provider="harbour"))
        with kept.begin() as work:
            for provider, subject in (
                ("harbour", "ada"),
                ("Harbour", "Ada"),
                ("pier", "Ada"),
                ("harbour", ""),
            ):
                assert work.linked_logins.by_subject(provider, subject) is None

    def test_anothers_linked_login_is_not_found(self, kept: Kept) -> None:
        ada, eve = settle(kept, "ada"), settle(kept, "eve")
        login = a_linked_login(ada)
        with kept.begin() as work:
            work.linked_logins.add(login)
        with kept.begin() as work:
            with pytest.raises(NotFound):
                work.linked_logins.get(login.id, owner=eve.account_id)
            assert list(work.linked_logins.all_of(eve.account_id)) == []

    @pytest.mark.parametrize("number", [7, MAX_ID + 1])
    def test_an_unknown_linked_login_is_not_found(self, kept: Kept, number: int) -> None:
        ada = settle(kept)
        with kept.begin() as work, pytest.raises(NotFound):
            work.linked_logins.get(LinkedLoginId(number), owner=ada.account_id)

    def test_a_person_elsewhere_opens_one_account_only(self, kept: Kept) -> None:
        ada, eve = settle(kept, "ada"), settle(kept, "eve")
        with kept.begin() as work:
            work.linked_logins.add(a_linked_login(ada, "4711"))
            work.linked_logins.add(a_linked_login(eve, "4711", provider="pier"))
        for other in (ada, eve):
            with pytest.raises(LoginTaken), kept.begin() as work:
                work.linked_logins.add(a_linked_login(other, "4711"))
        with kept.begin() as work:
            found = work.linked_logins.by_subject("harbour", "4711")
        assert found is not None
        assert found.account_id == ada.account_id

    def test_linked_logins_are_listed_the_oldest_first(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        logins = [a_linked_login(ada, subject) for subject in ("c", "a", "b")]
        with kept.begin() as work:
            for login in reversed(logins):
                work.linked_logins.add(login)
            work.linked_logins.add(a_linked_login(grace, "d"))
        with kept.begin() as work:
            assert list(work.linked_logins.all_of(ada.account_id)) == logins

    def test_a_use_lasts_only_once_saved(self, kept: Kept) -> None:
        ada = settle(kept)
        login = a_linked_login(ada)
        with kept.begin() as work:
            work.linked_logins.add(login)
        later = NOON + timedelta(hours=1)
        with kept.begin() as work:
            loaded = work.linked_logins.get(login.id, owner=ada.account_id)
            loaded.used(later)
            assert work.linked_logins.get(login.id, owner=ada.account_id).last_used_at is None
            work.linked_logins.save(loaded)
        with kept.begin() as work:
            again = work.linked_logins.get(login.id, owner=ada.account_id)
        assert (again.last_used_at, again.version) == (later, 2)

    def test_of_two_windows_on_a_linked_login_the_later_is_told(self, kept: Kept) -> None:
        ada = settle(kept)
        login = a_linked_login(ada)
        with kept.begin() as work:
            work.linked_logins.add(login)
            first, second = (work.linked_logins.get(login.id, owner=ada.account_id) for _ in range(2))
            work.linked_logins.save(first)
        for change in ("save", "remove"):
            with pytest.raises(EditedMeanwhile), kept.begin() as work:
                getattr(work.linked_logins, change)(second)

    def test_an_unlinked_login_is_gone_and_may_be_linked_by_another(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        login = a_linked_login(ada, "4711")
        with kept.begin() as work:
            work.linked_logins.add(login)
            work.linked_logins.remove(login)
            work.linked_logins.add(a_linked_login(grace, "4711"))
        for change in ("save", "remove"):
            with pytest.raises(NotFound), kept.begin() as work:
                getattr(work.linked_logins, change)(login)

    def test_a_link_that_is_rolled_back_opens_nothing(self, kept: Kept) -> None:
        ada = settle(kept)
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            work.linked_logins.add(a_linked_login(ada, "4711"))
            raise ZeroDivisionError
        with kept.begin() as work:
            assert work.linked_logins.by_subject("harbour", "4711") is None

    def test_all_linked_logins_of_one_account_go_at_once(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        with kept.begin() as work:
            work.linked_logins.add(a_linked_login(ada, "a"))
            work.linked_logins.add(a_linked_login(ada, "b"))
            work.linked_logins.add(a_linked_login(grace, "c"))
            assert work.linked_logins.remove_all_of(ada.account_id) == 2
            assert work.linked_logins.remove_all_of(ada.account_id) == 0
            assert work.linked_logins.by_subject("harbour", "c") is not None
