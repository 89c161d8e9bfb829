"""What an admin decides about the place."""

from collections.abc import Callable

import pytest

from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from domain.accounts import Role
from domain.errors import EditedMeanwhile, Invalid, NotFound
from domain.ids import AccountId
from domain.place import Registration
from domain.viewers import STRANGER, Viewer

Change = Callable[..., None]


@pytest.fixture
def change(container: Container) -> Change:
    def change(by: Viewer, *, name: str = "Agora", registration: str = "invite", version: int = 1) -> None:
        container.place_keeping().change(
            name=name,
            tagline="Talk.",
            registration=registration,
            staff_need_second_factor=True,
            members_may_invite=False,
            version=version,
            by=by,
        )

    return change


@pytest.mark.parametrize("role", [Role.ADMIN, Role.OWNER])
def test_an_admin_decides(
    change: Change, gateways: MemoryGateways, join: Callable[..., Viewer], role: Role
) -> None:
    change(join("ann", role=role))
    card = gateways.place_queries.card()
    assert (card.name, card.tagline, card.registration) == ("Agora", "Talk.", Registration.INVITE)
    assert (card.staff_need_second_factor, card.members_may_invite) == (True, False)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.MODERATOR])
def test_for_anybody_else_there_is_nothing_to_decide(
    change: Change, gateways: MemoryGateways, join: Callable[..., Viewer], role: Role
) -> None:
    for viewer in (join("ann", role=role), STRANGER):
        with pytest.raises(NotFound):
            change(viewer)
    assert gateways.place_queries.card().name == "The Porch"


def test_of_two_who_decide_at_once_the_second_is_told(
    change: Change, gateways: MemoryGateways, join: Callable[..., Viewer]
) -> None:
    owner = join("zeno", role=Role.OWNER)
    change(owner)
    with pytest.raises(EditedMeanwhile):
        change(owner, name="Stoa")
    assert gateways.place_queries.card().name == "Agora"


def test_a_fault_changes_nothing(
    change: Change, gateways: MemoryGateways, join: Callable[..., Viewer]
) -> None:
    with pytest.raises(Invalid) as refused:
        change(join("zeno", role=Role.OWNER), name="", registration="anarchy")
    assert set(refused.value.fields) == {"place_name", "registration"}
    assert gateways.place_queries.card().members_may_invite


def test_before_there_is_a_place_there_is_nothing_to_decide(change: Change) -> None:
    with pytest.raises(NotFound):
        change(Viewer(account_id=AccountId(7), role=Role.OWNER))
