import pytest

from bootstrap.gateways import MemoryGateways
from domain.errors import EditedMeanwhile, Invalid, NotFound
from domain.ids import ProfileId
from domain.viewers import STRANGER, Viewer
from services.profiles import ProfileEditing


def test_people_describe_themselves(
    profile_editing: ProfileEditing, gateways: MemoryGateways, ada: Viewer
) -> None:
    assert ada.profile_id is not None
    profile_editing.describe(ada.profile_id, display_name="Ada L.", bio="Counts.", version=1)
    head = gateways.profile_queries.head("ada", STRANGER)
    assert (head.display_name, head.bio, head.version) == ("Ada L.", "Counts.", 2)


def test_of_two_tabs_the_second_is_told_and_changes_nothing(
    profile_editing: ProfileEditing, gateways: MemoryGateways, ada: Viewer
) -> None:
    assert ada.profile_id is not None
    profile_editing.describe(ada.profile_id, display_name="First", bio="", version=1)
    with pytest.raises(EditedMeanwhile):
        profile_editing.describe(ada.profile_id, display_name="Second", bio="", version=1)
    assert gateways.profile_queries.head("ada", STRANGER).display_name == "First"


def test_a_faulty_description_changes_nothing(
    profile_editing: ProfileEditing, gateways: MemoryGateways, ada: Viewer
) -> None:
    assert ada.profile_id is not None
    with pytest.raises(Invalid):
        profile_editing.describe(ada.profile_id, display_name="x" * 61, bio="", version=1)
    assert gateways.profile_queries.head("ada", STRANGER).version == 1


def test_nobody_describes_who_is_not_there(profile_editing: ProfileEditing, ada: Viewer) -> None:
    with pytest.raises(NotFound):
        profile_editing.describe(ProfileId(1), display_name="x", bio="", version=1)
