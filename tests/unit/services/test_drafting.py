from datetime import timedelta

import pytest

from adapters.memory.clock import FrozenClock
from bootstrap.gateways import MemoryGateways
from domain.drafts import DraftSentTwice
from domain.errors import EditedMeanwhile, NotFound
from domain.ids import DraftId, ProfileId
from domain.viewers import STRANGER, Viewer
from services.posts.drafting import Drafting
from services.posts.publishing import Publishing
from tests.factories import a_writing

WORDS = a_writing("First words.")
OTHER_WORDS = a_writing("Other words.", title="With a title")


def me(viewer: Viewer) -> ProfileId:
    assert viewer.profile_id is not None
    return viewer.profile_id


def test_a_draft_is_on_its_authors_desk_and_nobody_elses(
    drafting: Drafting, gateways: MemoryGateways, ada: Viewer, bo: Viewer
) -> None:
    draft = drafting.start(WORDS, owner=me(ada))
    assert [view.id for view in gateways.draft_queries.mine(me(ada)).items] == [draft.id]
    assert gateways.draft_queries.mine(me(bo)).items == ()
    with pytest.raises(NotFound):
        gateways.draft_queries.one(draft.id, owner=me(bo))


def test_a_draft_is_in_no_list_of_posts(drafting: Drafting, gateways: MemoryGateways, ada: Viewer) -> None:
    drafting.start(WORDS, owner=me(ada))
    assert gateways.timelines.local(STRANGER).items == ()
    assert gateways.timelines.home(ada).items == ()


def test_an_empty_draft_is_a_draft(drafting: Drafting, ada: Viewer) -> None:
    assert drafting.start(a_writing(""), owner=me(ada)).version == 1


def test_the_same_form_again_rewrites_the_draft_that_it_made(
    drafting: Drafting, gateways: MemoryGateways, clock: FrozenClock, ada: Viewer
) -> None:
    first = drafting.start(WORDS, owner=me(ada), key="form")
    clock.advance(timedelta(minutes=1))
    again = drafting.start(OTHER_WORDS, owner=me(ada), key="form")
    assert again.id == first.id
    [kept] = gateways.draft_queries.mine(me(ada)).items
    assert (kept.writing, kept.saved_at) == (OTHER_WORDS, clock.now())


def test_the_same_key_of_another_person_is_another_form(drafting: Drafting, ada: Viewer, bo: Viewer) -> None:
    of_ada = drafting.start(WORDS, owner=me(ada), key="form")
    assert drafting.start(OTHER_WORDS, owner=me(bo), key="form").id != of_ada.id


def test_forms_without_a_key_are_different_forms(drafting: Drafting, ada: Viewer) -> None:
    assert drafting.start(WORDS, owner=me(ada)).id != drafting.start(WORDS, owner=me(ada)).id


def test_two_sendings_that_cross_make_one_draft(
    drafting: Drafting, gateways: MemoryGateways, ada: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look finds nothing, the insertion finds the other one, as a database would tell."""
    first = drafting.start(WORDS, owner=me(ada), key="form")
    start, calls = drafting._start, []

    def crossing(*args: object) -> object:
        calls.append(args)
        if len(calls) == 1:
            raise DraftSentTwice
        return start(*args)  # type: ignore[arg-type]  # passed on as they are

    monkeypatch.setattr(drafting, "_start", crossing)
    assert drafting.start(OTHER_WORDS, owner=me(ada), key="form").id == first.id
    assert len(gateways.draft_queries.mine(me(ada)).items) == 1


def test_saving_rewrites_and_counts_versions(
    drafting: Drafting, gateways: MemoryGateways, ada: Viewer
) -> None:
    draft = drafting.start(WORDS, owner=me(ada))
    saved = drafting.save(draft.id, OTHER_WORDS, owner=me(ada), version=draft.version)
    assert saved.version == draft.version + 1
    assert gateways.draft_queries.one(draft.id, owner=me(ada)).writing == OTHER_WORDS


def test_of_two_editing_tabs_the_second_is_told_and_nothing_is_lost(
    drafting: Drafting, gateways: MemoryGateways, ada: Viewer
) -> None:
    draft = drafting.start(WORDS, owner=me(ada))
    drafting.save(draft.id, OTHER_WORDS, owner=me(ada), version=1)
    with pytest.raises(EditedMeanwhile):
        drafting.save(draft.id, a_writing("From the other tab."), owner=me(ada), version=1)
    kept = gateways.draft_queries.one(draft.id, owner=me(ada))
    assert (kept.writing, kept.version) == (OTHER_WORDS, 2)


def test_anothers_draft_is_not_found(
    drafting: Drafting, gateways: MemoryGateways, ada: Viewer, bo: Viewer
) -> None:
    draft = drafting.start(WORDS, owner=me(ada))
    for id in (draft.id, DraftId(1)):
        with pytest.raises(NotFound):
            drafting.save(id, OTHER_WORDS, owner=me(bo), version=1)
        with pytest.raises(NotFound):
            drafting.discard(id, owner=me(bo))
    assert gateways.draft_queries.one(draft.id, owner=me(ada)).writing == WORDS


def test_a_discarded_draft_is_gone(drafting: Drafting, gateways: MemoryGateways, ada: Viewer) -> None:
    draft = drafting.start(WORDS, owner=me(ada))
    drafting.discard(draft.id, owner=me(ada))
    assert gateways.draft_queries.mine(me(ada)).items == ()
    with pytest.raises(NotFound):
        drafting.discard(draft.id, owner=me(ada))


def test_discarding_a_withdrawn_posts_draft_puts_the_post_in_the_trash(
    drafting: Drafting, publishing: Publishing, gateways: MemoryGateways, ada: Viewer
) -> None:
    post = publishing.post(WORDS, by=ada)
    draft = publishing.withdraw(post.id, by=me(ada))
    drafting.discard(draft.id, owner=me(ada))
    assert [line.id for line in gateways.post_queries.trash(me(ada), gateways.clock.now()).items] == [post.id]
    assert gateways.draft_queries.mine(me(ada)).items == ()


def test_an_old_window_does_not_overwrite_what_was_saved_since(
    drafting: Drafting, gateways: MemoryGateways, ada: Viewer
) -> None:
    first = drafting.start(WORDS, owner=me(ada), key="form")
    drafting.save(first.id, OTHER_WORDS, owner=me(ada), version=first.version)
    late = drafting.start(a_writing("From the old window."), owner=me(ada), key="form")
    assert late.id != first.id
    assert gateways.draft_queries.one(first.id, owner=me(ada)).writing == OTHER_WORDS
    assert gateways.draft_queries.one(late.id, owner=me(ada)).writing.body == "From the old window."
