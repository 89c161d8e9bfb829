import random
from datetime import timedelta

import pytest

from domain.errors import EditedMeanwhile, NotFound
from domain.ids import MAX_ID, PostId
from domain.posts import Post, PostSentTwice, SlugTaken
from domain.slugs import Slug
from domain.viewers import STRANGER
from domain.writings import Audience
from tests.contracts.kept import Kept, publish, save, settle, view_of
from tests.factories import NOON, a_post, a_reply, a_typeset, a_viewer, a_writing, an_article, new_id


def load(kept: Kept, post: Post) -> Post:
    with kept.begin() as work:
        return work.posts.get(post.id)


class PostRepositoryContract:
    def test_an_article_comes_back_as_it_was_kept(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        article = an_article(
            ada,
            tags=("walking", "über", "c-3"),
            audience=Audience.UNLISTED,
            mentions=frozenset({grace.id, ada.id}),
            submission_key="k",
        )
        publish(kept, article)
        assert load(kept, article) == article
        assert article.version == 1

    def test_a_reply_comes_back_as_it_was_kept(self, kept: Kept) -> None:
        ada = settle(kept)
        post = a_post(ada)
        reply = a_reply(post, ada)
        publish(kept, post, reply)
        assert load(kept, reply) == reply

    def test_words_in_every_script_come_back_as_they_were(self, kept: Kept) -> None:
        ada = settle(kept)
        text = "Grüße, мир, 世界, 👩🏽‍🚀 & <b>\\ ' \" % _ \n\ttabs"
        article = an_article(ada, title=text.replace("\n\t", " "))
        article.typeset = a_typeset(text)
        article.writing = a_writing(text, title="世界")
        publish(kept, article)
        assert load(kept, article) == article

    def test_microseconds_are_kept(self, kept: Kept) -> None:
        ada = settle(kept)
        post = a_post(ada, at=NOON + timedelta(microseconds=123_457))
        publish(kept, post)
        assert load(kept, post).published_at == NOON + timedelta(microseconds=123_457)

    @pytest.mark.parametrize("number", [7, MAX_ID, MAX_ID + 1, 10**30])
    def test_an_unknown_post_is_not_found(self, kept: Kept, number: int) -> None:
        with pytest.raises(NotFound), kept.begin() as work:
            work.posts.get(PostId(number))
        with pytest.raises(NotFound), kept.begin() as work:
            work.posts.visible(PostId(number), STRANGER)

    def test_a_post_of_any_state_can_be_got(self, kept: Kept) -> None:
        ada = settle(kept)
        post = a_post(ada)
        post.delete(by=ada.id, at=NOON)
        publish(kept, post)
        assert load(kept, post).deleted_at == NOON

    def test_a_change_lasts_only_once_saved(self, kept: Kept) -> None:
        ada = settle(kept)
        post = a_post(ada)
        publish(kept, post)
        with kept.begin() as work:
            work.posts.get(post.id).withdraw(by=ada.id, at=NOON)
        assert load(kept, post).is_published
        post.withdraw(by=ada.id, at=NOON)
        save(kept, post)
        assert not load(kept, post).is_published
        assert post.version == 2

    def test_of_two_who_edit_a_post_the_later_is_told(self, kept: Kept) -> None:
        ada = settle(kept)
        post = a_post(ada)
        publish(kept, post)
        first, second = load(kept, post), load(kept, post)
        first.revise(a_writing("First."), a_typeset("First."), by=ada.id, at=NOON)
        second.revise(a_writing("Second."), a_typeset("Second."), by=ada.id, at=NOON)
        save(kept, first)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.posts.save(second)
        with pytest.raises(EditedMeanwhile), kept.begin() as work:
            work.posts.remove(second)
        assert load(kept, post).writing.body == "First."

    def test_a_reply_is_no_edit_of_what_it_answers(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        post = a_post(ada)
        publish(kept, post)
        publish(kept, a_reply(post, grace))
        save(kept, post)

    def test_a_post_that_was_never_kept_can_be_neither_saved_nor_removed(self, kept: Kept) -> None:
        ada = settle(kept)
        for change in ("save", "remove"):
            with pytest.raises(NotFound), kept.begin() as work:
                getattr(work.posts, change)(a_post(ada))

    def test_a_form_sent_twice_makes_one_post(self, kept: Kept) -> None:
        ada = settle(kept)
        first = an_article(ada, slug="one", submission_key="k")
        publish(kept, first)
        with pytest.raises(PostSentTwice), kept.begin() as work:
            work.posts.add(an_article(ada, slug="two", submission_key="k"))
        with kept.begin() as work:
            assert work.posts.by_submission_key(ada.id, "k") == first
            assert work.posts.slugs_like(ada.id, Slug("two")) == frozenset()
        assert kept.profile_queries.head("ada", STRANGER).posts == 1

    def test_submission_keys_of_two_people_do_not_meet(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        publish(kept, a_post(ada, submission_key="k"), a_post(grace, submission_key="k"))
        publish(kept, a_post(ada), a_post(ada))
        with kept.begin() as work:
            found = work.posts.by_submission_key(grace.id, "k")
            assert found is not None
            assert found.author_id == grace.id
            assert work.posts.by_submission_key(grace.id, "other") is None

    def test_two_articles_of_one_author_cannot_share_an_address(self, kept: Kept) -> None:
        ada = settle(kept)
        publish(kept, an_article(ada, slug="walking"))
        with pytest.raises(SlugTaken), kept.begin() as work:
            work.posts.add(an_article(ada, slug="walking"))
        assert kept.profile_queries.head("ada", STRANGER).posts == 1

    def test_articles_of_two_authors_may_share_an_address(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        hers, theirs = an_article(ada, slug="walking"), an_article(grace, slug="walking")
        publish(kept, hers, theirs)
        assert kept.post_queries.by_slug("grace", "walking", STRANGER).id == theirs.id

    def test_a_past_address_stays_with_its_article(self, kept: Kept) -> None:
        ada = settle(kept)
        article = moved(kept, an_article(ada, slug="old"), "new")
        for address in ("old", "new"):
            view = kept.post_queries.by_slug("ada", address, STRANGER)
            assert (view.id, view.slug) == (article.id, "new")
        with pytest.raises(SlugTaken), kept.begin() as work:
            work.posts.add(an_article(ada, slug="old"))

    def test_an_article_may_have_its_own_past_address_again(self, kept: Kept) -> None:
        ada = settle(kept)
        article = moved(kept, moved(kept, an_article(ada, slug="old"), "new"), "old")
        assert kept.post_queries.by_slug("ada", "new", STRANGER).slug == "old"
        assert load(kept, article).slug == "old"

    def test_an_article_cannot_move_to_anothers_address_past_or_present(self, kept: Kept) -> None:
        ada = settle(kept)
        moved(kept, an_article(ada, slug="old"), "new")
        for address in ("old", "new"):
            other = an_article(ada, slug=f"other-{address}")
            publish(kept, other)
            other.slug = Slug(address)
            with pytest.raises(SlugTaken), kept.begin() as work:
                work.posts.save(other)

    def test_addresses_that_begin_alike_are_found(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        article = moved(kept, an_article(ada, slug="walk"), "walking")
        publish(kept, an_article(ada, slug="walk-2"), an_article(ada, slug="a-walk"))
        publish(kept, an_article(grace, slug="walk-9"))
        with kept.begin() as work:
            assert set(work.posts.slugs_like(ada.id, Slug("walk"))) == {"walk", "walking", "walk-2"}
            assert set(work.posts.slugs_like(ada.id, Slug("walk"), but=article.id)) == {"walk-2"}
            assert set(work.posts.slugs_like(ada.id, Slug("sitting"))) == set()

    def test_what_an_edit_replaces_becomes_a_revision(self, kept: Kept) -> None:
        ada = settle(kept)
        article = an_article(ada, tags=("first",))
        publish(kept, article)
        for number in (2, 3):
            article.revise(
                a_writing(f"Edition {number}.", title="On"),
                a_typeset(),
                by=ada.id,
                at=NOON + timedelta(hours=number),
            )
            save(kept, article)
        editions = kept.post_queries.history(article.id, STRANGER).editions
        assert [revision.number for revision in editions] == [1, 2, 3]
        assert [revision.writing.body for revision in editions] == ["Words.", "Edition 2.", "Edition 3."]
        assert editions[0].writing.tags == ("first",)
        assert [revision.written_at.hour for revision in editions] == [12, 14, 15]

    def test_two_edits_in_one_save_make_two_revisions(self, kept: Kept) -> None:
        ada = settle(kept)
        post = a_post(ada)
        publish(kept, post)
        for text in ("Two.", "Three."):
            post.revise(a_writing(text), a_typeset(text), by=ada.id, at=NOON)
        save(kept, post)
        save(kept, post)
        editions = kept.post_queries.history(post.id, STRANGER).editions
        assert [revision.writing.body for revision in editions] == ["Words.", "Two.", "Three."]

    def test_tags_and_mentions_follow_an_edit(self, kept: Kept) -> None:
        ada, grace, mo = settle(kept, "ada"), settle(kept, "grace"), settle(kept, "mo")
        post = a_post(ada, tags=("old", "both"), audience=Audience.MENTIONED, mentions=frozenset({grace.id}))
        publish(kept, post)
        post.revise(
            a_writing("New.", tags=("both", "new"), audience=Audience.MENTIONED),
            a_typeset("New.", mentions=frozenset({mo.id})),
            by=ada.id,
            at=NOON,
        )
        save(kept, post)
        assert load(kept, post).typeset.mentions == {mo.id}
        assert load(kept, post).writing.tags == ("both", "new")
        assert kept.post_queries.card(post.id, a_viewer(mo)).tags == ("both", "new")
        with pytest.raises(NotFound):
            kept.post_queries.card(post.id, a_viewer(grace))

    def test_a_removed_post_leaves_nothing_of_its_own(self, kept: Kept) -> None:
        ada = settle(kept)
        article = moved(kept, an_article(ada, slug="old", tags=("t",)), "new")
        with kept.begin() as work:
            work.posts.remove(article)
        with kept.begin() as work:
            with pytest.raises(NotFound):
                work.posts.get(article.id)
            assert set(work.posts.slugs_like(ada.id, Slug(""))) == set()
        publish(kept, an_article(ada, slug="old"), an_article(ada, slug="new"))
        assert kept.timelines.tag(article.writing.tags[0], STRANGER).items == ()

    def test_replies_outlive_what_they_answer(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        first = a_post(ada)
        middle = a_reply(first, grace)
        last = a_reply(middle, ada)
        publish(kept, first, middle, last)
        with kept.begin() as work:
            work.posts.remove(middle)
        assert load(kept, last).place == last.place
        lines = kept.threads.replies(view_of(kept, first, ada), STRANGER).items
        assert [(line.post.id, line.post.reply_to) for line in lines] == [(last.id, None)]
        assert [card.id for card in kept.timelines.local(STRANGER).items] == [first.id]

    def test_replies_outlive_the_post_that_began_their_thread(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        first = a_post(ada)
        reply = a_reply(first, grace)
        answer = a_reply(reply, ada)
        publish(kept, first, reply, answer)
        with kept.begin() as work:
            work.posts.remove(first)
        lines = kept.threads.replies(view_of(kept, reply, grace), STRANGER).items
        assert [line.post.id for line in lines] == [answer.id]
        assert list(kept.threads.ancestors(view_of(kept, reply, grace), STRANGER)) == []
        assert kept.timelines.local(STRANGER).items == ()

    def test_a_post_in_the_trash_counts_no_more_until_it_is_restored(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        post = a_post(ada)
        reply = a_reply(post, grace)
        publish(kept, post, reply)
        assert counts(kept, post) == (1, 1)
        reply.delete(by=grace.id, at=NOON)
        save(kept, reply)
        assert counts(kept, post) == (1, 0)
        reply.restore(by=grace.id, at=NOON)
        save(kept, reply)
        assert counts(kept, post) == (1, 1)

    @pytest.mark.parametrize("audience", [Audience.FOLLOWERS, Audience.MENTIONED])
    def test_a_post_counts_while_everybody_may_know_of_it(self, kept: Kept, audience: Audience) -> None:
        ada = settle(kept)
        post = a_post(ada)
        publish(kept, post)
        for other, expected in ((audience, 0), (Audience.UNLISTED, 1), (audience, 0), (Audience.PUBLIC, 1)):
            post.revise(a_writing(audience=other), a_typeset(), by=ada.id, at=NOON)
            save(kept, post)
            assert kept.profile_queries.head("ada", STRANGER).posts == expected

    def test_removing_what_was_changed_in_memory_only_counts_what_was_kept(self, kept: Kept) -> None:
        ada = settle(kept)
        post = a_post(ada)
        publish(kept, post)
        post.delete(by=ada.id, at=NOON)
        with kept.begin() as work:
            work.posts.remove(post)
        assert kept.profile_queries.head("ada", STRANGER).posts == 0

    def test_a_rolled_back_post_counts_nothing(self, kept: Kept) -> None:
        ada = settle(kept)
        with pytest.raises(ZeroDivisionError), kept.begin() as work:
            work.posts.add(a_post(ada))
            raise ZeroDivisionError
        assert kept.profile_queries.head("ada", STRANGER).posts == 0

    @pytest.mark.parametrize("seed", range(12))
    def test_counters_equal_a_recount_whatever_happens(self, kept: Kept, seed: int) -> None:
        choose = random.Random(seed)
        author = settle(kept)
        alive = [a_post(author)]
        publish(kept, *alive)
        for _ in range(25):
            happen(kept, choose, alive)
        counted = [post for post in alive if post.counts and post.in_reply_to is None]
        assert kept.profile_queries.head(author.handle, STRANGER).posts == len(counted)
        for post in alive:
            if post.is_published:
                replies = [other for other in alive if other.in_reply_to == post.id and other.counts]
                assert kept.post_queries.card(post.id, a_viewer(author)).replies == len(replies)


def moved(kept: Kept, article: Post, slug: str) -> Post:
    """An article, kept, and then given another address."""
    if article.version == 0:
        publish(kept, article)
    article.revise(article.writing, article.typeset, by=article.author_id, at=NOON, slug=Slug(slug))
    save(kept, article)
    return article


def counts(kept: Kept, post: Post) -> tuple[int, int]:
    """Posts of the profile ada, and replies to a post."""
    return (
        kept.profile_queries.head("ada", STRANGER).posts,
        kept.post_queries.card(post.id, STRANGER).replies,
    )


def happen(kept: Kept, choose: random.Random, alive: list[Post]) -> None:
    """One thing that an author may do to their posts, at random."""
    post = choose.choice(alive)
    by = post.author_id
    match choose.randrange(6):
        case 0 | 1:
            new = _answer(post, choose) if choose.random() < 0.6 else _another(post, choose)
            publish(kept, new)
            alive.append(new)
            return
        case 2 if post.is_published:
            writing = a_writing(str(choose.random()), audience=choose.choice(list(Audience)))
            post.revise(writing, post.typeset, by=by, at=NOON)
        case 3 if post.deleted_at is None:
            if post.withdrawn_at is None:
                post.withdraw(by=by, at=NOON)
            else:
                post.put_back(by=by)
        case 4:
            if post.deleted_at is None:
                post.delete(by=by, at=NOON)
            else:
                post.restore(by=by, at=NOON)
        case 5 if len(alive) > 1:
            with kept.begin() as work:
                work.posts.remove(post)
            alive.remove(post)
            return
    save(kept, post)


def _answer(parent: Post, choose: random.Random) -> Post:
    reply = _another(parent, choose)
    reply.in_reply_to, reply.place = parent.id, parent.place.reply(reply.id)
    return reply


def _another(post: Post, choose: random.Random) -> Post:
    return Post.publish(
        a_writing(audience=choose.choice(list(Audience))),
        a_typeset(),
        id=PostId(new_id()),
        author_id=post.author_id,
        at=NOON,
    )
