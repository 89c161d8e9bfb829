from datetime import timedelta

import pytest

from domain.errors import NotFound
from domain.ids import MAX_ID, PostId
from domain.posts import RESTORABLE_FOR
from domain.viewers import STRANGER
from domain.writings import Audience
from services.ports.posts import Author
from tests.contracts.kept import Kept, publish, save, settle
from tests.factories import NOON, a_post, a_reply, a_typeset, a_viewer, a_writing, an_article

BAD_CURSORS = ["", "x", "-1", "1.5", " 1", "٣", "9" * 30, "1 OR 1=1", "0x10"]


class PostQueriesContract:
    def test_a_page_holds_all_that_it_shows(self, kept: Kept) -> None:
        ada = settle(kept)
        article = an_article(ada, tags=("walking",))
        article.typeset = a_typeset("Long.", words=920)
        publish(kept, article)
        view = kept.post_queries.by_slug("ada", "on-walking", STRANGER)
        assert view.author == Author(id=ada.id, handle="ada", display_name="Ada")
        assert (view.id, view.slug, view.title) == (article.id, "on-walking", "On walking")
        assert (view.html, view.excerpt, view.words, view.minutes) == ("<p>Long.</p>", "Long.", 920, 4)
        assert (view.tags, view.audience, view.replies) == (("walking",), Audience.PUBLIC, 0)
        assert (view.published_at, view.edited_at) == (NOON, None)
        assert (view.version, view.editions) == (1, 1)
        assert (view.thread_id, view.path) == (article.id, "")
        assert (view.reply_to, view.in_reply_to) == (None, None)

    def test_a_card_of_an_article_has_no_body(self, kept: Kept) -> None:
        ada = settle(kept)
        article, note = an_article(ada), a_post(ada, "All of it.")
        publish(kept, article, note)
        assert kept.post_queries.card(article.id, STRANGER).html == ""
        assert kept.post_queries.card(note.id, STRANGER).html == "<p>All of it.</p>"

    def test_a_reply_says_whom_it_answers(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        post = a_post(ada)
        reply = a_reply(post, grace)
        publish(kept, post, reply)
        view = kept.post_queries.by_id("grace", reply.id, STRANGER)
        assert view.reply_to == Author(id=ada.id, handle="ada", display_name="Ada")
        assert view.in_reply_to == post.id
        assert (view.thread_id, view.path) == (post.id, reply.place.path)
        assert kept.post_queries.card(post.id, STRANGER).replies == 1

    @pytest.mark.parametrize(
        ("handle", "slug"), [("ada", "else"), ("grace", "on-walking"), ("nobody", "on-walking")]
    )
    def test_an_unknown_address_is_not_found(self, kept: Kept, handle: str, slug: str) -> None:
        ada = settle(kept, "ada")
        settle(kept, "grace")
        publish(kept, an_article(ada))
        with pytest.raises(NotFound):
            kept.post_queries.by_slug(handle, slug, STRANGER)

    def test_a_post_is_not_found_under_anothers_name(self, kept: Kept) -> None:
        ada = settle(kept, "ada")
        settle(kept, "grace")
        post = a_post(ada)
        publish(kept, post)
        with pytest.raises(NotFound):
            kept.post_queries.by_id("grace", post.id, STRANGER)

    @pytest.mark.parametrize("number", [0, 7, MAX_ID, MAX_ID + 1, 10**30])
    def test_an_unknown_id_is_not_found(self, kept: Kept, number: int) -> None:
        ada = settle(kept)
        id = PostId(number)
        for look in (
            lambda: kept.post_queries.by_id("ada", id, STRANGER),
            lambda: kept.post_queries.card(id, STRANGER),
            lambda: kept.post_queries.history(id, STRANGER),
            lambda: kept.post_queries.for_editing(id, author=ada.id),
        ):
            with pytest.raises(NotFound):
                look()

    def test_an_author_edits_the_words_as_they_were_written(self, kept: Kept) -> None:
        ada = settle(kept)
        article = an_article(ada, tags=("walking",), audience=Audience.FOLLOWERS)
        publish(kept, article)
        editing = kept.post_queries.for_editing(article.id, author=ada.id)
        assert editing.writing == article.writing
        assert (editing.slug, editing.version, editing.published_at) == ("on-walking", 1, NOON)
        assert editing.author.handle == "ada"

    def test_a_post_that_was_never_edited_has_one_edition(self, kept: Kept) -> None:
        post = a_post(settle(kept))
        publish(kept, post)
        history = kept.post_queries.history(post.id, STRANGER)
        assert history.post == kept.post_queries.card(post.id, STRANGER)
        [edition] = history.editions
        assert (edition.post_id, edition.number, edition.writing) == (post.id, 1, post.writing)
        assert edition.written_at == NOON

    def test_words_that_were_for_a_few_stay_theirs_once_the_post_is_public(self, kept: Kept) -> None:
        ada = settle(kept)
        post = a_post(ada, audience=Audience.MENTIONED)
        publish(kept, post)
        for hours, words in enumerate(("Now public.", "Still public."), start=1):
            later = NOON + timedelta(hours=hours)
            post.revise(a_writing(words), a_typeset(words), by=ada.id, at=later)
            save(kept, post)
        to_all = kept.post_queries.history(post.id, STRANGER).editions
        assert [edition.number for edition in to_all] == [2, 3]
        own = kept.post_queries.history(post.id, a_viewer(ada)).editions
        assert [edition.number for edition in own] == [1, 2, 3]

    def test_an_edit_shows_on_the_page(self, kept: Kept) -> None:
        ada = settle(kept)
        post = a_post(ada)
        publish(kept, post)
        later = NOON + timedelta(hours=1)
        post.revise(a_writing("Better."), a_typeset("Better."), by=ada.id, at=later)
        save(kept, post)
        view = kept.post_queries.by_id("ada", post.id, a_viewer(ada))
        assert (view.edited_at, view.editions, view.version) == (later, 2, 2)
        assert view.html == "<p>Better.</p>"

    def test_the_trash_forgets_what_can_no_longer_be_restored(self, kept: Kept) -> None:
        ada = settle(kept)
        article = an_article(ada)
        publish(kept, article)
        article.delete(by=ada.id, at=NOON)
        save(kept, article)
        just_before = NOON + RESTORABLE_FOR - timedelta(microseconds=1)
        [line] = kept.post_queries.trash(ada.id, just_before).items
        assert (line.id, line.title, line.excerpt, line.deleted_at) == (
            article.id,
            "On walking",
            "Words.",
            NOON,
        )
        assert kept.post_queries.trash(ada.id, NOON + RESTORABLE_FOR).items == ()

    def test_the_trash_comes_page_by_page(self, kept: Kept) -> None:
        ada = settle(kept)
        posts = [a_post(ada) for _ in range(5)]
        for post in posts:
            post.delete(by=ada.id, at=NOON)
        publish(kept, *posts)
        first = kept.post_queries.trash(ada.id, NOON, limit=3)
        second = kept.post_queries.trash(ada.id, NOON, before=first.next, limit=3)
        assert [line.id for line in (*first.items, *second.items)] == [post.id for post in reversed(posts)]
        assert second.next is None

    @pytest.mark.parametrize("cursor", BAD_CURSORS)
    def test_a_cursor_that_no_page_gave_out_is_not_found(self, kept: Kept, cursor: str) -> None:
        with pytest.raises(NotFound):
            kept.post_queries.trash(settle(kept).id, NOON, before=cursor)
