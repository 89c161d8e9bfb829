from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise

import pytest

from adapters.demo.community import SPAN, Community, DemoPerson
from adapters.demo.conversations import DEEPEST, REACH
from adapters.demo.novelty import first_sentence
from adapters.demo.posts import DemoPost
from domain.profiles import MAX_BIO, MAX_DISPLAY_NAME, parse_handle, skeleton
from domain.tags import parse_tag
from domain.writings import Writing

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
COMMUNITY = Community(seed=7, profiles=200, posts=2_000, now=NOW)


@pytest.fixture(scope="module")
def people() -> list[DemoPerson]:
    return list(COMMUNITY.people())


@pytest.fixture(scope="module")
def posts() -> list[DemoPost]:
    return list(COMMUNITY.published())


def test_the_same_seed_makes_the_same_community(people: list[DemoPerson], posts: list[DemoPost]) -> None:
    again = Community(seed=7, profiles=200, posts=2_000, now=NOW)
    assert list(again.people()) == people
    assert list(again.published()) == posts


def test_another_seed_makes_another(people: list[DemoPerson], posts: list[DemoPost]) -> None:
    other = replace(COMMUNITY, seed=8)
    assert len({post.body for post in other.published()} & {post.body for post in posts}) < 200
    assert len({person.handle for person in other.people()} & {person.handle for person in people}) < 50


def test_handles_are_valid_and_none_looks_like_another() -> None:
    handles = [person.handle for person in Community(1, 5_000, 0, NOW).people()]
    assert [parse_handle(handle) for handle in handles] == handles
    assert len(set(map(skeleton, handles))) == len(handles) == 5_000


def test_handles_step_aside_for_those_that_are_taken(people: list[DemoPerson]) -> None:
    taken = frozenset(skeleton(person.handle) for person in people)
    newcomers = replace(COMMUNITY, taken=taken).people()
    assert taken.isdisjoint(skeleton(person.handle) for person in newcomers)


def test_people_differ(people: list[DemoPerson]) -> None:
    names = [person.display_name for person in people]
    assert "" in names
    assert sum(any(letter > "\u024f" for letter in name) for name in names) > 20
    assert len(set(names)) > 150
    assert len({person.bio for person in people}) > 140
    assert all(
        len(person.display_name) <= MAX_DISPLAY_NAME and len(person.bio) <= MAX_BIO for person in people
    )


def test_people_join_in_order_and_before_they_write(people: list[DemoPerson], posts: list[DemoPost]) -> None:
    assert all(earlier.joined_at <= later.joined_at <= NOW for earlier, later in pairwise(people))
    assert all(people[post.author].joined_at <= post.published_at for post in posts)


def test_every_post_could_have_been_published_by_hand(posts: list[DemoPost]) -> None:
    for post in posts:
        for body in filter(None, (post.body, post.first_body)):
            writing = Writing.parse(
                title=post.title or "",
                body=body,
                summary=post.summary,
                tags=" ".join(post.tags),
                audience=post.audience,
            )
            writing.check_publishable()
            assert (writing.title, writing.body, writing.summary) == (post.title, body, post.summary)
            assert writing.tags == tuple(map(parse_tag, post.tags))


def test_posts_are_numbered_in_the_order_of_time(posts: list[DemoPost]) -> None:
    assert [post.number for post in posts] == list(range(2_000))
    assert all(earlier.published_at <= later.published_at for earlier, later in pairwise(posts))
    assert posts[0].published_at >= NOW - SPAN and posts[-1].published_at <= NOW
    assert posts[0].published_at < NOW - timedelta(days=340)


def test_a_reply_answers_an_earlier_post_of_somebody_else(posts: list[DemoPost]) -> None:
    for post in posts:
        if post.answers is not None:
            answered = posts[post.answers]
            assert post.number - REACH <= answered.number < post.number
            assert post.author != answered.author
            assert post.title is None
            assert post.audience == answered.audience


def test_a_quarter_are_articles_and_a_third_replies(posts: list[DemoPost]) -> None:
    articles = sum(post.title is not None for post in posts)
    replies = sum(post.answers is not None for post in posts)
    assert 400 < articles < 600
    assert 600 < replies < 800


def test_articles_have_a_length_and_a_shape(posts: list[DemoPost]) -> None:
    articles = [post for post in posts if post.title]
    lengths = [len(post.body.split()) for post in articles]
    assert min(lengths) >= 200 and max(lengths) <= 1_500
    for mark in ("## ", "- ", "| --- |", "> ", "```", "](https://", "[^1]:"):
        assert any("\n" + mark in post.body or mark in post.body for post in articles), mark


def test_conversations_go_deep_but_not_endlessly(posts: list[DemoPost]) -> None:
    depths: list[int] = []
    for post in posts:
        depths.append(0 if post.answers is None else depths[post.answers] + 1)
    assert 4 <= max(depths) <= DEEPEST


def test_a_few_people_write_most_of_it(posts: list[DemoPost]) -> None:
    written = sorted(Counter(post.author for post in posts).values(), reverse=True)
    assert sum(written[:20]) > 800
    assert len(written) > 120


def test_a_few_posts_get_most_of_the_replies(posts: list[DemoPost]) -> None:
    answered = Counter(post.answers for post in posts if post.answers is not None)
    assert len(answered) < 600
    assert max(answered.values()) >= 10


def test_no_two_posts_say_the_same_and_few_begin_alike(posts: list[DemoPost]) -> None:
    assert len({post.body for post in posts}) == 2_000
    assert len({first_sentence(post.body) for post in posts}) > 1_700


def test_some_posts_were_edited_after_they_were_published(posts: list[DemoPost]) -> None:
    edited = [post for post in posts if post.edited_at]
    assert 20 < len(edited) < 200
    for post in edited:
        assert post.edited_at and post.published_at < post.edited_at <= NOW
        assert post.first_body and post.first_body != post.body


def test_most_is_public_and_some_is_unlisted(posts: list[DemoPost]) -> None:
    audiences = Counter(post.audience for post in posts)
    assert set(audiences) == {"public", "unlisted"}
    assert audiences["unlisted"] < 300


def test_people_are_mentioned_by_handles_that_they_have(
    people: list[DemoPerson], posts: list[DemoPost]
) -> None:
    handles = {person.handle for person in people}
    named = {word.strip("@.,?") for post in posts for word in post.body.split() if word.startswith("@")}
    assert len(named) > 30
    assert named <= handles


def test_one_person_alone_answers_nobody() -> None:
    posts = list(Community(seed=2, profiles=1, posts=40, now=NOW).published())
    assert len(posts) == 40
    assert all(post.answers is None for post in posts)


def test_nobody_writes_nothing() -> None:
    assert list(Community(seed=2, profiles=0, posts=40, now=NOW).published()) == []


def test_posts_arrive_one_at_a_time() -> None:
    endless = Community(seed=2, profiles=5, posts=10**9, now=NOW).published()
    assert len(list(islice(endless, 3))) == 3
