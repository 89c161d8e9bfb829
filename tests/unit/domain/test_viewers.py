from datetime import datetime, timedelta

import pytest

from domain.accounts import Role, Standing
from domain.errors import NotFound, Unauthenticated
from domain.sessions import FRESH_FOR
from domain.viewers import STRANGER, AwaitingApproval, AwaitingConfirmation, ProofNeeded, Viewer
from tests.factories import NOON, a_profile, a_viewer, an_account

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


def test_who_has_confirmed_no_address_is_told_so() -> None:
    viewer = with_standing(Standing.UNCONFIRMED)
    assert not viewer.may_publish
    with pytest.raises(AwaitingConfirmation):
        viewer.speaker()


def test_every_standing_is_in_one_of_the_tests_above() -> None:
    assert len(Standing) == 2 + 3 + 1


@pytest.mark.parametrize("ago", [timedelta(), FRESH_FOR - timedelta(microseconds=1)])
def test_who_showed_who_they_are_a_moment_ago_need_not_again(ago: timedelta) -> None:
    Viewer(account_id=with_role(Role.MEMBER).account_id, proved_at=NOON - ago).check_proved(NOON)


@pytest.mark.parametrize("proved_at", [None, NOON - FRESH_FOR, NOON - 2 * FRESH_FOR])
def test_everybody_else_is_asked(proved_at: datetime | None) -> None:
    viewer = Viewer(account_id=with_role(Role.OWNER).account_id, role=Role.OWNER, proved_at=proved_at)
    with pytest.raises(ProofNeeded):
        viewer.check_proved(NOON)
    with pytest.raises(ProofNeeded):
        STRANGER.check_proved(NOON)
