"""A profile is erased: what it wrote goes, what others wrote stays, and nobody gets its name."""

import pytest

from domain.errors import EditedMeanwhile, NotFound
from domain.posts import Post
from domain.profiles import HandleTaken, Profile
from domain.tags import Tag
from domain.viewers import STRANGER
from domain.writings import Audience
from tests.contracts.kept import Kept, another_profile, publish, save, settle, view_of
from tests.factories import (
    NOON,
    a_draft,
    a_post,
    a_profile,
    a_reply,
    a_typeset,
    a_viewer,
    a_writing,
    an_account,
    an_article,
)

TAG = Tag("walking")


def erase(kept: Kept, profile: Profile) -> None:
    with kept.begin() as work:
        work.profiles.remove(profile)


def replies_of(kept: Kept, post: Post) -> int:
    return kept.post_queries.card(post.id, STRANGER).replies


class ErasingContract:
    def test_an_erased_profile_is_gone_and_others_stay(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        erase(kept, ada)
        with kept.begin() as work:
            assert work.profiles.by_handle("ada") is None
            assert work.profiles.all_of(ada.account_id) == []
            assert work.profiles.get(grace.id) == grace
        with pytest.raises(NotFound):
            kept.profile_queries.head("ada", a_viewer(ada))

    def test_all_that_it_wrote_is_gone(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        article = an_article(ada, tags=(TAG,), mentions=frozenset({grace.id}))
        withdrawn, deleted = a_post(ada), a_post(ada)
        hers = an_article(grace, tags=(TAG,))
        publish(kept, article, withdrawn, deleted, hers, a_reply(hers, ada))
        article.revise(a_writing("New.", title="New"), a_typeset("New."), by=ada.id, at=NOON)
        withdrawn.withdraw(by=ada.id, at=NOON)
        deleted.delete(by=ada.id, at=NOON)
        save(kept, article, withdrawn, deleted)
        erase(kept, ada)
        for post in (article, withdrawn, deleted):
            with pytest.raises(NotFound), kept.begin() as work:
                work.posts.get(post.id)
        assert [card.id for card in kept.timelines.local(STRANGER).items] == [hers.id]
        assert [card.id for card in kept.timelines.tag(TAG, STRANGER).items] == [hers.id]
        with pytest.raises(NotFound):
            kept.post_queries.by_slug("ada", "on-walking", STRANGER)
        assert kept.threads.replies(view_of(kept, hers, grace), STRANGER).items == ()

    def test_its_drafts_are_gone_and_others_stay(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        with kept.begin() as work:
            work.drafts.add(a_draft(ada))
            work.drafts.add(a_draft(grace))
        erase(kept, ada)
        assert kept.draft_queries.mine(ada.id).items == ()
        assert len(kept.draft_queries.mine(grace.id).items) == 1

    def test_counters_of_what_it_answered_stay_true(self, kept: Kept) -> None:
        ada, grace, eve = (settle(kept, handle) for handle in ("ada", "grace", "eve"))
        busy, quiet = a_post(grace), a_post(grace)
        withdrawn = a_reply(busy, ada)
        publish(kept, busy, quiet, a_reply(busy, ada), a_reply(busy, ada), a_reply(busy, eve), withdrawn)
        publish(kept, a_reply(quiet, ada), a_reply(busy, ada, audience=Audience.MENTIONED))
        withdrawn.withdraw(by=ada.id, at=NOON)
        save(kept, withdrawn)
        assert (replies_of(kept, busy), replies_of(kept, quiet)) == (3, 1)
        erase(kept, ada)
        assert (replies_of(kept, busy), replies_of(kept, quiet)) == (1, 0)
        assert kept.profile_queries.head("grace", STRANGER).posts == 2

    def test_others_replies_stay(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        post, own = a_post(ada), a_post(grace)
        publish(kept, post, own)
        reply = a_reply(post, grace)
        nested = a_reply(a_reply(own, ada), grace)
        publish(kept, reply, nested)
        erase(kept, ada)
        for each in (reply, nested):
            card = kept.post_queries.card(each.id, STRANGER)
            assert (card.reply_to, card.in_reply_to) == (None, None)
        assert kept.profile_queries.head("grace", STRANGER).posts == 1
        shown = kept.threads.replies(view_of(kept, own, grace), STRANGER).items
        assert [line.post.id for line in shown] == [nested.id]

    def test_mentions_of_it_are_gone_from_others_posts(self, kept: Kept) -> None:
        ada, grace, eve = (settle(kept, handle) for handle in ("ada", "grace", "eve"))
        post = a_post(grace, audience=Audience.MENTIONED, mentions=frozenset({ada.id, eve.id}))
        publish(kept, post)
        erase(kept, ada)
        with kept.begin() as work:
            assert work.posts.get(post.id).typeset.mentions == {eve.id}
        with pytest.raises(NotFound):
            kept.post_queries.card(post.id, a_viewer(ada))
        save(kept, post_without(post, ada))

    def test_nobody_gets_its_handles_and_they_lead_nowhere(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        zoe = another_profile(kept, ada, "zoe")
        ada.rename("lovelace", at=NOON)
        with kept.begin() as work:
            work.profiles.save(ada)
        erase(kept, ada)
        for handle in ("ada", "lovelace", "1ove1ace"):
            assert kept.profile_queries.moved_to(handle) is None
            account = an_account()
            with kept.begin() as work:
                assert work.profiles.is_taken(handle)
                assert work.profiles.is_taken(handle, by_other_than=zoe.id)
            with pytest.raises(HandleTaken), kept.begin() as work:
                work.accounts.add(account)
                work.profiles.add(a_profile(account, handle))

    def test_a_name_that_was_not_kept_yet_stays_free(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        ada.rename("lovelace", at=NOON)
        erase(kept, ada)
        with kept.begin() as work:
            assert work.profiles.is_taken("ada")
            assert not work.profiles.is_taken("lovelace")

    def test_the_account_can_be_removed_afterwards(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        publish(kept, a_post(ada))
        with kept.begin() as work:
            for profile in work.profiles.all_of(ada.account_id):
                work.profiles.remove(profile)
            work.accounts.remove(work.accounts.get(ada.account_id))
        with kept.begin() as work:
            assert not work.accounts.any()
            assert work.profiles.is_taken("ada")

    def test_a_profile_that_changed_meanwhile_is_not_erased(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        post = a_post(ada)
        publish(kept, post)
        with kept.begin() as work:
            early = work.profiles.get(ada.id)
            work.profiles.save(ada)
        with pytest.raises(EditedMeanwhile):
            erase(kept, early)
        with pytest.raises(NotFound):
            erase(kept, a_profile(an_account()))
        assert kept.post_queries.card(post.id, STRANGER).id == post.id


def post_without(post: Post, mentioned: Profile) -> Post:
    """The post as its author would save it next."""
    post.typeset = a_typeset(mentions=post.typeset.mentions - {mentioned.id})
    return post
