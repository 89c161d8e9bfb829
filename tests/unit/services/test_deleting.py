from collections.abc import Callable
from datetime import timedelta

import pytest

from adapters.memory.clock import FrozenClock
from bootstrap.gateways import MemoryGateways
from domain.errors import NotFound
from domain.ids import PostId, ProfileId
from domain.posts import RESTORABLE_FOR, Post, TooLateToRestore
from domain.viewers import STRANGER, Viewer
from services.posts.deleting import Deleting
from services.posts.publishing import Publishing
from services.posts.revising import Revising
from tests.factories import a_writing
from worker.loop import Worker

ARTICLE = a_writing("Many words.", title="On walking")
MOMENT = timedelta(seconds=1)


def me(viewer: Viewer) -> ProfileId:
    assert viewer.profile_id is not None
    return viewer.profile_id


@pytest.fixture
def article(publishing: Publishing, ada: Viewer) -> Post:
    return publishing.post(ARTICLE, by=ada)


@pytest.fixture
def is_kept(gateways: MemoryGateways) -> Callable[[Post], bool]:
    def is_kept(post: Post) -> bool:
        with gateways.begin() as work:
            try:
                work.posts.get(post.id)
            except NotFound:
                return False
        return True

    return is_kept


def test_a_deleted_post_is_in_its_authors_trash_and_nowhere_else(
    deleting: Deleting, gateways: MemoryGateways, article: Post, ada: Viewer, bo: Viewer
) -> None:
    deleting.delete(article.id, by=me(ada))
    for viewer in (ada, bo, STRANGER):
        with pytest.raises(NotFound):
            gateways.post_queries.by_id("ada", article.id, viewer)
        with pytest.raises(NotFound):
            gateways.post_queries.history(article.id, viewer)
        assert gateways.timelines.local(viewer).items == ()
    now = gateways.clock.now()
    assert [line.id for line in gateways.post_queries.trash(me(ada), now).items] == [article.id]
    assert gateways.post_queries.trash(me(bo), now).items == ()


def test_a_restored_post_is_as_it_was(
    deleting: Deleting, revising: Revising, gateways: MemoryGateways, article: Post, ada: Viewer
) -> None:
    revising.revise(article.id, a_writing("Better.", title="On walking"), by=me(ada), version=1)
    before = gateways.post_queries.history(article.id, STRANGER)
    deleting.delete(article.id, by=me(ada))
    deleting.restore(article.id, by=me(ada))
    assert gateways.post_queries.history(article.id, STRANGER) == before
    assert gateways.post_queries.by_slug("ada", "on-walking", STRANGER).id == article.id


def test_anothers_post_can_be_neither_deleted_nor_restored(
    deleting: Deleting, gateways: MemoryGateways, article: Post, ada: Viewer, bo: Viewer
) -> None:
    for id in (article.id, PostId(1)):
        with pytest.raises(NotFound):
            deleting.delete(id, by=me(bo))
    deleting.delete(article.id, by=me(ada))
    for id in (article.id, PostId(1)):
        with pytest.raises(NotFound):
            deleting.restore(id, by=me(bo))


def test_deleting_or_restoring_twice_finds_nothing(deleting: Deleting, article: Post, ada: Viewer) -> None:
    deleting.delete(article.id, by=me(ada))
    with pytest.raises(NotFound):
        deleting.delete(article.id, by=me(ada))
    deleting.restore(article.id, by=me(ada))
    with pytest.raises(NotFound):
        deleting.restore(article.id, by=me(ada))


def test_the_worker_erases_after_thirty_days_and_not_before(
    deleting: Deleting,
    worker: Worker,
    clock: FrozenClock,
    is_kept: Callable[[Post], bool],
    article: Post,
    ada: Viewer,
) -> None:
    worker.run_once()
    deleting.delete(article.id, by=me(ada))
    clock.advance(RESTORABLE_FOR - MOMENT)
    assert worker.run_once() == 0
    assert is_kept(article)
    clock.advance(MOMENT)
    assert worker.run_once() == 1
    assert not is_kept(article)


