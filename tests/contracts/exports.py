from datetime import timedelta

import pytest

from domain.errors import EditedMeanwhile, NotFound
from domain.exports import DOWNLOADABLE_FOR
from domain.ids import MAX_ID, AccountId, ExportId, ProfileId
from domain.posts import Post
from domain.writings import Audience
from tests.contracts.kept import Kept, publish, save, settle
from tests.factories import NOON, a_post, a_reply, a_typeset, a_writing, an_article, an_export

HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


class ExportContract:
    def test_an_export_comes_back_as_it_was_kept(self, kept: Kept) -> None:
        ada = settle(kept)
        asked = an_export(ada)
        ready = an_export(ada)
        ready.advance(3, 9)
        ready.finish(size=2**40, at=NOON + HOUR)
        with kept.begin() as work:
            work.exports.add(asked)
            work.exports.add(ready)
        with kept.begin() as work:
            assert work.exports.get(asked.id) == asked
            assert work.exports.get(ready.id) == ready

    @pytest.mark.parametrize("number", [7, MAX_ID + 1])
    def test_an_unknown_export_is_not_found(self, kept: Kept, number: int) -> None:
        with kept.begin() as work, pytest.raises(NotFound):
            work.exports.get(ExportId(number))

    def test_the_newest_export_of_an_account_is_found(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        exports = [an_export(ada) for _ in range(3)]
        with kept.begin() as work:
            for export in (exports[1], exports[2], exports[0], an_export(grace)):
                work.exports.add(export)
        with kept.begin() as work:
            assert work.exports.newest_of(ada.account_id) == exports[2]
            assert list(work.exports.all_of(ada.account_id)) == exports
            assert work.exports.newest_of(AccountId(7)) is None
            assert list(work.exports.all_of(AccountId(7))) == []

    def test_an_export_expires_so_long_after_it_was_ready(self, kept: Kept) -> None:
        ready = an_export(settle(kept), asked_at=NOON, ready_at=NOON + HOUR)
        with kept.begin() as work:
            work.exports.add(ready)
        over = NOON + HOUR + DOWNLOADABLE_FOR
        with kept.begin() as work:
            assert list(work.exports.expired(over - MOMENT)) == []
            assert list(work.exports.expired(over)) == [ready]
        assert ready.may_be_taken(over - MOMENT)
        assert not ready.may_be_taken(over)

    def test_an_export_that_was_never_ready_expires_so_long_after_it_was_asked_for(self, kept: Kept) -> None:
        stuck = an_export(settle(kept), asked_at=NOON)
        with kept.begin() as work:
            work.exports.add(stuck)
        with kept.begin() as work:
            assert list(work.exports.expired(NOON + DOWNLOADABLE_FOR - MOMENT)) == []
            assert list(work.exports.expired(NOON + DOWNLOADABLE_FOR)) == [stuck]

    def test_everybodys_expired_exports_are_found_the_oldest_first(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        exports = [an_export(ada), an_export(grace), an_export(ada, ready_at=NOON + HOUR), an_export(ada)]
        with kept.begin() as work:
            for export in reversed(exports):
                work.exports.add(export)
        with kept.begin() as work:
            expired = work.exports.expired(NOON + DOWNLOADABLE_FOR)
        assert list(expired) == [exports[0], exports[1], exports[3]]

    def test_progress_lasts_only_once_saved(self, kept: Kept) -> None:
        ada = settle(kept)
        export = an_export(ada)
        with kept.begin() as work:
            work.exports.add(export)
        with kept.begin() as work:
            loaded = work.exports.get(export.id)
            loaded.advance(5, 10)
            assert work.exports.get(export.id).done == 0
            work.exports.save(loaded)
        with kept.begin() as work:
            again = work.exports.get(export.id)
        assert (again.done, again.total, again.version) == (5, 10, 2)

    def test_of_two_who_make_one_export_the_later_is_told(self, kept: Kept) -> None:
        export = an_export(settle(kept))
        with kept.begin() as work:
            work.exports.add(export)
            first, second = (work.exports.get(export.id) for _ in range(2))
            work.exports.save(first)
        for change in ("save", "remove"):
            with pytest.raises(EditedMeanwhile), kept.begin() as work:
                getattr(work.exports, change)(second)

    def test_a_removed_export_is_gone(self, kept: Kept) -> None:
        ada = settle(kept)
        export = an_export(ada)
        with kept.begin() as work:
            work.exports.add(export)
            work.exports.remove(export)
        with kept.begin() as work:
            assert work.exports.newest_of(ada.account_id) is None
        for change in ("save", "remove"):
            with pytest.raises(NotFound), kept.begin() as work:
                getattr(work.exports, change)(export)

    def test_an_export_tells_its_events_once_and_only_if_it_is_kept(self, kept: Kept) -> None:
        ada = settle(kept)
        export = an_export(ada)
        export.asked()
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            work.exports.add(export)
            raise ZeroDivisionError
        with kept.begin() as work:
            assert work.exports.newest_of(ada.account_id) is None
        assert list(export.drain()) == []


class OwnWorkContract:
    def test_a_profile_finds_all_that_it_wrote_the_oldest_first(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        article = an_article(ada, tags=("walking",))
        to_grace = a_post(ada, audience=Audience.MENTIONED, mentions=frozenset({grace.id, ada.id}))
        anothers = a_post(grace)
        reply = a_reply(anothers, ada)
        publish(kept, reply, to_grace, anothers, article)
        assert [post for post, _ in kept.own_work.posts(ada.id)] == [article, to_grace, reply]
        assert kept.own_work.count(ada.id) == 3

    def test_what_was_withdrawn_or_deleted_is_still_ones_own(self, kept: Kept) -> None:
        ada = settle(kept)
        withdrawn, deleted, long_deleted, erased = posts = [a_post(ada) for _ in range(4)]
        publish(kept, *posts)
        withdrawn.withdraw(by=ada.id, at=NOON)
        deleted.delete(by=ada.id, at=NOON)
        long_deleted.delete(by=ada.id, at=NOON - timedelta(days=365))
        save(kept, withdrawn, deleted, long_deleted)
        with kept.begin() as work:
            work.posts.remove(erased)
        assert [post for post, _ in kept.own_work.posts(ada.id)] == [withdrawn, deleted, long_deleted]
        assert kept.own_work.count(ada.id) == 3

    def test_each_post_comes_with_its_earlier_editions_in_order(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        edited, plain, anothers = a_post(ada, "Zero."), a_post(ada), a_post(grace)
        publish(kept, edited, plain, anothers)
        anothers.revise(a_writing("Hers."), a_typeset("Hers."), by=grace.id, at=NOON)
        save(kept, anothers)
        for number, text in enumerate(("One.", "Two."), start=1):
            edited.revise(a_writing(text), a_typeset(text), by=ada.id, at=NOON + number * HOUR)
            save(kept, edited)
        (first, editions), (second, none) = kept.own_work.posts(ada.id)
        assert (first, second) == (edited, plain)
        assert [(old.number, old.writing.body, old.written_at) for old in editions] == [
            (1, "Zero.", NOON),
            (2, "One.", NOON + HOUR),
        ]
        assert list(none) == []

    def test_nobodys_work_is_nothing(self, kept: Kept) -> None:
        publish(kept, a_post(settle(kept)))
        assert list(kept.own_work.posts(ProfileId(7))) == []
        assert kept.own_work.count(ProfileId(7)) == 0

    @pytest.mark.parametrize("number", [20, 45])
    def test_long_work_is_found_whole(self, kept: Kept, number: int) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        posts: list[Post] = []
        for _ in range(number):
            publish(kept, a_post(grace))
            posts.append(a_post(ada, mentions=frozenset({grace.id})))
        publish(kept, *posts)
        assert [post for post, _ in kept.own_work.posts(ada.id)] == posts

    def test_a_post_that_is_written_meanwhile_disturbs_nothing(self, kept: Kept) -> None:
        ada = settle(kept)
        posts = [a_post(ada) for _ in range(30)]
        publish(kept, *posts)
        work = kept.own_work.posts(ada.id)
        read = [next(work)[0]]
        publish(kept, a_post(ada))
        posts[0].delete(by=ada.id, at=NOON)
        save(kept, posts[0])
        read += [post for post, _ in work]
        assert [post.id for post in read][:30] == [post.id for post in posts]

    def test_a_post_that_is_edited_meanwhile_comes_with_what_was_before_it(self, kept: Kept) -> None:
        ada = settle(kept)
        first, second = a_post(ada), a_post(ada, "Zero.")
        publish(kept, first, second)
        second.revise(a_writing("One."), a_typeset("One."), by=ada.id, at=NOON)
        save(kept, second)
        work = kept.own_work.posts(ada.id)
        next(work)
        second.revise(a_writing("Two."), a_typeset("Two."), by=ada.id, at=NOON)
        save(kept, second)
        ((read, editions),) = work
        assert read.writing.body == "One."
        assert [old.writing.body for old in editions] == ["Zero."]
