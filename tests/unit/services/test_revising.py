import pytest

from bootstrap.gateways import MemoryGateways
from domain.errors import EditedMeanwhile, Invalid, NotFound
from domain.ids import PostId, ProfileId
from domain.posts import Post
from domain.viewers import STRANGER, Viewer
from services.posts.deleting import Deleting
from services.posts.publishing import Publishing
from services.posts.revising import Revising
from tests.factories import a_writing

ARTICLE = a_writing("Many words.", title="On walking")
BETTER = a_writing("Better words.", title="On walking slowly")


def me(viewer: Viewer) -> ProfileId:
    assert viewer.profile_id is not None
    return viewer.profile_id


@pytest.fixture
def article(publishing: Publishing, ada: Viewer) -> Post:
    return publishing.post(ARTICLE, by=ada)


def test_readers_see_the_new_words_at_the_old_address(
    revising: Revising, gateways: MemoryGateways, article: Post, ada: Viewer
) -> None:
    revising.revise(article.id, BETTER, by=me(ada), version=1)
    view = gateways.post_queries.by_slug("ada", "on-walking", STRANGER)
    assert (view.title, view.editions, view.edited_at) == ("On walking slowly", 2, gateways.clock.now())
    assert "Better words." in view.html


def test_the_old_words_stay_readable(
    revising: Revising, gateways: MemoryGateways, article: Post, ada: Viewer
) -> None:
    revising.revise(article.id, BETTER, by=me(ada), version=1)
    revising.revise(article.id, ARTICLE, by=me(ada), version=2)
    editions = gateways.post_queries.history(article.id, STRANGER).editions
    assert [(edition.number, edition.writing) for edition in editions] == [
        (1, ARTICLE),
        (2, BETTER),
        (3, ARTICLE),
    ]


def test_of_two_editing_tabs_the_second_is_told_and_changes_nothing(
    revising: Revising, gateways: MemoryGateways, article: Post, ada: Viewer
) -> None:
    revising.revise(article.id, BETTER, by=me(ada), version=1)
    before = gateways.post_queries.history(article.id, ada)
    with pytest.raises(EditedMeanwhile):
        revising.revise(article.id, a_writing("Lost?", title="T"), by=me(ada), version=1, slug="lost")
    assert gateways.post_queries.history(article.id, ada) == before
    assert gateways.post_queries.by_slug("ada", "on-walking", ada).slug == "on-walking"
    with pytest.raises(NotFound):
        gateways.post_queries.by_slug("ada", "lost", ada)


def test_a_new_address_leaves_the_old_one_leading_there(
    revising: Revising, gateways: MemoryGateways, article: Post, ada: Viewer
) -> None:
    revising.revise(article.id, BETTER, by=me(ada), version=1, slug="slowly")
    for address in ("slowly", "on-walking"):
        assert gateways.post_queries.by_slug("ada", address, STRANGER).slug == "slowly"


def test_an_article_may_take_its_own_old_address_again(
    revising: Revising, gateways: MemoryGateways, article: Post, ada: Viewer
) -> None:
    revising.revise(article.id, BETTER, by=me(ada), version=1, slug="slowly")
    revising.revise(article.id, BETTER, by=me(ada), version=2, slug="on-walking")
    assert gateways.post_queries.by_slug("ada", "slowly", STRANGER).slug == "on-walking"


@pytest.mark.parametrize("wish", ["On Walking", "a--b", "-", "../x", "2026", "x" * 81, "é"])
def test_an_address_that_is_none_is_refused(
    revising: Revising, gateways: MemoryGateways, article: Post, ada: Viewer, wish: str
) -> None:
    with pytest.raises(Invalid) as refused:
        revising.revise(article.id, BETTER, by=me(ada), version=1, slug=wish)
    assert set(refused.value.fields) == {"slug"}
    assert gateways.post_queries.by_slug("ada", "on-walking", ada).title == "On walking"


def test_the_address_of_another_article_is_refused_also_a_past_one(
    revising: Revising, publishing: Publishing, article: Post, ada: Viewer
) -> None:
    revising.revise(article.id, ARTICLE, by=me(ada), version=1, slug="present")
    other = publishing.post(a_writing("Words.", title="Another"), by=ada)
    for taken in ("present", "on-walking"):
        with pytest.raises(Invalid) as refused:
            revising.revise(other.id, a_writing("Words.", title="Another"), by=me(ada), version=1, slug=taken)
        assert set(refused.value.fields) == {"slug"}


def test_other_people_may_have_the_same_address(
    revising: Revising, publishing: Publishing, article: Post, bo: Viewer
) -> None:
    other = publishing.post(a_writing("Words.", title="Another"), by=bo)
    revised = revising.revise(
        other.id, a_writing("Words.", title="Another"), by=me(bo), version=1, slug="on-walking"
    )
    assert revised.slug == "on-walking"


def test_a_note_has_no_address_to_choose(revising: Revising, publishing: Publishing, ada: Viewer) -> None:
    note = publishing.post(a_writing("A thought."), by=ada)
    assert (
        revising.revise(note.id, a_writing("Another."), by=me(ada), version=1, slug="Nonsense!").slug is None
    )


@pytest.mark.parametrize("slug", ["", "fine", "Not Fine"])
def test_anothers_post_reads_like_none(revising: Revising, article: Post, bo: Viewer, slug: str) -> None:
    refusals = []
    for id in (article.id, PostId(1)):
        with pytest.raises(NotFound) as refused:
            revising.revise(id, BETTER, by=me(bo), version=1, slug=slug)
        refusals.append((refused.value.code, str(refused.value)))
    assert refusals[0] == refusals[1]


@pytest.mark.parametrize("slug", ["", "Not Fine"])
def test_what_is_not_on_show_is_not_revised(
    revising: Revising, publishing: Publishing, deleting: Deleting, article: Post, ada: Viewer, slug: str
) -> None:
    publishing.withdraw(article.id, by=me(ada))
    with pytest.raises(NotFound):
        revising.revise(article.id, BETTER, by=me(ada), version=2, slug=slug)
    deleting.delete(article.id, by=me(ada))
    with pytest.raises(NotFound):
        revising.revise(article.id, BETTER, by=me(ada), version=3, slug=slug)


def test_a_revision_with_nothing_to_read_changes_nothing(
    revising: Revising, gateways: MemoryGateways, article: Post, ada: Viewer
) -> None:
    with pytest.raises(Invalid):
        revising.revise(article.id, a_writing(" ", title="T"), by=me(ada), version=1)
    assert gateways.post_queries.for_editing(article.id, author=me(ada)).version == 1


def test_a_revision_that_changes_nothing_disturbs_no_other_window(
    revising: Revising, gateways: MemoryGateways, article: Post, ada: Viewer
) -> None:
    revising.revise(article.id, ARTICLE, by=me(ada), version=1)
    assert gateways.post_queries.for_editing(article.id, author=me(ada)).version == 1
    revising.revise(article.id, BETTER, by=me(ada), version=1)
