from typing import Any

import pytest

from domain.accounts import EmailTaken, Role, Standing
from domain.errors import EditedMeanwhile, NotFound
from domain.ids import MAX_ID, AccountId
from domain.one_time_tokens import Purpose
from domain.sessions import digest_of
from services.ports.paging import PAGE
from services.ports.profiles import ProfileCard
from tests.contracts.kept import Kept, another_profile, hide, settle
from tests.contracts.post_queries import BAD_CURSORS
from tests.factories import NOON, a_profile, a_token, an_account


class AccountRepositoryContract:
    def test_an_account_comes_back_as_it_was_kept(self, kept: Kept) -> None:
        account = an_account("Ada@example.org", phone="+436601234567", role=Role.ADMIN)
        account.confirmed_at = NOON
        with kept.begin() as work:
            work.accounts.add(account)
        with kept.begin() as work:
            assert work.accounts.get(account.id) == account

    def test_all_that_can_become_of_an_account_is_kept(self, kept: Kept) -> None:
        inviter, account = an_account(), an_account("ada@example.org", standing=Standing.UNCONFIRMED)
        with kept.begin() as work:
            work.accounts.add(inviter)
            work.accounts.add(account)
        account.password_hash = None
        account.needs_approval, account.reason = True, "Grace told me.\nI like numbers."
        account.invited_by = inviter.id
        account.wanted_email, account.former_email = "new@example.org", "old@example.org"
        account.has_second_factor, account.is_limited = True, True
        account.close(NOON)
        with kept.begin() as work:
            work.accounts.save(account)
        with kept.begin() as work:
            assert work.accounts.get(account.id) == account

    @pytest.mark.parametrize("standing", list(Standing))
    def test_an_account_of_any_standing_is_kept(self, kept: Kept, standing: Standing) -> None:
        account = an_account(standing=standing)
        with kept.begin() as work:
            work.accounts.add(account)
            assert work.accounts.get(account.id).standing is standing

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

    def test_owners_count_while_they_may_sign_in(self, kept: Kept) -> None:
        with kept.begin() as work:
            assert work.accounts.count_owners() == 0
            for standing in Standing:
                work.accounts.add(an_account(role=Role.OWNER, standing=standing))
            for role in (Role.MEMBER, Role.MODERATOR, Role.ADMIN):
                work.accounts.add(an_account(role=role))
            assert work.accounts.count_owners() == len([s for s in Standing if s.may_sign_in])

    def test_a_removed_account_is_gone_and_its_address_is_free(self, kept: Kept) -> None:
        account = an_account("ada@example.org")
        with kept.begin() as work:
            work.accounts.add(account)
        with kept.begin() as work:
            work.accounts.remove(account)
        with kept.begin() as work:
            assert not work.accounts.any()
            work.accounts.add(an_account("ADA@example.org"))

    def test_a_removed_accounts_tokens_go_with_it(self, kept: Kept) -> None:
        account, other = an_account(), an_account()
        with kept.begin() as work:
            work.accounts.add(account)
            work.accounts.add(other)
            work.tokens.add(a_token("hers", Purpose.REOPEN, account=account))
            work.tokens.add(a_token("another's", Purpose.REOPEN, account=other))
        with kept.begin() as work:
            work.accounts.remove(account)
        with kept.begin() as work:
            assert work.tokens.by_digest(digest_of("hers")) is None
            assert work.tokens.by_digest(digest_of("another's")) is not None

    def test_whom_a_removed_account_invited_stays_invited_by_nobody(self, kept: Kept) -> None:
        inviter, guest, stranger = an_account(), an_account(), an_account()
        with kept.begin() as work:
            for account in (inviter, guest, stranger):
                work.accounts.add(account)
            guest.invited_by, stranger.invited_by = inviter.id, guest.id
            work.accounts.save(guest)
            work.accounts.save(stranger)
        with kept.begin() as work:
            work.accounts.remove(inviter)
        with kept.begin() as work:
            left = work.accounts.get(guest.id)
            assert (left.invited_by, left.version) == (None, guest.version)
            assert work.accounts.get(stranger.id).invited_by == guest.id

    def test_an_account_that_changed_meanwhile_is_not_removed(self, kept: Kept) -> None:
        account = an_account()
        with kept.begin() as work:
            work.accounts.add(account)
            early = work.accounts.get(account.id)
            work.accounts.save(account)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.accounts.remove(early)
        with pytest.raises(NotFound), kept.begin() as work:
            work.accounts.remove(an_account())

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
        assert (line.has_password, line.has_second_factor) == (True, False)
        assert (line.reason, line.wanted_email, line.closed_at, line.invited_by) == ("", None, None, "")

    def test_a_line_tells_how_somebody_came_and_how_they_stand(self, kept: Kept) -> None:
        grace = settle(kept, "grace")
        another_profile(kept, grace, "anna")
        account = an_account(standing=Standing.UNCONFIRMED)
        account.password_hash, account.has_second_factor = None, True
        account.reason, account.wanted_email = "Numbers.", "new@example.org"
        account.invited_by = grace.account_id
        account.close(NOON)
        with kept.begin() as work:
            work.accounts.add(account)
        line = kept.account_queries.one(account.id)
        assert (line.handle, line.display_name, line.standing) == ("", "", Standing.CLOSED)
        assert (line.has_password, line.has_second_factor) == (False, True)
        assert (line.reason, line.wanted_email, line.closed_at) == ("Numbers.", "new@example.org", NOON)
        assert line.invited_by == "grace"

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

    def test_a_persons_profiles_are_listed_the_oldest_first_with_hidden_ones(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        settle(kept, "grace")
        hide(kept, another_profile(kept, ada, "zoe"))
        another_profile(kept, ada, "bea")
        cards = kept.account_queries.profiles_of(ada.account_id)
        assert [card.handle for card in cards] == ["ada", "zoe", "bea"]
        assert cards[0] == ProfileCard(id=ada.id, handle="ada", display_name="Ada", bio="")
        for number in (7, MAX_ID):
            assert kept.account_queries.profiles_of(AccountId(number)) == []


def found(kept: Kept, words: str = "", **which: Any) -> list[str]:
    return [line.handle for line in kept.account_queries.found(words=words, **which).items]


class AccountSearchContract:
    def test_without_words_all_are_found_the_newest_first(self, kept: Kept) -> None:
        for handle in ("ada", "grace", "edsger"):
            settle(kept, handle)
        assert found(kept) == ["edsger", "grace", "ada"]

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("ada", ["ada_l", "ada"]),
            ("ADA", ["ada_l", "ada"]),
            (" ada_L ", ["ada_l"]),
            ("ada@", ["ada"]),
            ("ada@Example.org", ["ada"]),
            ("example", []),
            ("da", []),
            ("somebody", []),
        ],
    )
    def test_words_are_the_beginning_of_a_handle_or_an_address_in_any_case(
        self, kept: Kept, words: str, expected: list[str]
    ) -> None:
        for handle in ("ada", "grace", "ada_l"):
            settle(kept, handle)
        assert found(kept, words) == expected

    @pytest.mark.parametrize("words", ["%", "_", "a_a", "a%", "\\", "/", "a/_", "[a]*", "?", "'"])
    def test_signs_with_a_meaning_in_databases_have_none_here(self, kept: Kept, words: str) -> None:
        settle(kept, "ada")
        assert found(kept, words) == []

    def test_an_underscore_is_found_as_itself(self, kept: Kept) -> None:
        settle(kept, "adabc")
        settle(kept, "a_b")
        assert found(kept, "a_") == ["a_b"]

    def test_letters_beyond_ascii_are_found_in_any_case(self, kept: Kept) -> None:
        account = an_account("Ärger@example.org")
        with kept.begin() as work:
            work.accounts.add(account)
            work.profiles.add(a_profile(account, "ada"))
        assert found(kept, "äRG") == ["ada"]

    def test_words_longer_than_any_address_find_nothing(self, kept: Kept) -> None:
        settle(kept, "ada")
        assert found(kept, "a" * 100_000) == []

    def test_any_of_a_persons_profiles_is_found_and_the_person_once(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        hide(kept, another_profile(kept, ada, "zoe"))
        another_profile(kept, ada, "zola")
        assert found(kept, "zo") == ["ada"]

    def test_an_account_without_a_profile_is_found_by_its_address(self, kept: Kept) -> None:
        with kept.begin() as work:
            work.accounts.add(an_account("ada@example.org"))
        assert found(kept, "ada") == [""]
        assert found(kept, "grace") == []

    def test_standing_and_role_narrow_what_is_found(self, kept: Kept) -> None:
        for handle, role, standing in (
            ("ada", Role.OWNER, Standing.ACTIVE),
            ("amy", Role.MEMBER, Standing.ACTIVE),
            ("ann", Role.MEMBER, Standing.SUSPENDED),
        ):
            account = an_account(role=role, standing=standing)
            with kept.begin() as work:
                work.accounts.add(account)
                work.profiles.add(a_profile(account, handle))
        assert found(kept, standing=Standing.ACTIVE) == ["amy", "ada"]
        assert found(kept, role=Role.MEMBER) == ["ann", "amy"]
        assert found(kept, role=Role.MEMBER, standing=Standing.ACTIVE) == ["amy"]
        assert found(kept, "ad", role=Role.MEMBER) == []
        assert found(kept, standing=Standing.LIMITED) == []

    @pytest.mark.parametrize(("count", "pages"), [(PAGE, [PAGE]), (PAGE + 1, [PAGE, 1])])
    def test_nobody_is_lost_between_pages_or_shown_twice(
        self, kept: Kept, count: int, pages: list[int]
    ) -> None:
        accounts = [an_account(f"a{number}@example.org") for number in range(count)]
        with kept.begin() as work:
            for account in accounts:
                work.accounts.add(account)
        seen: list[int] = []
        sizes, before = [], None
        while True:
            page = kept.account_queries.found(words="a", before=before)
            seen += [line.id for line in page.items]
            sizes.append(len(page.items))
            before = page.next
            if before is None:
                break
        assert sizes == pages
        assert seen == [account.id for account in reversed(accounts)]

    @pytest.mark.parametrize("cursor", BAD_CURSORS)
    def test_a_cursor_that_no_page_gave_out_is_not_found(self, kept: Kept, cursor: str) -> None:
        with pytest.raises(NotFound):
            kept.account_queries.found(before=cursor)
