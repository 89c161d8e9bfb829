import random

import pytest

from domain.errors import NotFound
from domain.posts import Post
from domain.profiles import Profile
from domain.threads import MAX_DEPTH
from domain.viewers import STRANGER
from domain.writings import Audience
from tests.contracts.kept import Kept, publish, settle, view_of
from tests.factories import a_post, a_reply


class ThreadContract:
    def test_a_post_without_replies_has_none(self, kept: Kept) -> None:
        ada = settle(kept)
        post = a_post(ada)
        publish(kept, post)
        view = view_of(kept, post, ada)
        assert kept.threads.replies(view, STRANGER).items == ()
        assert list(kept.threads.ancestors(view, STRANGER)) == []

    def test_replies_come_depth_first_the_oldest_first(self, kept: Kept) -> None:
        ada = settle(kept)
        root = a_post(ada)
        one = a_reply(root, ada)
        two = a_reply(root, ada)
        one_one = a_reply(one, ada)
        two_one = a_reply(two, ada)
        one_two = a_reply(one, ada)
        deep = a_reply(one_one, ada)
        publish(kept, root, one, two, one_one, two_one, one_two, deep)
        lines = kept.threads.replies(view_of(kept, root, ada), STRANGER).items
        assert [(line.post.id, line.depth) for line in lines] == [
            (one.id, 1),
            (one_one.id, 2),
            (deep.id, 3),
            (one_two.id, 2),
            (two.id, 1),
            (two_one.id, 2),
        ]

    def test_depth_is_counted_from_the_post_whose_page_it_is(self, kept: Kept) -> None:
        ada = settle(kept)
        root = a_post(ada)
        one = a_reply(root, ada)
        below = a_reply(one, ada)
        beside = a_reply(root, ada)
        publish(kept, root, one, below, beside)
        lines = kept.threads.replies(view_of(kept, one, ada), STRANGER).items
        assert [(line.post.id, line.depth) for line in lines] == [(below.id, 1)]

    def test_other_threads_stay_out(self, kept: Kept) -> None:
        ada = settle(kept)
        root, other = a_post(ada), a_post(ada)
        publish(kept, root, other, a_reply(other, ada))
        assert kept.threads.replies(view_of(kept, root, ada), STRANGER).items == ()

    def test_what_led_to_a_reply_comes_the_first_first(self, kept: Kept) -> None:
        ada = settle(kept)
        root = a_post(ada)
        one = a_reply(root, ada)
        two = a_reply(one, ada)
        three = a_reply(two, ada)
        publish(kept, root, one, two, three, a_reply(one, ada))
        ancestors = kept.threads.ancestors(view_of(kept, three, ada), STRANGER)
        assert [card.id for card in ancestors] == [root.id, one.id, two.id]

    def test_replies_to_what_may_not_be_seen_stay_in_the_thread(self, kept: Kept) -> None:
        ada = settle(kept)
        root = a_post(ada)
        hidden = a_reply(root, ada, audience=Audience.FOLLOWERS)
        below = a_reply(hidden, ada)
        publish(kept, root, hidden, below)
        [line] = kept.threads.replies(view_of(kept, root, ada), STRANGER).items
        assert (line.post.id, line.depth) == (below.id, 2)
        assert (line.post.reply_to, line.post.in_reply_to) == (None, None)

    @pytest.mark.parametrize("limit", [1, 2, 3, 7])
    def test_a_thread_comes_page_by_page_without_loss(self, kept: Kept, limit: int) -> None:
        ada = settle(kept)
        choose = random.Random(limit)
        posts = [a_post(ada)]
        for _ in range(12):
            posts.append(a_reply(choose.choice(posts), ada))
        publish(kept, *posts)
        view = view_of(kept, posts[0], ada)
        whole = [line.post.id for line in kept.threads.replies(view, STRANGER).items]
        seen: list[int] = []
        after = None
        for _ in posts:
            page = kept.threads.replies(view, STRANGER, after=after, limit=limit)
            seen += [line.post.id for line in page.items]
            after = page.next
            if after is None:
                break
        assert seen == whole
        assert set(seen) == {post.id for post in posts[1:]}

    def test_new_replies_do_not_move_the_next_page(self, kept: Kept) -> None:
        ada = settle(kept)
        root = a_post(ada)
        replies = [a_reply(root, ada) for _ in range(4)]
        publish(kept, root, *replies)
        view = view_of(kept, root, ada)
        first = kept.threads.replies(view, STRANGER, limit=2)
        publish(kept, a_reply(replies[0], ada))
        second = kept.threads.replies(view, STRANGER, after=first.next, limit=2)
        assert [line.post.id for line in second.items] == [replies[2].id, replies[3].id]

    @pytest.mark.parametrize("cursor", ["", "x", "w" * 13, "0" * 12, "../..", "0" * 13 * 41, "%"])
    def test_a_cursor_that_no_page_gave_out_is_not_found(self, kept: Kept, cursor: str) -> None:
        ada = settle(kept)
        root = a_post(ada)
        publish(kept, root)
        with pytest.raises(NotFound):
            kept.threads.replies(view_of(kept, root, ada), STRANGER, after=cursor)

    def test_the_deepest_threads_stay_whole(self, kept: Kept) -> None:
        ada = settle(kept)
        posts = _chain(a_post(ada), ada, MAX_DEPTH + 5)
        publish(kept, *posts)
        lines = kept.threads.replies(view_of(kept, posts[0], ada), STRANGER).items
        assert [line.post.id for line in lines] == [post.id for post in posts[1:]]
        assert [line.depth for line in lines] == [min(depth, MAX_DEPTH) for depth in range(1, len(posts))]

    def test_the_deepest_post_is_led_to_by_all_that_its_path_names(self, kept: Kept) -> None:
        ada = settle(kept)
        posts = _chain(a_post(ada), ada, MAX_DEPTH + 5)
        publish(kept, *posts)
        ancestors = kept.threads.ancestors(view_of(kept, posts[-1], ada), STRANGER)
        assert [card.id for card in ancestors] == [post.id for post in posts[:MAX_DEPTH]]

    def test_what_answers_the_deepest_post_is_found_on_its_page(self, kept: Kept) -> None:
        ada = settle(kept)
        posts = _chain(a_post(ada), ada, MAX_DEPTH)
        deepest = posts[-1]
        answer, another = a_reply(deepest, ada), a_reply(posts[-2], ada)
        publish(kept, *posts, answer, another)
        lines = kept.threads.replies(view_of(kept, deepest, ada), STRANGER).items
        assert [(line.post.id, line.depth) for line in lines] == [(answer.id, 1)]


def _chain(first: Post, author: Profile, length: int) -> list[Post]:
    posts = [first]
    for _ in range(length):
        posts.append(a_reply(posts[-1], author))
    return posts
