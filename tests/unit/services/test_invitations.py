"""Invitations: who may make them, whom they let in, and when they are over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.memory.clock import FrozenClock
from adapters.memory.invitations import InMemoryInvitations
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from domain.accounts import Role, Standing
from domain.errors import EditedMeanwhile, Invalid, NotFound
from domain.ids import AccountId, InvitationId
from domain.invitations import MAX_OPEN_INVITATIONS, Invitation, InvitationOver, TooManyInvitations
from domain.place import Registration
from domain.security_log import Happening
from domain.sessions import digest_of
from domain.viewers import STRANGER, Viewer
from services.accounts.admission import Applicant
from services.accounts.inviting import Inviting
from services.accounts.registration import Registering, RegistrationClosed
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import AT_HOME, happenings, id_of, kept_words, tables_of

CARLA = Applicant(handle="carla", email="carla@example.org", password=PASSWORD)


@pytest.fixture
def invite(inviting: Inviting, ada: Viewer) -> Callable[..., str]:
    def invite(by: Viewer = ada, *, most: int = 1, days: int = 7, note: str = "For Carla") -> str:
        return inviting.invite(note=note, most=most, days=days, by=by, browser=AT_HOME)

    return invite


@pytest.fixture
def rule(container: Container, gateways: MemoryGateways, join: Callable[..., Viewer]) -> Callable[..., None]:
    """Have the owner choose who may join."""
    owner = join("zeno", role=Role.OWNER)

    def rule(mode: Registration, *, members_may_invite: bool = True) -> None:
        container.place_keeping().change(
            name="The Porch",
            tagline="",
            registration=mode.value,
            staff_need_second_factor=False,
            members_may_invite=members_may_invite,
            version=gateways.place_queries.card().version,
            by=owner,
        )

    return rule


@pytest.mark.parametrize("mode", [Registration.OPEN, Registration.APPROVAL, Registration.INVITE])
def test_who_is_invited_comes_in_without_approval(
    registering: Registering,
    gateways: MemoryGateways,
    rule: Callable[..., None],
    invite: Callable[..., str],
    ada: Viewer,
    mode: Registration,
) -> None:
    rule(mode)
    key = invite()
    assert registering.is_open_with(key)
    registering.register(replace(CARLA, invitation=key), browser=AT_HOME)
    with gateways.begin() as work:
        carla = work.accounts.by_handle("carla")
    assert carla is not None
    assert (carla.invited_by, carla.needs_approval) == (ada.account_id, False)
    assert [branch.handle for branch in gateways.invitation_queries.tree(id_of(ada))] == ["ada", "carla"]


def test_a_closed_place_takes_no_invitation(
    registering: Registering, rule: Callable[..., None], invite: Callable[..., str]
) -> None:
    key = invite()
    rule(Registration.CLOSED)
    assert not registering.is_open_with(key)
    with pytest.raises(RegistrationClosed):
        registering.register(replace(CARLA, invitation=key), browser=AT_HOME)


# How an invitation ends: each is done to ada's, in its own way


def use_up(container: Container, clock: FrozenClock, ada: Viewer, key: str) -> None:
    somebody = Applicant(handle="dora", email="dora@example.org", password=PASSWORD, invitation=key)
    container.accounts.registering().register(somebody, browser=AT_HOME)


def end(container: Container, clock: FrozenClock, ada: Viewer, key: str) -> None:
    [invitation_id] = tables_of(container.gateways()).invitations
    container.accounts.inviting().end(invitation_id, by=ada, browser=AT_HOME)


def let_it_expire(container: Container, clock: FrozenClock, ada: Viewer, key: str) -> None:
    clock.advance(timedelta(days=7))


def suspend_its_maker(container: Container, clock: FrozenClock, ada: Viewer, key: str) -> None:
    owner = Viewer(account_id=AccountId(7), role=Role.OWNER)
    container.accounts.governing().suspend(id_of(ada), "", by=owner)


def close_its_makers_account(container: Container, clock: FrozenClock, ada: Viewer, key: str) -> None:
    container.accounts.closing().close(id_of(ada), browser=AT_HOME)


@pytest.mark.parametrize("ending", [use_up, end, let_it_expire, suspend_its_maker, close_its_makers_account])
@pytest.mark.parametrize("email", ["carla@example.org", "bo@example.org"])
@pytest.mark.usefixtures("bo")
def test_an_invitation_that_is_over_lets_nobody_in_nor_tells_who_is_here(
    registering: Registering,
    container: Container,
    gateways: MemoryGateways,
    clock: FrozenClock,
    ada: Viewer,
    rule: Callable[..., None],
    invite: Callable[..., str],
    ending: Callable[..., None],
    email: str,
) -> None:
    rule(Registration.INVITE)
    key = invite()
    ending(container, clock, ada, key)
    before = kept_words(gateways)
    assert not registering.is_open_with(key)
    with pytest.raises(InvitationOver):
        registering.register(replace(CARLA, email=email, invitation=key), browser=AT_HOME)
    assert kept_words(gateways) == before


@pytest.mark.parametrize("key", ["guess", "\ud800", "x" * 10_000])
def test_a_key_that_nobody_made_lets_nobody_in(
    registering: Registering, rule: Callable[..., None], key: str
) -> None:
    rule(Registration.INVITE)
    assert not registering.is_open_with(key)
    with pytest.raises(InvitationOver):
        registering.register(replace(CARLA, invitation=key), browser=AT_HOME)


def test_a_fault_takes_no_place_and_neither_does_a_known_address(
    registering: Registering, rule: Callable[..., None], invite: Callable[..., str], bo: Viewer
) -> None:
    rule(Registration.INVITE)
    key = invite()
    with pytest.raises(Invalid):
        registering.register(replace(CARLA, handle="bo", invitation=key), browser=AT_HOME)
    registering.register(replace(CARLA, email="bo@example.org", invitation=key), browser=AT_HOME)
    assert registering.is_open_with(key)
    registering.register(replace(CARLA, invitation=key), browser=AT_HOME)
    assert not registering.is_open_with(key)


def test_of_two_who_take_the_last_place_at_once_one_comes_in(
    gateways: MemoryGateways, clock: FrozenClock, invite: Callable[..., str]
) -> None:
    digest = digest_of(invite())
    with gateways.begin() as work:
        one, other = work.invitations.by_digest(digest), work.invitations.by_digest(digest)
        assert one is not None
        assert other is not None
    one.use(clock.now())
    other.use(clock.now())
    with gateways.begin() as work:
        work.invitations.save(one)
    with pytest.raises(EditedMeanwhile), gateways.begin() as work:
        work.invitations.save(other)


def test_who_was_slower_by_a_moment_takes_another_place_if_one_is_left(
    registering: Registering,
    gateways: MemoryGateways,
    clock: FrozenClock,
    rule: Callable[..., None],
    invite: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a database would tell: the invitation was used between the look and the save."""
    rule(Registration.INVITE)
    keys, save = {most: invite(most=most) for most in (1, 2)}, InMemoryInvitations.save

    def slower(kept: InMemoryInvitations, invitation: Invitation) -> None:
        monkeypatch.setattr(InMemoryInvitations, "save", save)
        with gateways.begin() as work:
            other = work.invitations.get(invitation.id)
            other.use(clock.now())
            work.invitations.save(other)
        raise EditedMeanwhile

    for most, key in keys.items():
        monkeypatch.setattr(InMemoryInvitations, "save", slower)
        applicant = replace(CARLA, invitation=key)
        if most == 2:
            registering.register(applicant, browser=AT_HOME)
            continue
        with pytest.raises(InvitationOver):
            registering.register(applicant, browser=AT_HOME)


