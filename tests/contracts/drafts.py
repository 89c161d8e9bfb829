from datetime import timedelta

import pytest

from domain.drafts import DraftSentTwice
from domain.errors import EditedMeanwhile, NotFound
from domain.ids import MAX_ID, DraftId, PostId
from domain.writings import Audience
from tests.contracts.kept import Kept, settle
from tests.factories import NOON, a_draft, a_writing, new_id


class DraftRepositoryContract:
    def test_a_draft_comes_back_as_it_was_kept(self, kept: Kept) -> None:
        ada = settle(kept)
        writing = a_writing(
            "Half a thought", title="On", summary="s", tags=("walking", "öl"), audience=Audience.FOLLOWERS
        )
        draft = a_draft(ada, writing=writing, revises=PostId(new_id()), submission_key="k")
        with kept.begin() as work:
            work.drafts.add(draft)
        with kept.begin() as work:
            assert work.drafts.get(draft.id, owner=ada.id) == draft

    def test_anothers_draft_is_not_found(self, kept: Kept) -> None:
        ada, eve = settle(kept, "ada"), settle(kept, "eve")
        post_id = PostId(new_id())
        draft = a_draft(ada, submission_key="k", revises=post_id)
        with kept.begin() as work:
            work.drafts.add(draft)
        with kept.begin() as work:
            with pytest.raises(NotFound):
                work.drafts.get(draft.id, owner=eve.id)
            assert work.drafts.by_submission_key(eve.id, "k") is None
            assert work.drafts.revising(post_id, owner=eve.id) is None
        with pytest.raises(NotFound):
            kept.draft_queries.one(draft.id, owner=eve.id)
        assert kept.draft_queries.mine(eve.id).items == ()

    @pytest.mark.parametrize("number", [7, MAX_ID + 1])
    def test_an_unknown_draft_is_not_found(self, kept: Kept, number: int) -> None:
        ada = settle(kept)
        with kept.begin() as work, pytest.raises(NotFound):
            work.drafts.get(DraftId(number), owner=ada.id)
        with pytest.raises(NotFound):
            kept.draft_queries.one(DraftId(number), owner=ada.id)

    def test_a_form_sent_twice_makes_one_draft(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            work.drafts.add(a_draft(ada, submission_key="k"))
        with pytest.raises(DraftSentTwice), kept.begin() as work:
            work.drafts.add(a_draft(ada, submission_key="k"))
        assert len(kept.draft_queries.mine(ada.id).items) == 1

    def test_submission_keys_of_two_people_do_not_meet(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        with kept.begin() as work:
            work.drafts.add(a_draft(ada, submission_key="k"))
            work.drafts.add(a_draft(grace, submission_key="k"))
            found = work.drafts.by_submission_key(ada.id, "k")
            assert found is not None
            assert found.owner_id == ada.id

    def test_drafts_without_a_submission_key_never_meet(self, kept: Kept) -> None:
        ada = settle(kept)
        with kept.begin() as work:
            work.drafts.add(a_draft(ada))
            work.drafts.add(a_draft(ada))
        assert len(kept.draft_queries.mine(ada.id).items) == 2

    def test_the_draft_of_a_withdrawn_post_is_found(self, kept: Kept) -> None:
        ada = settle(kept)
        post_id = PostId(new_id())
        draft = a_draft(ada, revises=post_id)
        with kept.begin() as work:
            work.drafts.add(draft)
            work.drafts.add(a_draft(ada))
            assert work.drafts.revising(post_id, owner=ada.id) == draft
            assert work.drafts.revising(PostId(7), owner=ada.id) is None

    def test_a_change_lasts_only_once_saved(self, kept: Kept) -> None:
        ada = settle(kept)
        draft = a_draft(ada)
        with kept.begin() as work:
            work.drafts.add(draft)
        later = NOON + timedelta(minutes=5)
        with kept.begin() as work:
            work.drafts.get(draft.id, owner=ada.id).rewrite(a_writing("Forgotten."), at=later)
        assert kept.draft_queries.one(draft.id, owner=ada.id).writing.body == "Words."
        draft.rewrite(a_writing("Better words."), at=later)
        with kept.begin() as work:
            work.drafts.save(draft)
        view = kept.draft_queries.one(draft.id, owner=ada.id)
        assert (view.writing.body, view.saved_at, view.version) == ("Better words.", later, 2)

    def test_of_two_windows_on_a_draft_the_later_is_told(self, kept: Kept) -> None:
        ada = settle(kept)
        draft = a_draft(ada)
        with kept.begin() as work:
            work.drafts.add(draft)
            first, second = (work.drafts.get(draft.id, owner=ada.id) for _ in range(2))
            work.drafts.save(first)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.drafts.save(second)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.drafts.remove(second)
        assert kept.draft_queries.one(draft.id, owner=ada.id).version == 2

    def test_a_removed_draft_is_gone(self, kept: Kept) -> None:
        ada = settle(kept)
        draft = a_draft(ada, submission_key="k")
        with kept.begin() as work:
            work.drafts.add(draft)
            work.drafts.remove(draft)
        with kept.begin() as work:
            assert work.drafts.by_submission_key(ada.id, "k") is None
        for change in ("save", "remove"):
            with pytest.raises(NotFound), kept.begin() as work:
                getattr(work.drafts, change)(draft)


class DraftQueriesContract:
    def test_drafts_come_the_newest_first_page_by_page(self, kept: Kept) -> None:
        ada = settle(kept)
        drafts = [a_draft(ada) for _ in range(5)]
        with kept.begin() as work:
            for draft in drafts:
                work.drafts.add(draft)
        first = kept.draft_queries.mine(ada.id, limit=3)
        second = kept.draft_queries.mine(ada.id, before=first.next, limit=3)
        assert [view.id for view in (*first.items, *second.items)] == [draft.id for draft in reversed(drafts)]
        assert second.next is None

    @pytest.mark.parametrize("cursor", ["", "x", "-1", "1.5", " 1", "٣", "9" * 30, "1;--"])
    def test_a_cursor_that_no_page_gave_out_is_not_found(self, kept: Kept, cursor: str) -> None:
        ada = settle(kept)
        with pytest.raises(NotFound):
            kept.draft_queries.mine(ada.id, before=cursor)