def test_erasing_early_erases_nothing(
    deleting: Deleting, clock: FrozenClock, is_kept: Callable[[Post], bool], article: Post, ada: Viewer
) -> None:
    deleting.erase(article.id)
    deleting.delete(article.id, by=me(ada))
    clock.advance(RESTORABLE_FOR - MOMENT)
    deleting.erase(article.id)
    assert is_kept(article)


def test_erasing_twice_is_no_error(
    deleting: Deleting, clock: FrozenClock, article: Post, ada: Viewer
) -> None:
    deleting.delete(article.id, by=me(ada))
    clock.advance(RESTORABLE_FOR)
    deleting.erase(article.id)
    deleting.erase(article.id)


def test_a_restored_post_outlives_the_job_of_its_deletion(
    deleting: Deleting,
    worker: Worker,
    clock: FrozenClock,
    is_kept: Callable[[Post], bool],
    article: Post,
    ada: Viewer,
) -> None:
    worker.run_once()
    deleting.delete(article.id, by=me(ada))
    clock.advance(timedelta(days=10))
    deleting.restore(article.id, by=me(ada))
    clock.advance(timedelta(days=40))
    assert worker.run_once() == 1
    assert is_kept(article)


def test_a_post_deleted_again_has_its_thirty_days_again(
    deleting: Deleting,
    worker: Worker,
    clock: FrozenClock,
    is_kept: Callable[[Post], bool],
    article: Post,
    ada: Viewer,
) -> None:
    worker.run_once()
    deleting.delete(article.id, by=me(ada))
    clock.advance(timedelta(days=20))
    deleting.restore(article.id, by=me(ada))
    deleting.delete(article.id, by=me(ada))
    clock.advance(timedelta(days=20))
    worker.run_once()
    assert is_kept(article)
    clock.advance(timedelta(days=10))
    worker.run_once()
    assert not is_kept(article)


def test_after_thirty_days_a_post_can_not_be_restored_though_it_is_still_there(
    deleting: Deleting, gateways: MemoryGateways, clock: FrozenClock, article: Post, ada: Viewer
) -> None:
    deleting.delete(article.id, by=me(ada))
    clock.advance(RESTORABLE_FOR)
    assert gateways.post_queries.trash(me(ada), clock.now()).items == ()
    with pytest.raises(TooLateToRestore):
        deleting.restore(article.id, by=me(ada))


def test_replies_outlive_an_erased_post(
    deleting: Deleting,
    publishing: Publishing,
    gateways: MemoryGateways,
    clock: FrozenClock,
    article: Post,
    ada: Viewer,
    bo: Viewer,
) -> None:
    reply = publishing.reply(article.id, a_writing("Indeed."), by=bo)
    deleting.delete(article.id, by=me(ada))
    clock.advance(RESTORABLE_FOR)
    deleting.erase(article.id)
    view = gateways.post_queries.by_id("bo", reply.id, STRANGER)
    assert (view.in_reply_to, view.reply_to) == (None, None)


def test_an_erased_articles_address_is_free_again(
    deleting: Deleting, publishing: Publishing, clock: FrozenClock, article: Post, ada: Viewer
) -> None:
    deleting.delete(article.id, by=me(ada))
    assert publishing.post(ARTICLE, by=ada).slug == "on-walking-2"
    clock.advance(RESTORABLE_FOR)
    deleting.erase(article.id)
    assert publishing.post(ARTICLE, by=ada).slug == "on-walking"


def test_a_withdrawn_post_goes_into_the_trash_with_its_draft_and_comes_back_with_it(
    deleting: Deleting, publishing: Publishing, gateways: MemoryGateways, article: Post, ada: Viewer
) -> None:
    publishing.withdraw(article.id, by=me(ada))
    deleting.delete(article.id, by=me(ada))
    assert gateways.draft_queries.mine(me(ada)).items == ()
    restored = deleting.restore(article.id, by=me(ada))
    assert not restored.is_published
    [draft] = gateways.draft_queries.mine(me(ada)).items
    assert (draft.revises, draft.writing) == (article.id, ARTICLE)
    publishing.publish(draft.id, by=ada)
    assert gateways.post_queries.by_id("ada", article.id, STRANGER).slug == "on-walking"
