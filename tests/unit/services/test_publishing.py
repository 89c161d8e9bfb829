from collections.abc import Callable, Collection

import pytest

from bootstrap.gateways import MemoryGateways
from domain.accounts import Standing
from domain.errors import EditedMeanwhile, Invalid, NotFound, Unauthenticated
from domain.ids import DraftId, PostId, ProfileId
from domain.posts import Post, PostSentTwice
from domain.slugs import MAX_SLUG, is_slug
from domain.tags import MAX_TAGS
from domain.viewers import STRANGER, AwaitingApproval, Viewer
from domain.writings import MAX_NOTE, Audience
from services.ports.posts import PostView
from services.ports.typesetting import Known, MarkdownRenderer, Rendering
from services.posts.drafting import Drafting
from services.posts.publishing import Publishing
from services.posts.revising import Revising
from tests.factories import a_writing
from tests.unit.services.presence import profile_of

NOTE = a_writing("Just a thought.")
ARTICLE = a_writing("Many words.", title="On walking")


@pytest.fixture
def mentions(gateways: MemoryGateways) -> Callable[[Post], Collection[ProfileId]]:
    def mentions(post: Post) -> Collection[ProfileId]:
        with gateways.begin() as work:
            return work.posts.get(post.id).typeset.mentions

    return mentions


class Interrupting(MarkdownRenderer):
    """Renders, and lets something else happen in the meantime, once."""

    def __init__(self, renderer: MarkdownRenderer, meanwhile: Callable[[], object]) -> None:
        self._renderer, self._meanwhile = renderer, [meanwhile]

    def render(self, source: str, known: Known) -> Rendering:
        if self._meanwhile:
            self._meanwhile.pop()()
        return self._renderer.render(source, known)


def interrupt(publishing: Publishing, meanwhile: Callable[[], object]) -> None:
    typesetting = publishing._typesetting
    typesetting._renderer = Interrupting(typesetting._renderer, meanwhile)


# Drafts


def test_a_published_draft_is_a_post_and_no_draft(
    drafting: Drafting,
    publishing: Publishing,
    gateways: MemoryGateways,
    seen: Callable[..., PostView],
    ada: Viewer,
) -> None:
    draft = drafting.start(ARTICLE, owner=profile_of(ada))
    post = publishing.publish(draft.id, by=ada)
    assert post.id != draft.id
    view = seen(post)
    assert (view.title, view.slug, view.published_at) == ("On walking", "on-walking", gateways.clock.now())
    assert "<p>Many words.</p>" in view.html
    assert gateways.draft_queries.mine(profile_of(ada)).items == ()


def test_publishing_a_draft_again_gives_the_same_post(
    drafting: Drafting, publishing: Publishing, gateways: MemoryGateways, ada: Viewer
) -> None:
    draft = drafting.start(ARTICLE, owner=profile_of(ada))
    first = publishing.publish(draft.id, by=ada)
    assert publishing.publish(draft.id, by=ada).id == first.id
    assert len(gateways.timelines.local(ada).items) == 1


def test_two_publications_of_a_draft_that_cross_give_one_post(
    drafting: Drafting, publishing: Publishing, gateways: MemoryGateways, ada: Viewer
) -> None:
    draft = drafting.start(ARTICLE, owner=profile_of(ada))
    quicker: list[Post] = []
    interrupt(publishing, lambda: quicker.append(publishing.publish(draft.id, by=ada)))
    assert publishing.publish(draft.id, by=ada).id == quicker[0].id
    assert len(gateways.timelines.local(ada).items) == 1


def test_a_draft_that_is_saved_while_it_is_published_stays_a_draft(
    drafting: Drafting, publishing: Publishing, gateways: MemoryGateways, ada: Viewer
) -> None:
    draft = drafting.start(ARTICLE, owner=profile_of(ada))
    newer = a_writing("Newer words.", title="On walking")
    interrupt(publishing, lambda: drafting.save(draft.id, newer, owner=profile_of(ada), version=1))
    with pytest.raises(EditedMeanwhile):
        publishing.publish(draft.id, by=ada)
    assert gateways.draft_queries.one(draft.id, owner=profile_of(ada)).writing == newer
    assert gateways.timelines.local(ada).items == ()


@pytest.mark.parametrize("body", ["", "  \n", "\u200b"])
def test_a_draft_that_is_not_fit_to_be_read_stays_a_draft(
    drafting: Drafting, publishing: Publishing, gateways: MemoryGateways, ada: Viewer, body: str
) -> None:
    draft = drafting.start(a_writing(body, title="On nothing"), owner=profile_of(ada))
    with pytest.raises(Invalid):
        publishing.publish(draft.id, by=ada)
    assert gateways.draft_queries.one(draft.id, owner=profile_of(ada)).writing.body == body


def test_anothers_draft_can_not_be_published(
    drafting: Drafting, publishing: Publishing, gateways: MemoryGateways, ada: Viewer, bo: Viewer
) -> None:
    draft = drafting.start(ARTICLE, owner=profile_of(ada))
    for id in (draft.id, DraftId(1)):
        with pytest.raises(NotFound):
            publishing.publish(id, by=bo)
    publishing.publish(draft.id, by=ada)
    with pytest.raises(NotFound):
        publishing.publish(draft.id, by=bo)


