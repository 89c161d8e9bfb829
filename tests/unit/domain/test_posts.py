from datetime import timedelta

import pytest

from domain.errors import Invalid, NotFound
from domain.ids import PostId, ProfileId
from domain.posts import (
    RESTORABLE_FOR,
    Post,
    PostDeleted,
    PostPublished,
    PostRestored,
    PostRevised,
    PostWithdrawn,
    TooLateToRestore,
)
from domain.profiles import Profile
from domain.slugs import Slug
from domain.writings import MAX_NOTE, Audience
from tests.factories import (
    NOON,
    a_post,
    a_profile,
    a_typeset,
    a_writing,
    an_account,
    an_article,
    new_id,
)

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def ada() -> Profile:
    return a_profile(an_account(), "ada")


@pytest.fixture
def bo() -> Profile:
    return a_profile(an_account(), "bo")


@pytest.fixture
def article(ada: Profile) -> Post:
    post = an_article(ada, "On walking", slug="on-walking")
    post.drain()
    return post


@pytest.fixture
def note(ada: Profile) -> Post:
    post = a_post(ada, "Just a thought.")
    post.drain()
    return post


def answered(
    post: Post,
    by: Profile,
    body: str = "Indeed.",
    *,
    title: str | None = None,
    audience: Audience = Audience.PUBLIC,
    mentions: frozenset[ProfileId] = frozenset(),
) -> Post:
    return post.answer(
        a_writing(body, title=title, audience=audience),
        a_typeset(body, mentions=mentions),
        id=PostId(new_id()),
        author_id=by.id,
        at=LATER,
    )


def test_a_published_post_begins_its_own_thread_and_tells(ada: Profile) -> None:
    post = a_post(ada)
    assert post.is_published
    assert (post.place.thread_id, post.place.path, post.place.depth) == (post.id, "", 0)
    assert (post.edition, post.edited_at, post.in_reply_to) == (1, None, None)
    assert post.drain() == [PostPublished(post_id=post.id)]


@pytest.mark.parametrize("body", ["", " \n", "\u200b", "x" * (MAX_NOTE + 1)])
def test_words_that_are_not_fit_to_be_read_make_no_post(ada: Profile, body: str) -> None:
    with pytest.raises(Invalid):
        a_post(ada, body)


def test_a_reply_stands_under_what_it_answers(note: Post, bo: Profile) -> None:
    reply = answered(note, bo)
    assert reply.in_reply_to == note.id
    assert reply.place == note.place.reply(reply.id)
    assert reply.drain() == [PostPublished(post_id=reply.id)]


def test_a_reply_is_addressed_to_whom_it_answers(note: Post, ada: Profile, bo: Profile) -> None:
    carol = ProfileId(new_id())
    assert answered(note, bo, mentions=frozenset({carol})).typeset.mentions == {ada.id, carol}


def test_a_reply_is_a_note_whatever_title_it_came_with(note: Post, bo: Profile) -> None:
    reply = answered(note, bo, title="A title")
    assert reply.writing.title is None
    with pytest.raises(Invalid, match="at most 1000"):
        answered(note, bo, "x" * (MAX_NOTE + 1), title="A title")


@pytest.mark.parametrize("asked", list(Audience))
@pytest.mark.parametrize("thread", list(Audience))
def test_a_reply_never_opens_a_door_that_the_thread_closed(
    ada: Profile, bo: Profile, thread: Audience, asked: Audience
) -> None:
    parent = a_post(ada, audience=thread)
    assert answered(parent, bo, audience=asked).writing.audience is asked.narrower(thread)


@pytest.mark.parametrize("asked", list(Audience))
@pytest.mark.parametrize("present", list(Audience))
def test_revising_a_reply_never_opens_a_door_either(
    ada: Profile, bo: Profile, present: Audience, asked: Audience
) -> None:
    reply = answered(a_post(ada), bo, audience=present)
    reply.revise(a_writing("Again.", audience=asked), a_typeset(), by=bo.id, at=LATER)
    assert reply.writing.audience is asked.narrower(present)