# Who may invite


def test_members_invite_as_long_as_the_owner_lets_them_and_staff_always(
    inviting: Inviting, rule: Callable[..., None], ada: Viewer, moderator: Viewer
) -> None:
    assert inviting.may_invite(ada)
    rule(Registration.OPEN, members_may_invite=False)
    assert not inviting.may_invite(ada)
    assert inviting.may_invite(moderator)
    with pytest.raises(NotFound):
        inviting.invite(note="", most=1, days=1, by=ada, browser=AT_HOME)


@pytest.mark.parametrize("standing", [s for s in Standing if not s.may_publish])
def test_who_may_not_publish_invites_nobody(
    inviting: Inviting, join: Callable[..., Viewer], standing: Standing
) -> None:
    for viewer in (join("eve", standing=standing), replace(join("mo", standing=standing), role=Role.OWNER)):
        with pytest.raises(NotFound):
            inviting.invite(note="", most=1, days=1, by=viewer, browser=AT_HOME)


def test_a_stranger_invites_nobody(inviting: Inviting, ada: Viewer) -> None:
    with pytest.raises(NotFound):
        inviting.invite(note="", most=1, days=1, by=STRANGER, browser=AT_HOME)


def test_a_member_has_ten_open_invitations_and_staff_any_number(
    invite: Callable[..., str], clock: FrozenClock, moderator: Viewer
) -> None:
    for _ in range(MAX_OPEN_INVITATIONS):
        invite(days=1)
    with pytest.raises(TooManyInvitations):
        invite()
    for _ in range(MAX_OPEN_INVITATIONS + 1):
        invite(moderator, most=500)
    clock.advance(timedelta(days=1))
    invite()


@pytest.mark.parametrize(("most", "role"), [(11, Role.MEMBER), (1001, Role.MODERATOR)])
def test_each_lets_in_as_many_as_the_role_may(
    inviting: Inviting, join: Callable[..., Viewer], most: int, role: Role
) -> None:
    with pytest.raises(Invalid) as refused:
        inviting.invite(note="x" * 101, most=most, days=91, by=join("eve", role=role), browser=AT_HOME)
    assert set(refused.value.fields) == {"note", "most", "days"}


def test_ones_own_and_as_staff_anybodys_are_ended_and_it_is_noted(
    inviting: Inviting,
    gateways: MemoryGateways,
    invite: Callable[..., str],
    ada: Viewer,
    bo: Viewer,
    moderator: Viewer,
) -> None:
    invite()
    [invitation_id] = tables_of(gateways).invitations
    for viewer in (bo, STRANGER):
        with pytest.raises(NotFound):
            inviting.end(invitation_id, by=viewer, browser=AT_HOME)
    inviting.end(invitation_id, by=moderator, browser=AT_HOME)
    assert happenings(gateways, ada)[-2:] == [Happening.INVITATION_MADE, Happening.INVITATION_ENDED]
    with pytest.raises(NotFound):
        inviting.end(InvitationId(1), by=moderator, browser=AT_HOME)


def test_the_key_itself_is_not_kept(gateways: MemoryGateways, invite: Callable[..., str]) -> None:
    assert invite() not in "".join(kept_words(gateways).values())