# Notes


def test_a_note_is_published_at_once(
    publishing: Publishing, seen: Callable[..., PostView], ada: Viewer
) -> None:
    view = seen(publishing.post(NOTE, by=ada))
    assert (view.title, view.slug, view.excerpt) == (None, None, "Just a thought.")


def test_the_same_form_again_gives_the_same_note(
    publishing: Publishing, gateways: MemoryGateways, ada: Viewer, bo: Viewer
) -> None:
    first = publishing.post(NOTE, by=ada, key="form")
    assert publishing.post(NOTE, by=ada, key="form").id == first.id
    assert publishing.post(NOTE, by=bo, key="form").id != first.id
    assert publishing.post(NOTE, by=ada, key="another form").id != first.id
    assert len(gateways.timelines.local(ada).items) == 3


def test_forms_without_a_key_are_different_forms(publishing: Publishing, ada: Viewer) -> None:
    assert publishing.post(NOTE, by=ada).id != publishing.post(NOTE, by=ada).id


@pytest.mark.parametrize("is_reply", [False, True])
def test_two_sendings_that_cross_give_one_post(
    publishing: Publishing,
    gateways: MemoryGateways,
    ada: Viewer,
    monkeypatch: pytest.MonkeyPatch,
    is_reply: bool,
) -> None:
    """The other one commits between the look and the insertion, as a database would tell."""
    parent = publishing.post(NOTE, by=ada)

    def send() -> Post:
        if is_reply:
            return publishing.reply(parent.id, NOTE, by=ada, key="form")
        return publishing.post(NOTE, by=ada, key="form")

    first = send()

    def crossing(*_: object) -> Post:
        raise PostSentTwice

    with gateways.begin() as work:
        look = type(work.posts).by_submission_key
    blind = [None]
    monkeypatch.setattr(
        type(work.posts), "by_submission_key", lambda *args: blind.pop() if blind else look(*args)
    )
    monkeypatch.setattr(publishing, "_add", crossing)
    monkeypatch.setattr(publishing, "_answer", crossing)
    assert send().id == first.id


@pytest.mark.parametrize("body", ["", "\n", "x" * (MAX_NOTE + 1)])
def test_a_note_that_is_not_fit_to_be_read_is_not_published(
    publishing: Publishing, gateways: MemoryGateways, ada: Viewer, body: str
) -> None:
    with pytest.raises(Invalid):
        publishing.post(a_writing(body), by=ada)
    assert gateways.timelines.local(ada).items == ()


@pytest.mark.parametrize("standing", [Standing.AWAITING_APPROVAL, Standing.SUSPENDED, Standing.CLOSED])
def test_only_who_is_in_good_standing_publishes(
    publishing: Publishing,
    drafting: Drafting,
    gateways: MemoryGateways,
    join: Callable[..., Viewer],
    ada: Viewer,
    standing: Standing,
) -> None:
    eve = join("eve", standing=standing)
    parent = publishing.post(NOTE, by=ada)
    draft = drafting.start(NOTE, owner=profile_of(eve))
    for act in (
        lambda: publishing.post(NOTE, by=eve),
        lambda: publishing.reply(parent.id, NOTE, by=eve),
        lambda: publishing.publish(draft.id, by=eve),
    ):
        with pytest.raises(AwaitingApproval):
            act()
    assert [card.id for card in gateways.timelines.local(ada).items] == [parent.id]


def test_a_stranger_publishes_nothing(publishing: Publishing, ada: Viewer) -> None:
    parent = publishing.post(NOTE, by=ada)
    for act in (
        lambda: publishing.post(NOTE, by=STRANGER),
        lambda: publishing.reply(parent.id, NOTE, by=STRANGER),
        lambda: publishing.publish(DraftId(1), by=STRANGER),
    ):
        with pytest.raises(Unauthenticated):
            act()


# Replies


def test_a_reply_stands_in_its_thread(
    publishing: Publishing, gateways: MemoryGateways, seen: Callable[..., PostView], ada: Viewer, bo: Viewer
) -> None:
    parent = publishing.post(NOTE, by=ada)
    reply = publishing.reply(parent.id, a_writing("Indeed."), by=bo)
    [line] = gateways.threads.replies(seen(parent), STRANGER).items
    assert (line.post.id, line.depth, line.post.author.handle) == (reply.id, 1, "bo")
    assert seen(parent).replies == 1


@pytest.mark.parametrize("audience", [Audience.FOLLOWERS, Audience.MENTIONED])
def test_what_one_can_not_see_one_can_not_answer(
    publishing: Publishing, ada: Viewer, bo: Viewer, audience: Audience
) -> None:
    hidden = publishing.post(a_writing("For few.", audience=audience), by=ada)
    for id in (hidden.id, PostId(1)):
        with pytest.raises(NotFound):
            publishing.reply(id, NOTE, by=bo)


