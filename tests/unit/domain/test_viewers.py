import pytest

from domain.accounts import Role, Standing
from domain.errors import NotFound, Unauthenticated
from domain.viewers import STRANGER, AwaitingApproval, Viewer
from tests.factories import a_profile, a_viewer, an_account

HOLDS = {
    Role.MEMBER: {Role.MEMBER},
    Role.MODERATOR: {Role.MEMBER, Role.MODERATOR},
    Role.ADMIN: {Role.MEMBER, Role.MODERATOR, Role.ADMIN},
    Role.OWNER: {Role.MEMBER, Role.MODERATOR, Role.ADMIN, Role.OWNER},
}


def with_role(role: Role) -> Viewer:
    return a_viewer(a_profile(an_account()), role=role)


def with_standing(standing: Standing) -> Viewer:
    profile = a_profile(an_account())
    return Viewer(account_id=profile.account_id, profile_id=profile.id, standing=standing)


@pytest.mark.parametrize("asked", list(Role))
@pytest.mark.parametrize("held", list(Role))
def test_a_role_includes_those_before_it_and_no_other(held: Role, asked: Role) -> None:
    viewer = with_role(held)
    assert viewer.has_role(asked) is (asked in HOLDS[held])
    if asked in HOLDS[held]:
        viewer.require(asked)
        return
    with pytest.raises(NotFound):
        viewer.require(asked)


@pytest.mark.parametrize("role", list(Role))
def test_a_stranger_has_no_role_at_all(role: Role) -> None:
    assert not STRANGER.has_role(role)
    assert not Viewer(role=Role.OWNER).has_role(role)
    with pytest.raises(NotFound):
        STRANGER.require(role)


def test_a_stranger_must_sign_in_before_speaking() -> None:
    assert not STRANGER.is_signed_in
    assert not STRANGER.may_publish
    with pytest.raises(Unauthenticated):
        STRANGER.speaker()


@pytest.mark.parametrize("standing", [Standing.ACTIVE, Standing.LIMITED])
def test_who_is_in_good_standing_speaks_with_their_profile(standing: Standing) -> None:
    viewer = with_standing(standing)
    assert viewer.may_publish
    assert viewer.speaker() == viewer.profile_id


@pytest.mark.parametrize("standing", [Standing.AWAITING_APPROVAL, Standing.SUSPENDED, Standing.CLOSED])
def test_nobody_else_speaks(standing: Standing) -> None:
    viewer = with_standing(standing)
    assert not viewer.may_publish
    with pytest.raises(AwaitingApproval):
        viewer.speaker()
