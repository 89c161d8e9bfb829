from collections.abc import Callable

import pytest

from domain.errors import NotFound
from domain.ids import ProfileId
from domain.posts import Post
from domain.profiles import Profile
from domain.tags import Tag
from domain.viewers import STRANGER, Viewer
from domain.writings import Audience
from services.ports.paging import Page
from services.ports.posts import PostCard, Shows
from tests.contracts.kept import Kept, publish, settle
from tests.contracts.post_queries import BAD_CURSORS
from tests.factories import a_post, a_reply, a_viewer, an_article

TAG = Tag("walking")
Read = Callable[[Kept, Profile, str | None, int], Page[PostCard]]

LISTS: dict[str, Read] = {
    "local": lambda kept, ada, before, limit: kept.timelines.local(STRANGER, before=before, limit=limit),
    "home": lambda kept, ada, before, limit: kept.timelines.home(a_viewer(ada), before=before, limit=limit),
    "profile": lambda kept, ada, before, limit: kept.timelines.profile(
        ada.id, STRANGER, shows=Shows.POSTS, before=before, limit=limit
    ),
    "tag": lambda kept, ada, before, limit: kept.timelines.tag(TAG, STRANGER, before=before, limit=limit),
}

every_list = pytest.mark.parametrize("read", LISTS.values(), ids=LISTS.keys())


def ids(page: Page[PostCard]) -> list[int]:
    return [card.id for card in page.items]


def tagged(ada: Profile, count: int) -> list[Post]:
    return [a_post(ada, tags=(TAG,)) for _ in range(count)]


