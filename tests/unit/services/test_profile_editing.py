from collections.abc import Callable

import pytest

from adapters.memory.clock import FrozenClock
from adapters.memory.profiles import InMemoryProfiles
from bootstrap.gateways import MemoryGateways
from domain.accounts import Standing
from domain.errors import EditedMeanwhile, Invalid, NotFound
from domain.ids import ProfileId
from domain.profiles import MAX_PROFILES, RENAME_EVERY, HandleTaken
from domain.viewers import STRANGER, Viewer
from services.profiles import ProfileEditing, TooManyProfiles
from tests.unit.services.presence import AT_HOME, entries, id_of, kept_words, profile_of


def test_people_describe_themselves(
    profile_editing: ProfileEditing, gateways: MemoryGateways, ada: Viewer
) -> None:
    profile_editing.describe(profile_of(ada), display_name="Ada L.", bio="Counts.", version=1)
    head = gateways.profile_queries.head("ada", STRANGER)
    assert (head.display_name, head.bio, head.version) == ("Ada L.", "Counts.", 2)


def test_of_two_tabs_the_second_is_told_and_changes_nothing(
    profile_editing: ProfileEditing, gateways: MemoryGateways, ada: Viewer
) -> None:
    profile_editing.describe(profile_of(ada), display_name="First", bio="", version=1)
    with pytest.raises(EditedMeanwhile):
        profile_editing.describe(profile_of(ada), display_name="Second", bio="", version=1)
    assert gateways.profile_queries.head("ada", STRANGER).display_name == "First"


def test_a_faulty_description_changes_nothing(
    profile_editing: ProfileEditing, gateways: MemoryGateways, ada: Viewer
) -> None:
    with pytest.raises(Invalid):
        profile_editing.describe(profile_of(ada), display_name="x" * 61, bio="", version=1)
    assert gateways.profile_queries.head("ada", STRANGER).version == 1


def test_nobody_describes_who_is_not_there(profile_editing: ProfileEditing, ada: Viewer) -> None:
    with pytest.raises(NotFound):
        profile_editing.describe(ProfileId(1), display_name="x", bio="", version=1)


# Handles


def rename(profile_editing: ProfileEditing, who: Viewer, handle: str) -> str:
    return profile_editing.rename(id_of(who), profile_of(who), handle, browser=AT_HOME)


def test_a_former_handle_leads_to_the_new_one_and_stays_its_owners(
    profile_editing: ProfileEditing, gateways: MemoryGateways, ada: Viewer, bo: Viewer, clock: FrozenClock
) -> None:
    assert rename(profile_editing, ada, "@Acanthus") == "acanthus"
    assert gateways.profile_queries.head("acanthus", STRANGER)
    assert gateways.profile_queries.moved_to("ada") == "acanthus"
    for like in ("ada", "a_da"):
        with pytest.raises(Invalid) as refused:
            rename(profile_editing, bo, like)
        assert set(refused.value.fields) == {"handle"}
    clock.advance(RENAME_EVERY)
    assert rename(profile_editing, ada, "ada") == "ada"
    assert entries(gateways)[-1].detail == "@acanthus, now @ada"


@pytest.mark.parametrize("handle", ["bo", "b0", "BO", "b_o", "admin", ""])
def test_a_handle_that_is_anothers_or_can_not_be_changes_nothing(
    profile_editing: ProfileEditing, gateways: MemoryGateways, ada: Viewer, bo: Viewer, handle: str
) -> None:
    before = kept_words(gateways)
    with pytest.raises(Invalid):
        rename(profile_editing, ada, handle)
    assert kept_words(gateways) == before


def test_the_same_handle_is_no_change_and_no_entry(
    profile_editing: ProfileEditing, gateways: MemoryGateways, ada: Viewer
) -> None:
    before = kept_words(gateways)
    assert rename(profile_editing, ada, "@ADA") == "ada"
    assert kept_words(gateways) == before


def test_nobody_renames_somebody_else(profile_editing: ProfileEditing, ada: Viewer, bo: Viewer) -> None:
    with pytest.raises(NotFound):
        profile_editing.rename(id_of(bo), profile_of(ada), "mine", browser=AT_HOME)


def test_who_was_quicker_by_a_moment_has_the_handle(
    profile_editing: ProfileEditing, ada: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a database would tell: free at the look, and taken at the insertion."""

    def taken(*_: object) -> None:
        raise HandleTaken

    monkeypatch.setattr(InMemoryProfiles, "save", taken)
    monkeypatch.setattr(InMemoryProfiles, "add", taken)
    for change in (
        lambda: rename(profile_editing, ada, "acanthus"),
        lambda: profile_editing.add(id_of(ada), "acanthus", "", browser=AT_HOME),
    ):
        with pytest.raises(Invalid) as refused:
            change()
        assert refused.value.fields == {"handle": HandleTaken.sentence}


# Pen names


def test_a_person_has_five_profiles_at_most(
    profile_editing: ProfileEditing, gateways: MemoryGateways, ada: Viewer
) -> None:
    for number in range(MAX_PROFILES - 1):
        profile_editing.add(id_of(ada), f"pen{number}name", "", browser=AT_HOME)
    with pytest.raises(TooManyProfiles):
        profile_editing.add(id_of(ada), "onemore", "", browser=AT_HOME)
    assert len(gateways.account_queries.profiles_of(id_of(ada))) == MAX_PROFILES


@pytest.mark.parametrize("handle", ["ada", "a_da", "bo", "admin", "", "x" * 31])
def test_a_pen_name_keeps_the_same_rules(
    profile_editing: ProfileEditing, gateways: MemoryGateways, ada: Viewer, bo: Viewer, handle: str
) -> None:
    with pytest.raises(Invalid) as refused:
        profile_editing.add(id_of(ada), handle, "", browser=AT_HOME)
    assert set(refused.value.fields) == {"handle"}
    assert len(gateways.account_queries.profiles_of(id_of(ada))) == 1


@pytest.mark.parametrize("standing", list(Standing))
def test_a_pen_name_is_seen_as_its_account_stands(
    profile_editing: ProfileEditing,
    gateways: MemoryGateways,
    join: Callable[..., Viewer],
    standing: Standing,
) -> None:
    eve = join("eve", standing=standing)
    profile_editing.add(id_of(eve), "@Acanthus", " The\tPlant ", browser=AT_HOME)
    with gateways.begin() as work:
        profile = work.profiles.by_handle("acanthus")
    assert profile is not None
    assert (profile.display_name, profile.is_visible) == ("The Plant", standing.may_publish)
    assert profile.is_listed is (standing is not Standing.LIMITED)