def test_revising_a_reply_keeps_it_addressed_to_whom_it_answers(
    note: Post, ada: Profile, bo: Profile
) -> None:
    reply = answered(note, bo)
    reply.revise(a_writing("Again."), a_typeset("Again."), by=bo.id, at=LATER)
    assert ada.id in reply.typeset.mentions


def test_nobody_answers_what_is_withdrawn_or_deleted(article: Post, ada: Profile, bo: Profile) -> None:
    article.withdraw(by=ada.id, at=LATER)
    with pytest.raises(NotFound):
        answered(article, bo)
    article.delete(by=ada.id, at=LATER)
    with pytest.raises(NotFound):
        answered(article, bo)


def test_a_revision_keeps_what_was_said_before(article: Post, ada: Profile) -> None:
    before = article.writing
    after = a_writing("Better words.", title="On walking slowly")
    article.revise(after, a_typeset("Better words."), by=ada.id, at=LATER)
    assert article.writing == after
    assert article.typeset == a_typeset("Better words.")
    assert (article.edition, article.edited_at) == (2, LATER)
    [revision] = article.superseded
    assert (revision.number, revision.writing, revision.written_at) == (1, before, NOON)
    assert article.drain() == [PostRevised(post_id=article.id)]


def test_each_revision_carries_the_time_at_which_it_was_written(article: Post, ada: Profile) -> None:
    for hours in (1, 2):
        at = NOON + timedelta(hours=hours)
        article.revise(a_writing(f"Version {hours}.", title="T"), a_typeset(), by=ada.id, at=at)
    assert [(r.number, r.written_at) for r in article.superseded] == [(1, NOON), (2, LATER)]


def test_the_same_words_again_are_no_revision(article: Post, ada: Profile) -> None:
    article.revise(article.writing, article.typeset, by=ada.id, at=LATER)
    article.revise(article.writing, article.typeset, by=ada.id, at=LATER, slug=article.slug)
    assert (article.edition, article.edited_at, article.superseded, article.drain()) == (1, None, [], [])


def test_a_new_address_alone_is_a_revision(article: Post, ada: Profile) -> None:
    article.revise(article.writing, article.typeset, by=ada.id, at=LATER, slug=Slug("walking"))
    assert (article.slug, article.edition) == ("walking", 2)


def test_another_audience_alone_is_a_revision(article: Post, ada: Profile) -> None:
    narrower = a_writing(article.writing.body, title=article.writing.title, audience=Audience.FOLLOWERS)
    article.revise(narrower, article.typeset, by=ada.id, at=LATER)
    assert article.superseded[0].writing.audience is Audience.PUBLIC


def test_an_article_stays_an_article_and_a_note_a_note(article: Post, note: Post, ada: Profile) -> None:
    with pytest.raises(Invalid, match="needs a title"):
        article.revise(a_writing("Words."), a_typeset(), by=ada.id, at=LATER)
    with pytest.raises(Invalid, match="published as a note"):
        note.revise(a_writing("Words.", title="T"), a_typeset(), by=ada.id, at=LATER)


@pytest.mark.parametrize("body", ["", "\u200b", "x" * (MAX_NOTE + 1)])
def test_a_revision_must_be_fit_to_be_read(note: Post, ada: Profile, body: str) -> None:
    with pytest.raises(Invalid):
        note.revise(a_writing(body), a_typeset(), by=ada.id, at=LATER)
    assert (note.writing.body, note.edition, note.superseded) == ("Just a thought.", 1, [])


@pytest.mark.parametrize("act", ["revise", "withdraw", "put_back", "delete", "restore"])
def test_somebody_elses_post_is_as_good_as_none(article: Post, ada: Profile, bo: Profile, act: str) -> None:
    if act == "restore":
        article.delete(by=ada.id, at=LATER)
    acts = {
        "revise": lambda: article.revise(a_writing("Mine.", title="T"), a_typeset(), by=bo.id, at=LATER),
        "withdraw": lambda: article.withdraw(by=bo.id, at=LATER),
        "put_back": lambda: article.put_back(by=bo.id),
        "delete": lambda: article.delete(by=bo.id, at=LATER),
        "restore": lambda: article.restore(by=bo.id, at=LATER),
    }
    with pytest.raises(NotFound) as refused:
        acts[act]()
    assert refused.value.code == NotFound.code
    assert str(refused.value) == str(NotFound())
    assert article.writing.body == "Words."