class TimelineContract:
    @every_list
    def test_a_list_of_nothing_is_empty(self, kept: Kept, read: Read) -> None:
        page = read(kept, settle(kept), None, 20)
        assert page == Page(())

    @every_list
    def test_the_newest_come_first(self, kept: Kept, read: Read) -> None:
        ada = settle(kept)
        posts = tagged(ada, 3)
        publish(kept, *posts)
        assert ids(read(kept, ada, None, 20)) == [post.id for post in reversed(posts)]

    @every_list
    @pytest.mark.parametrize(("count", "limit"), [(4, 2), (5, 2), (2, 2), (3, 1)])
    def test_no_post_is_lost_or_shown_twice(self, kept: Kept, read: Read, count: int, limit: int) -> None:
        ada = settle(kept)
        posts = tagged(ada, count)
        publish(kept, *posts)
        seen, before = [], None
        for _ in range(count):
            page = read(kept, ada, before, limit)
            assert len(page.items) <= limit
            seen += ids(page)
            before = page.next
            if before is None:
                break
        assert seen == [post.id for post in reversed(posts)]

    @every_list
    def test_new_posts_do_not_move_the_next_page(self, kept: Kept, read: Read) -> None:
        ada = settle(kept)
        posts = tagged(ada, 4)
        publish(kept, *posts)
        first = read(kept, ada, None, 2)
        publish(kept, *tagged(ada, 3))
        second = read(kept, ada, first.next, 2)
        assert ids(first) + ids(second) == [post.id for post in reversed(posts)]

    @every_list
    def test_a_page_goes_on_where_a_post_has_been_removed(self, kept: Kept, read: Read) -> None:
        ada = settle(kept)
        posts = tagged(ada, 4)
        publish(kept, *posts)
        first = read(kept, ada, None, 2)
        with kept.begin() as work:
            work.posts.remove(posts[2])
        assert ids(read(kept, ada, first.next, 2)) == [posts[1].id, posts[0].id]

    @every_list
    @pytest.mark.parametrize("cursor", BAD_CURSORS)
    def test_a_cursor_that_no_page_gave_out_is_not_found(self, kept: Kept, read: Read, cursor: str) -> None:
        ada = settle(kept)
        with pytest.raises(NotFound):
            read(kept, ada, cursor, 20)

    def test_home_holds_the_viewers_own_posts_of_any_audience(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        hers = [a_post(ada, audience=audience) for audience in Audience]
        theirs = [a_post(grace, audience=audience) for audience in Audience]
        publish(kept, *hers, *theirs, a_reply(hers[0], ada))
        expected = [theirs[0], *reversed(hers)]
        assert ids(kept.timelines.home(a_viewer(ada))) == [post.id for post in expected]

    def test_home_of_a_mixed_lot_comes_page_by_page(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        posts = [
            a_post(author, audience=audience)
            for audience in (Audience.PUBLIC, Audience.FOLLOWERS, Audience.PUBLIC, Audience.UNLISTED)
            for author in (ada, grace)
        ]
        publish(kept, *posts)
        expected = [
            post.id
            for post in reversed(posts)
            if post.author_id == ada.id or post.writing.audience is Audience.PUBLIC
        ]
        seen, before = [], None
        for _ in posts:
            page = kept.timelines.home(a_viewer(ada), before=before, limit=2)
            seen += ids(page)
            before = page.next
            if before is None:
                break
        assert seen == expected

    def test_a_strangers_home_is_the_local_timeline(self, kept: Kept) -> None:
        ada = settle(kept)
        publish(kept, a_post(ada), a_post(ada, audience=Audience.UNLISTED))
        assert kept.timelines.home(STRANGER) == kept.timelines.local(STRANGER)

    def test_the_newest_articles_are_articles(self, kept: Kept) -> None:
        ada = settle(kept)
        articles = [an_article(ada, slug=f"number-{name}") for name in "abc"]
        publish(kept, *articles, a_post(ada))
        assert [card.id for card in kept.timelines.articles(STRANGER, limit=2)] == [
            articles[2].id,
            articles[1].id,
        ]

    @pytest.mark.parametrize("viewer_is_author", [False, True])
    def test_a_profile_shows_one_sort_at_a_time(self, kept: Kept, viewer_is_author: bool) -> None:
        ada = settle(kept)
        viewer: Viewer = a_viewer(ada) if viewer_is_author else STRANGER
        article, note = an_article(ada), a_post(ada)
        reply = a_reply(note, ada)
        publish(kept, article, note, reply)

        def shown(shows: Shows) -> list[int]:
            return ids(kept.timelines.profile(ada.id, viewer, shows=shows))

        assert shown(Shows.POSTS) == [note.id, article.id]
        assert shown(Shows.ARTICLES) == [article.id]
        assert shown(Shows.REPLIES) == [reply.id]

    def test_a_profile_shows_its_own_posts_only(self, kept: Kept) -> None:
        ada, grace = settle(kept, "ada"), settle(kept, "grace")
        publish(kept, a_post(grace))
        assert kept.timelines.profile(ada.id, STRANGER, shows=Shows.POSTS).items == ()

    def test_nobodys_profile_shows_nothing(self, kept: Kept) -> None:
        assert kept.timelines.profile(ProfileId(7), STRANGER, shows=Shows.POSTS).items == ()

    def test_a_tag_shows_what_has_exactly_that_tag(self, kept: Kept) -> None:
        ada = settle(kept)
        walking = a_post(ada, tags=("walking", "öl"))
        publish(
            kept, walking, a_post(ada, tags=("walkin",)), a_post(ada, tags=("walking-stick",)), a_post(ada)
        )
        assert ids(kept.timelines.tag(TAG, STRANGER)) == [walking.id]
        assert ids(kept.timelines.tag(Tag("öl"), STRANGER)) == [walking.id]
        assert kept.timelines.tag(Tag("%"), STRANGER).items == ()

    def test_bodies_of_articles_stay_out_of_lists(self, kept: Kept) -> None:
        ada = settle(kept)
        publish(kept, an_article(ada), a_post(ada, "All of it."))
        note, article = kept.timelines.local(STRANGER).items
        assert (note.html, article.html) == ("<p>All of it.</p>", "")
