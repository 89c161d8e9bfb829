"""Posts that are taken back to the desk, and put in front of readers again."""

from collections.abc import Callable

import pytest

from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from domain.errors import Invalid, NotFound
from domain.ids import PostId
from domain.viewers import STRANGER, Viewer
from domain.writings import Audience
from services.ports.posts import PostView
from services.posts.drafting import Drafting
from services.posts.publishing import Publishing
from tests.factories import a_writing
from tests.unit.services.presence import profile_of

NOTE = a_writing("Just a thought.")
ARTICLE = a_writing("Many words.", title="On walking")


def test_a_withdrawn_post_is_on_the_desk_and_nowhere_else(
    publishing: Publishing, gateways: MemoryGateways, seen: Callable[..., PostView], ada: Viewer
) -> None:
    post = publishing.post(ARTICLE, by=ada)
    draft = publishing.withdraw(post.id, by=profile_of(ada))
    assert (draft.writing, draft.revises) == (ARTICLE, post.id)
    for viewer in (ada, STRANGER):
        with pytest.raises(NotFound):
            seen(post, viewer)
    assert gateways.timelines.home(ada).items == ()


def test_withdrawing_twice_makes_one_draft(
    publishing: Publishing, gateways: MemoryGateways, ada: Viewer
) -> None:
    post = publishing.post(ARTICLE, by=ada)
    first = publishing.withdraw(post.id, by=profile_of(ada))
    assert publishing.withdraw(post.id, by=profile_of(ada)).id == first.id
    assert len(gateways.draft_queries.mine(profile_of(ada)).items) == 1


def test_a_post_put_back_keeps_address_time_thread_and_history(
    publishing: Publishing,
    drafting: Drafting,
    gateways: MemoryGateways,
    seen: Callable[..., PostView],
    ada: Viewer,
    bo: Viewer,
) -> None:
    post = publishing.post(ARTICLE, by=ada)
    publishing.reply(post.id, a_writing("Indeed."), by=bo)
    before = seen(post)
    draft = publishing.withdraw(post.id, by=profile_of(ada))
    better = a_writing("Better words.", title="On walking slowly")
    drafting.save(draft.id, better, owner=profile_of(ada), version=draft.version)
    assert publishing.publish(draft.id, by=ada).id == post.id
    view = seen(post)
    assert (view.slug, view.published_at, view.replies) == (before.slug, before.published_at, 1)
    assert view.title == "On walking slowly"
    editions = gateways.post_queries.history(post.id, STRANGER).editions
    assert [edition.writing for edition in editions] == [ARTICLE, better]


def test_putting_back_twice_gives_the_same_post(
    publishing: Publishing, gateways: MemoryGateways, ada: Viewer
) -> None:
    post = publishing.post(ARTICLE, by=ada, key="form")
    draft = publishing.withdraw(post.id, by=profile_of(ada))
    assert publishing.publish(draft.id, by=ada).id == post.id
    assert publishing.publish(draft.id, by=ada).id == post.id
    assert gateways.post_queries.history(post.id, ada).editions[-1].number == 1


def test_a_withdrawn_article_can_not_come_back_without_its_title(
    publishing: Publishing, drafting: Drafting, gateways: MemoryGateways, ada: Viewer
) -> None:
    post = publishing.post(ARTICLE, by=ada)
    draft = publishing.withdraw(post.id, by=profile_of(ada))
    drafting.save(draft.id, NOTE, owner=profile_of(ada), version=draft.version)
    with pytest.raises(Invalid):
        publishing.publish(draft.id, by=ada)
    assert gateways.draft_queries.one(draft.id, owner=profile_of(ada)).writing == NOTE
    assert gateways.timelines.home(ada).items == ()


def test_a_withdrawn_reply_comes_back_no_wider_than_it_was(
    publishing: Publishing, drafting: Drafting, seen: Callable[..., PostView], ada: Viewer, bo: Viewer
) -> None:
    asked = publishing.post(a_writing("Only you, @bo.", audience=Audience.MENTIONED), by=ada)
    reply = publishing.reply(asked.id, a_writing("Yes!"), by=bo)
    draft = publishing.withdraw(reply.id, by=profile_of(bo))
    drafting.save(
        draft.id, a_writing("Yes!!", audience=Audience.PUBLIC), owner=profile_of(bo), version=draft.version
    )
    assert publishing.publish(draft.id, by=bo).writing.audience is Audience.MENTIONED
    assert seen(reply, ada, "bo").in_reply_to == asked.id


def test_anothers_post_can_not_be_withdrawn(
    publishing: Publishing, seen: Callable[..., PostView], ada: Viewer, bo: Viewer
) -> None:
    post = publishing.post(ARTICLE, by=ada)
    for id in (post.id, PostId(1)):
        with pytest.raises(NotFound):
            publishing.withdraw(id, by=profile_of(bo))
    assert seen(post)


def test_a_bio_goes_through_the_same_door(container: Container) -> None:
    html = container.posts.typesetting().bio("**Counts** <script>alert(1)</script> @ada")
    assert "<strong>Counts</strong>" in html
    assert "<script" not in html
    assert "href" not in html