def test_a_reply_to_few_is_read_by_few(
    publishing: Publishing, gateways: MemoryGateways, seen: Callable[..., PostView], ada: Viewer, bo: Viewer
) -> None:
    asked = publishing.post(a_writing("Only you, @bo.", audience=Audience.MENTIONED), by=ada)
    reply = publishing.reply(asked.id, a_writing("Yes!", audience=Audience.PUBLIC), by=bo)
    assert reply.writing.audience is Audience.MENTIONED
    assert seen(reply, ada, "bo").html
    with pytest.raises(NotFound):
        seen(reply, STRANGER, "bo")


def test_a_withdrawn_or_deleted_post_is_not_answered(publishing: Publishing, ada: Viewer, bo: Viewer) -> None:
    post = publishing.post(NOTE, by=ada)
    publishing.withdraw(post.id, by=profile_of(ada))
    for viewer in (ada, bo):
        with pytest.raises(NotFound):
            publishing.reply(post.id, NOTE, by=viewer)


def test_the_same_reply_again_gives_the_same_post(
    publishing: Publishing, gateways: MemoryGateways, seen: Callable[..., PostView], ada: Viewer, bo: Viewer
) -> None:
    parent = publishing.post(NOTE, by=ada)
    first = publishing.reply(parent.id, NOTE, by=bo, key="form")
    assert publishing.reply(parent.id, NOTE, by=bo, key="form").id == first.id
    assert seen(parent).replies == 1


def test_a_long_reply_is_refused_though_it_came_with_a_title(publishing: Publishing, ada: Viewer) -> None:
    parent = publishing.post(NOTE, by=ada)
    with pytest.raises(Invalid):
        publishing.reply(parent.id, a_writing("x" * (MAX_NOTE + 1), title="T"), by=ada)


# Addresses


def test_articles_of_one_title_get_one_address_each(publishing: Publishing, ada: Viewer, bo: Viewer) -> None:
    slugs = [publishing.post(ARTICLE, by=ada).slug for _ in range(3)]
    assert slugs == ["on-walking", "on-walking-2", "on-walking-3"]
    assert publishing.post(ARTICLE, by=bo).slug == "on-walking"


@pytest.mark.parametrize(
    "title", ["x" * 200, "word " * 40, "2026", "!?", "Über Öl", "Прогулка", "散歩について"]
)
def test_any_number_of_articles_may_have_one_title(publishing: Publishing, ada: Viewer, title: str) -> None:
    slugs = [publishing.post(a_writing("Words.", title=title), by=ada).slug for _ in range(12)]
    assert len(set(slugs)) == 12
    assert all(slug is not None and is_slug(slug) and len(slug) <= MAX_SLUG for slug in slugs)


def test_a_past_address_is_not_given_to_another_article(
    publishing: Publishing, revising: Revising, ada: Viewer
) -> None:
    post = publishing.post(ARTICLE, by=ada)
    revising.revise(post.id, ARTICLE, by=profile_of(ada), version=1, slug="elsewhere")
    assert publishing.post(ARTICLE, by=ada).slug == "on-walking-2"


# Tags and mentions


def test_hashtags_of_the_body_join_the_tags(
    publishing: Publishing, gateways: MemoryGateways, ada: Viewer
) -> None:
    post = publishing.post(a_writing("#Rye and #bread, not `#code`.", tags=("bread",)), by=ada)
    assert post.writing.tags == ("bread", "rye")


def test_hashtags_join_as_far_as_they_fit(publishing: Publishing, ada: Viewer) -> None:
    body = " ".join(f"#tag{number}" for number in range(MAX_TAGS + 5))
    assert len(publishing.post(a_writing(body), by=ada).writing.tags) == MAX_TAGS


def test_only_people_who_are_here_are_mentioned(
    publishing: Publishing,
    mentions: Callable[[Post], Collection[ProfileId]],
    seen: Callable[..., PostView],
    ada: Viewer,
    bo: Viewer,
) -> None:
    post = publishing.post(a_writing("@BO and @nobody_here, `@ada` and me@example.org"), by=ada)
    assert mentions(post) == {profile_of(bo)}
    assert 'href="/@bo"' in seen(post).html
    assert 'href="/@nobody_here"' not in seen(post).html


def test_who_is_out_of_sight_is_not_mentioned(
    publishing: Publishing,
    gateways: MemoryGateways,
    mentions: Callable[[Post], Collection[ProfileId]],
    ada: Viewer,
    bo: Viewer,
) -> None:
    with gateways.begin() as work:
        profile = work.profiles.get(profile_of(bo))
        profile.is_visible = False
        work.profiles.save(profile)
    assert mentions(publishing.post(a_writing("@bo?"), by=ada)) == frozenset()


def test_who_is_mentioned_reads_what_nobody_else_does(
    publishing: Publishing, seen: Callable[..., PostView], ada: Viewer, bo: Viewer, moderator: Viewer
) -> None:
    post = publishing.post(a_writing("Psst, @bo.", audience=Audience.MENTIONED), by=ada)
    assert seen(post, bo)
    assert seen(post, ada)
    for viewer in (moderator, STRANGER):
        with pytest.raises(NotFound):
            seen(post, viewer)
