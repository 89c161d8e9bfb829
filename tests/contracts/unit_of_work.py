from datetime import timedelta

import pytest

from domain.accounts import NOBODY, EmailTaken, PasswordResetAsked, RegistrationRepeated
from domain.errors import EditedMeanwhile, NotFound
from domain.posts import RESTORABLE_FOR
from tests.contracts.kept import Kept, publish, settle
from tests.factories import NOON, a_post, an_account

LONG_ENOUGH = timedelta(days=365)


def jobs_waiting(kept: Kept) -> list[tuple[str, dict[str, int]]]:
    claimed = kept.jobs.claim(now=NOON + LONG_ENOUGH, lease=timedelta(seconds=1), limit=100)
    return [(job.handler, dict(job.payload)) for job in claimed]


class UnitOfWorkContract:
    def test_a_clean_exit_keeps_everything(self, kept: Kept) -> None:
        accounts = [an_account(), an_account()]
        with kept.begin() as work:
            for account in accounts:
                work.accounts.add(account)
        with kept.begin() as work:
            assert [work.accounts.get(account.id).id for account in accounts]

    def test_an_error_drops_everything(self, kept: Kept) -> None:
        account = an_account()
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            work.accounts.add(account)
            raise ZeroDivisionError
        with kept.begin() as work, pytest.raises(NotFound):
            work.accounts.get(account.id)

    def test_a_refusal_by_a_constraint_drops_what_went_before(self, kept: Kept) -> None:
        first, second = an_account("ada@example.org"), an_account("grace@example.org")
        with kept.begin() as work:
            work.accounts.add(first)
        with pytest.raises(EmailTaken), kept.begin() as work:
            work.accounts.add(second)
            work.accounts.add(an_account("ada@example.org"))
        with kept.begin() as work, pytest.raises(NotFound):
            work.accounts.get(second.id)

    def test_a_unit_of_work_sees_what_it_did_itself(self, kept: Kept) -> None:
        account = an_account()
        with kept.begin() as work:
            work.accounts.add(account)
            assert work.accounts.get(account.id) == account

    def test_what_it_hands_out_are_copies(self, kept: Kept) -> None:
        account = an_account()
        with kept.begin() as work:
            work.accounts.add(account)
            account.phone = "+436601234567"
            assert work.accounts.get(account.id).phone is None
            assert work.accounts.get(account.id) is not work.accounts.get(account.id)

    def test_an_event_becomes_a_job_with_its_ids(self, kept: Kept) -> None:
        account = an_account()
        account.registered()
        with kept.begin() as work:
            work.accounts.add(account)
        assert jobs_waiting(kept) == [("letters.confirm_email", {"account_id": account.id})]

    def test_an_event_makes_its_job_once(self, kept: Kept) -> None:
        account = an_account()
        account.registered()
        with kept.begin() as work:
            work.accounts.add(account)
        with kept.begin() as work:
            work.accounts.save(account)
        assert len(jobs_waiting(kept)) == 1

    def test_each_of_several_events_makes_a_job_in_order(self, kept: Kept) -> None:
        account = an_account()
        account.registered()
        account.ask_for_email("new@example.org")
        with kept.begin() as work:
            work.accounts.add(account)
            account.record(RegistrationRepeated(account_id=account.id))
            work.accounts.save(account)
        handlers = [handler for handler, _ in jobs_waiting(kept)]
        assert handlers == [
            "letters.confirm_email",
            "letters.confirm_new_email",
            "letters.already_registered",
        ]

    def test_an_event_that_is_told_makes_its_job_as_one_that_was_recorded(self, kept: Kept) -> None:
        account = an_account()
        account.record(RegistrationRepeated(account_id=account.id))
        with kept.begin() as work:
            work.tell(PasswordResetAsked(account_id=NOBODY))
            work.accounts.add(account)
        assert jobs_waiting(kept) == [
            ("letters.reset_password", {"account_id": NOBODY}),
            ("letters.already_registered", {"account_id": account.id}),
        ]

    def test_an_event_that_was_told_before_an_error_makes_no_job(self, kept: Kept) -> None:
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            work.tell(PasswordResetAsked(account_id=NOBODY))
            raise ZeroDivisionError
        assert kept.jobs.waiting() == 0

    def test_a_rolled_back_event_makes_no_job(self, kept: Kept) -> None:
        account = an_account()
        account.registered()
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            work.accounts.add(account)
            raise ZeroDivisionError
        assert kept.jobs.waiting() == 0

    def test_a_change_that_came_too_late_makes_no_job(self, kept: Kept) -> None:
        account = an_account()
        with kept.begin() as work:
            work.accounts.add(account)
            early, late = work.accounts.get(account.id), work.accounts.get(account.id)
            work.accounts.save(early)
        late.ask_for_email("new@example.org")
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.accounts.save(late)
        assert kept.jobs.waiting() == 0

    def test_an_event_that_nobody_waits_for_makes_no_job(self, kept: Kept) -> None:
        publish(kept, a_post(settle(kept)))
        assert kept.jobs.waiting() == 0

    def test_a_job_for_later_is_not_due_before(self, kept: Kept) -> None:
        ada = settle(kept)
        post = a_post(ada)
        publish(kept, post)
        post.delete(by=ada.id, at=kept.clock.now())
        with kept.begin() as work:
            work.posts.save(post)
        due = kept.clock.now() + RESTORABLE_FOR
        minute = timedelta(minutes=1)
        assert kept.jobs.waiting() == 1
        assert kept.jobs.claim(now=due - minute, lease=minute, limit=1) == []
        assert [job.payload for job in kept.jobs.claim(now=due, lease=minute, limit=1)] == [
            {"post_id": post.id}
        ]

    def test_a_removed_aggregate_tells_its_events_too(self, kept: Kept) -> None:
        ada = settle(kept)
        post = a_post(ada)
        publish(kept, post)
        post.delete(by=ada.id, at=kept.clock.now())
        with kept.begin() as work:
            work.posts.remove(post)
        assert kept.jobs.waiting() == 1
