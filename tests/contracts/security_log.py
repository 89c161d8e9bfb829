from datetime import timedelta

import pytest

from domain.errors import NotFound
from domain.ids import MAX_ID, AccountId, LogEntryId
from domain.security_log import Happening
from services.ports.paging import PAGE
from tests.contracts.kept import Kept, settle
from tests.factories import NOON, a_log_entry, a_profile

MINUTE = timedelta(minutes=1)


class SecurityLogContract:
    def test_an_entry_comes_back_as_it_was_written(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        entry = a_log_entry(ada, Happening.LIMITED, actor=grace, detail="Advertises.")
        nobodys = a_log_entry(None, Happening.SIGN_IN_FAILED)
        with kept.begin() as work:
            work.security_log.add(entry)
            work.security_log.add(nobodys)
        with kept.begin() as work:
            assert work.security_log.get(entry.id) == entry
            assert work.security_log.get(nobodys.id) == nobodys

    @pytest.mark.parametrize("what", list(Happening))
    def test_whatever_happens_can_be_written_and_read(self, kept: Kept, what: Happening) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            work.security_log.add(a_log_entry(ada, what))
        assert [line.what for line in kept.security_log_queries.of(ada.account_id).items] == [what]

    @pytest.mark.parametrize("number", [7, MAX_ID + 1])
    def test_an_unknown_entry_is_not_found(self, kept: Kept, number: int) -> None:
        with kept.begin() as work, pytest.raises(NotFound):
            work.security_log.get(LogEntryId(number))

    def test_an_entry_that_is_announced_tells_so_once(self, kept: Kept) -> None:
        entry = a_log_entry(settle(kept), Happening.PASSWORD_CHANGED)
        with kept.begin() as work:
            work.security_log.add(entry)
        assert list(entry.drain()) == []

    def test_an_entry_that_is_rolled_back_was_not_written(self, kept: Kept) -> None:
        ada = settle(kept)
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            work.security_log.add(a_log_entry(ada))
            raise ZeroDivisionError
        assert kept.security_log_queries.of(ada.account_id).items == ()

    def test_what_was_handed_out_can_be_scribbled_on_without_a_trace(self, kept: Kept) -> None:
        ada = settle(kept)
        entry = a_log_entry(ada, detail="as it was")
        with kept.begin() as work:
            work.security_log.add(entry)
            entry.detail = "forged"
            work.security_log.get(entry.id).detail = "forged"
        with kept.begin() as work:
            assert work.security_log.get(entry.id).detail == "as it was"

    def test_an_erased_person_leaves_no_entries_and_no_name_behind(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        own = a_log_entry(ada)
        on_oneself = a_log_entry(ada, Happening.PASSWORD_SET, actor=ada)
        by_other = a_log_entry(ada, Happening.LIFTED, actor=grace)
        on_other = a_log_entry(grace, Happening.LIMITED, actor=ada, detail="why")
        others = a_log_entry(grace, Happening.ROLE_CHANGED, actor=grace)
        with kept.begin() as work:
            for entry in (own, on_oneself, by_other, on_other, others):
                work.security_log.add(entry)
        with kept.begin() as work:
            assert work.security_log.remove_all_of(ada.account_id) == 3
            assert work.security_log.remove_all_of(ada.account_id) == 0
        with kept.begin() as work:
            for gone in (own, on_oneself, by_other):
                with pytest.raises(NotFound):
                    work.security_log.get(gone.id)
            on_other.actor_id = None
            assert work.security_log.get(on_other.id) == on_other
            assert work.security_log.get(others.id) == others

    def test_old_entries_are_let_go_whosever_they_are(self, kept: Kept) -> None:
        ada = settle(kept)
        entries = [a_log_entry(owner, at=NOON + n * MINUTE) for n, owner in enumerate((ada, None, ada))]
        with kept.begin() as work:
            for entry in entries:
                work.security_log.add(entry)
            assert work.security_log.remove_before(NOON) == 0
            assert work.security_log.remove_before(NOON + 2 * MINUTE) == 2
            assert work.security_log.get(entries[2].id) == entries[2]


class SecurityLogQueriesContract:
    def test_a_line_says_what_happened_when_where_and_by_whom(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        entry = a_log_entry(ada, Happening.SUSPENDED, at=NOON + MINUTE, actor=grace, detail="Spam.")
        with kept.begin() as work:
            work.security_log.add(entry)
        (line,) = kept.security_log_queries.of(ada.account_id).items
        assert (line.id, line.what, line.at) == (entry.id, Happening.SUSPENDED, NOON + MINUTE)
        assert (line.device, line.network) == ("Firefox on Linux", "192.0.2.0/24")
        assert (line.actor, line.detail) == ("grace", "Spam.")

    def test_an_actor_goes_by_the_handle_of_their_first_profile(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        with kept.begin() as work:
            work.profiles.add(a_profile(work.accounts.get(grace.account_id), "admiral"))
            work.security_log.add(a_log_entry(ada, actor=grace))
        assert [line.actor for line in kept.security_log_queries.of(ada.account_id).items] == ["grace"]

    def test_oneself_and_whoever_is_gone_have_no_name(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        stranger = a_log_entry(ada, Happening.LIFTED, actor=grace)
        stranger.actor_id = AccountId(7)
        with kept.begin() as work:
            work.security_log.add(a_log_entry(ada))
            work.security_log.add(a_log_entry(ada, Happening.PASSWORD_SET, actor=ada))
            work.security_log.add(stranger)
        assert [line.actor for line in kept.security_log_queries.of(ada.account_id).items] == ["", "", ""]

    def test_entries_come_the_newest_first_page_by_page(self, kept: Kept) -> None:
        ada = settle(kept)
        entries = [a_log_entry(ada) for _ in range(PAGE + 3)]
        with kept.begin() as work:
            for entry in entries:
                work.security_log.add(entry)
        first = kept.security_log_queries.of(ada.account_id)
        second = kept.security_log_queries.of(ada.account_id, before=first.next)
        assert (len(first.items), len(second.items), second.next) == (PAGE, 3, None)
        shown = [line.id for line in (*first.items, *second.items)]
        assert shown == [entry.id for entry in reversed(entries)]

    def test_nobody_sees_anothers_entries_or_those_of_nobody(self, kept: Kept) -> None:
        ada, eve = settle(kept, "ada"), settle(kept, "eve")
        with kept.begin() as work:
            work.security_log.add(a_log_entry(ada))
            work.security_log.add(a_log_entry(ada, Happening.LIFTED, actor=eve))
            work.security_log.add(a_log_entry(None, Happening.SIGN_IN_FAILED))
        assert kept.security_log_queries.of(eve.account_id).items == ()

    @pytest.mark.parametrize("cursor", ["", "x", "-1", "1.5", " 1", "٣", "9" * 30, "1;--"])
    def test_a_cursor_that_no_page_gave_out_is_not_found(self, kept: Kept, cursor: str) -> None:
        ada = settle(kept)
        with pytest.raises(NotFound):
            kept.security_log_queries.of(ada.account_id, before=cursor)
