from datetime import timedelta

import pytest

from domain.errors import EditedMeanwhile, NotFound
from domain.ids import MAX_ID, PasskeyId
from domain.passkeys import PasskeyTaken
from tests.contracts.kept import Kept, settle
from tests.factories import NOON, a_passkey


class PasskeyContract:
    def test_a_passkey_comes_back_as_it_was_kept(self, kept: Kept) -> None:
        ada = settle(kept)
        passkey = a_passkey(ada, "Zmlyc3Q")
        bare = a_passkey(ada, "c2Vjb25k")
        bare.transports, bare.is_synced, bare.sign_count = (), False, 2**32 - 1
        with kept.begin() as work:
            work.passkeys.add(passkey)
            work.passkeys.add(bare)
        with kept.begin() as work:
            assert work.passkeys.get(passkey.id, owner=ada.account_id) == passkey
            assert work.passkeys.by_credential("c2Vjb25k") == bare

    def test_a_credential_is_found_exactly_as_it_is_written(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            work.passkeys.add(a_passkey(ada, "Abc"))
        with kept.begin() as work:
            assert work.passkeys.by_credential("Abc") is not None
            assert work.passkeys.by_credential("abc") is None
            assert work.passkeys.by_credential("Ab") is None

    def test_anothers_passkey_is_not_found(self, kept: Kept) -> None:
        ada, eve = settle(kept, "ada"), settle(kept, "eve")
        passkey = a_passkey(ada)
        with kept.begin() as work:
            work.passkeys.add(passkey)
        with kept.begin() as work:
            with pytest.raises(NotFound):
                work.passkeys.get(passkey.id, owner=eve.account_id)
            assert list(work.passkeys.all_of(eve.account_id)) == []

    @pytest.mark.parametrize("number", [7, MAX_ID + 1])
    def test_an_unknown_passkey_is_not_found(self, kept: Kept, number: int) -> None:
        ada = settle(kept)
        with kept.begin() as work, pytest.raises(NotFound):
            work.passkeys.get(PasskeyId(number), owner=ada.account_id)

    def test_a_credential_is_registered_once_whoever_tries(self, kept: Kept) -> None:
        ada, eve = settle(kept, "ada"), settle(kept, "eve")
        with kept.begin() as work:
            work.passkeys.add(a_passkey(ada, "Abc"))
        for other in (ada, eve):
            with pytest.raises(PasskeyTaken), kept.begin() as work:
                work.passkeys.add(a_passkey(other, "Abc"))
        with kept.begin() as work:
            found = work.passkeys.by_credential("Abc")
        assert found is not None
        assert found.account_id == ada.account_id

    def test_passkeys_are_listed_the_oldest_first(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        passkeys = [a_passkey(ada, credential) for credential in ("c", "a", "b")]
        with kept.begin() as work:
            for passkey in reversed(passkeys):
                work.passkeys.add(passkey)
            work.passkeys.add(a_passkey(grace, "d"))
        with kept.begin() as work:
            assert list(work.passkeys.all_of(ada.account_id)) == passkeys

    def test_a_use_lasts_only_once_saved(self, kept: Kept) -> None:
        ada = settle(kept)
        passkey = a_passkey(ada)
        with kept.begin() as work:
            work.passkeys.add(passkey)
        later = NOON + timedelta(hours=1)
        with kept.begin() as work:
            work.passkeys.get(passkey.id, owner=ada.account_id).used(sign_count=9, at=later)
        with kept.begin() as work:
            loaded = work.passkeys.get(passkey.id, owner=ada.account_id)
            assert loaded == passkey
            loaded.used(sign_count=5, at=later)
            loaded.rename("Key ring")
            work.passkeys.save(loaded)
        with kept.begin() as work:
            again = work.passkeys.get(passkey.id, owner=ada.account_id)
        assert (again.sign_count, again.last_used_at, again.name, again.version) == (5, later, "Key ring", 2)

    def test_of_two_windows_on_a_passkey_the_later_is_told(self, kept: Kept) -> None:
        ada = settle(kept)
        passkey = a_passkey(ada)
        with kept.begin() as work:
            work.passkeys.add(passkey)
            first, second = (work.passkeys.get(passkey.id, owner=ada.account_id) for _ in range(2))
            work.passkeys.save(first)
        for change in ("save", "remove"):
            with pytest.raises(EditedMeanwhile), kept.begin() as work:
                getattr(work.passkeys, change)(second)

    def test_a_removed_passkey_is_gone(self, kept: Kept) -> None:
        ada = settle(kept)
        passkey = a_passkey(ada, "Abc")
        with kept.begin() as work:
            work.passkeys.add(passkey)
            work.passkeys.remove(passkey)
        with kept.begin() as work:
            assert work.passkeys.by_credential("Abc") is None
        for change in ("save", "remove"):
            with pytest.raises(NotFound), kept.begin() as work:
                getattr(work.passkeys, change)(passkey)

    def test_a_removal_that_is_rolled_back_removed_nothing(self, kept: Kept) -> None:
        ada = settle(kept)
        passkey = a_passkey(ada)
        with kept.begin() as work:
            work.passkeys.add(passkey)
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            work.passkeys.remove(passkey)
            raise ZeroDivisionError
        with kept.begin() as work:
            assert work.passkeys.get(passkey.id, owner=ada.account_id) == passkey

    def test_all_passkeys_of_one_account_go_at_once(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        with kept.begin() as work:
            work.passkeys.add(a_passkey(ada, "a"))
            work.passkeys.add(a_passkey(ada, "b"))
            work.passkeys.add(a_passkey(grace, "c"))
            assert work.passkeys.remove_all_of(ada.account_id) == 2
            assert work.passkeys.remove_all_of(ada.account_id) == 0
            assert work.passkeys.by_credential("c") is not None