def test_a_withdrawn_post_is_on_nobodys_show_and_comes_back_where_it_was(article: Post, ada: Profile) -> None:
    article.withdraw(by=ada.id, at=LATER)
    assert not article.is_published
    article.put_back(by=ada.id)
    assert article.is_published
    assert (article.slug, article.published_at, article.edition) == ("on-walking", NOON, 1)
    assert article.drain() == [PostWithdrawn(post_id=article.id), PostPublished(post_id=article.id)]


def test_withdrawing_or_putting_back_twice_tells_once(article: Post, ada: Profile) -> None:
    article.put_back(by=ada.id)
    article.withdraw(by=ada.id, at=LATER)
    article.withdraw(by=ada.id, at=LATER + timedelta(days=1))
    assert article.withdrawn_at == LATER
    assert article.drain() == [PostWithdrawn(post_id=article.id)]


def test_a_withdrawn_post_is_revised_at_the_desk_only(article: Post, ada: Profile) -> None:
    article.withdraw(by=ada.id, at=LATER)
    with pytest.raises(NotFound):
        article.revise(a_writing("Words.", title="T"), a_typeset(), by=ada.id, at=LATER)


def test_a_post_put_back_by_a_form_answers_to_that_form(article: Post, ada: Profile) -> None:
    article.withdraw(by=ada.id, at=LATER)
    article.put_back(by=ada.id, submission_key="draft:7")
    assert article.submission_key == "draft:7"


def test_a_deleted_post_is_out_of_reach_but_for_restoring(article: Post, ada: Profile) -> None:
    article.delete(by=ada.id, at=LATER)
    assert not article.is_published
    for act in (
        lambda: article.delete(by=ada.id, at=LATER),
        lambda: article.withdraw(by=ada.id, at=LATER),
        lambda: article.put_back(by=ada.id),
        lambda: article.revise(a_writing("Words.", title="T"), a_typeset(), by=ada.id, at=LATER),
    ):
        with pytest.raises(NotFound):
            act()
    article.restore(by=ada.id, at=LATER)
    assert article.is_published
    assert article.drain() == [PostDeleted(post_id=article.id), PostRestored(post_id=article.id)]


def test_a_post_that_was_not_deleted_can_not_be_restored(article: Post, ada: Profile) -> None:
    with pytest.raises(NotFound):
        article.restore(by=ada.id, at=LATER)


def test_a_withdrawn_post_comes_out_of_the_trash_withdrawn(article: Post, ada: Profile) -> None:
    article.withdraw(by=ada.id, at=NOON)
    article.delete(by=ada.id, at=LATER)
    article.restore(by=ada.id, at=LATER)
    assert not article.is_published
    assert article.deleted_at is None


def test_the_trash_keeps_a_post_for_thirty_days_to_the_instant(article: Post, ada: Profile) -> None:
    article.delete(by=ada.id, at=NOON)
    last = NOON + RESTORABLE_FOR - timedelta(microseconds=1)
    assert not article.is_gone(last)
    assert article.is_gone(NOON + RESTORABLE_FOR)
    with pytest.raises(TooLateToRestore):
        article.restore(by=ada.id, at=NOON + RESTORABLE_FOR)
    article.restore(by=ada.id, at=last)
    assert not article.is_gone(NOON + timedelta(days=365))


@pytest.mark.parametrize("audience", list(Audience))
def test_a_post_counts_while_everybody_may_know_of_it(ada: Profile, audience: Audience) -> None:
    post = a_post(ada, audience=audience)
    assert post.counts is audience.is_open
    post.withdraw(by=ada.id, at=LATER)
    assert not post.counts


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (230, 1), (345, 2), (460, 2), (2300, 10)])
def test_reading_takes_a_minute_for_230_words_and_never_none(words: int, minutes: int) -> None:
    assert a_typeset(words=words).minutes == minutes
