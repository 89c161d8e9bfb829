"""Whatever happens to an account's safety is really written down, by whoever does it.

TOB-PYPI26-4: events that were recorded and silently dropped.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

import pytest

from domain.accounts import NotToGovern, Role, Standing
from domain.browsers import TERMINAL, UNSEEN, Browser
from domain.errors import Invalid, NotFound
from domain.ids import AccountId
from domain.one_time_tokens import Purpose
from domain.security_log import ANNOUNCED, Happening
from domain.viewers import Viewer
from services.accounts.admission import Applicant
from services.ports.identities import IdentityRefused
from tests.authenticator import Lies
from tests.unit.conftest import PASSWORD
from tests.unit.services import key_changes as changes
from tests.unit.services import one_time_places as places
from tests.unit.services.key_changes import OWNER
from tests.unit.services.one_time_world import World
from tests.unit.services.presence import AT_HOME, ELSEWHERE, entries, tables_of

Act = Callable[[World], object]


def at_the_place(present: places.Present, purpose: Purpose) -> Act:
    return lambda world: present(world, world.secrets[purpose], world.own)


def refused(act: Act) -> Act:
    """Somebody tries in vain."""

    def tried(world: World) -> None:
        with suppress(Invalid, IdentityRefused):
            act(world)

    return tried


def register(world: World) -> object:
    applicant = Applicant(handle="carla", email="carla@example.org", password=PASSWORD)
    return world.activities.registering().register(applicant, browser=AT_HOME)


def guess(world: World) -> object:
    return world.activities.sign_in().sign_in("ada", "wrong", remember=False, browser=ELSEWHERE)


def sign_in_by_a_passkey_that_checked_nobody(world: World) -> object:
    answer = world.signature(world.secrets[Purpose.SIGN_IN_BY_PASSKEY], Lies(user_verified=False))
    return world.activities.passkey_sign_in().sign_in(answer, remember=False, browser=world.own.visit)


def prove_wrongly(world: World) -> object:
    here = world.own.session
    return world.activities.proving().by_password(
        here.account_id, here.session_id, "wrong", browser=here.browser
    )


def ask_for_another_address(world: World) -> object:
    here = world.own.session
    return world.activities.confirming().ask_for_change(
        here.account_id, "third@example.org", browser=here.browser
    )


def change_phone(world: World) -> object:
    here = world.own.session
    return world.activities.settings().change_phone(here.account_id, "+4366012345", browser=here.browser)


def end_the_other(world: World) -> object:
    here = world.own.session
    return world.activities.signed_in_places().end(
        here.account_id, world.own_elsewhere.session.session_id, browser=here.browser
    )


def end_others(world: World) -> object:
    here = world.own.session
    return world.activities.signed_in_places().end_others(
        here.account_id, here.session_id, browser=here.browser
    )


def invite(world: World) -> object:
    by = Viewer(account_id=world.ada, role=Role.MEMBER)
    return world.activities.inviting().invite(
        note="", most=1, days=1, by=by, browser=world.own.session.browser
    )


def end_an_invitation(world: World) -> object:
    invite(world)
    [invitation_id] = tables_of(world.gateways).invitations
    return world.activities.inviting().end(
        invitation_id, by=Viewer(account_id=world.ada), browser=world.own.session.browser
    )


def ask_for_an_export(world: World) -> object:
    return world.activities.exporting().ask(world.ada, browser=world.own.session.browser)


def take_an_export(world: World) -> object:
    ask_for_an_export(world)
    [export_id] = tables_of(world.gateways).exports
    exporting = world.activities.exporting()
    exporting.prepare(export_id)
    return exporting.take(world.ada, export_id, browser=world.own.session.browser)


def govern(name: str, *more: object) -> Act:
    return lambda world: getattr(world.activities.governing(), name)(world.ada, *more, by=OWNER)


def rename(world: World) -> object:
    with world.gateways.begin() as work:
        profile = work.profiles.first_of(world.ada)
    return world.activities.profiles().rename(
        world.ada, profile.id, "acanthus", browser=world.own.session.browser
    )


def add_a_profile(world: World) -> object:
    return world.activities.profiles().add(world.ada, "acanthus", "", browser=world.own.session.browser)


ACTS: Mapping[Happening, tuple[Act, ...]] = {
    Happening.REGISTERED: (register, at_the_place(places.join, Purpose.JOIN)),
    Happening.CONFIRMED: (at_the_place(places.confirm, Purpose.CONFIRM_EMAIL),),
    Happening.EMAIL_CHANGE_ASKED: (ask_for_another_address,),
    Happening.EMAIL_CHANGED: (changes.changed_address,),
    Happening.PHONE_CHANGED: (change_phone,),
    Happening.SIGNED_IN: (at_the_place(places.join, Purpose.JOIN),),
    Happening.SIGNED_IN_ON_NEW_DEVICE: (
        at_the_place(places.by_code, Purpose.SECOND_STEP),
        at_the_place(places.sign_in_by_passkey, Purpose.SIGN_IN_BY_PASSKEY),
        at_the_place(places.reopen, Purpose.REOPEN),
    ),
    Happening.SIGN_IN_FAILED: (
        refused(guess),
        refused(sign_in_by_a_passkey_that_checked_nobody),
        refused(
            lambda world: world.arrive_denied(
                world.secrets[Purpose.SIGN_IN_BY_PROVIDER], world.own.visit, None
            )
        ),
    ),
    Happening.SECOND_STEP_FAILED: (
        refused(
            lambda world: world.activities.second_step().by_code(
                world.secrets[Purpose.SECOND_STEP], "000000", world.own.visit
            )
        ),
    ),
    Happening.SIGNED_OUT: (lambda world: world.activities.sign_in().sign_out(world.own.session.browser),),
    Happening.SESSION_ENDED: (end_the_other,),
    Happening.OTHER_SESSIONS_ENDED: (end_others,),
    Happening.PROOF_FAILED: (
        refused(prove_wrongly),
        refused(
            lambda world: world.arrive_denied(
                world.secrets[Purpose.PROVE_BY_PROVIDER], world.own.session.browser, world.own.session
            )
        ),
    ),
    Happening.PASSWORD_CHANGED: (changes.changed_password,),
    Happening.PASSWORD_RESET_ASKED: (
        lambda world: world.activities.recovery().ask("ada@example.org", browser=ELSEWHERE),
        lambda world: world.activities.recovery().ask("nobody@example.org", browser=ELSEWHERE),
    ),
    Happening.PASSWORD_RESET: (changes.reset_password,),
    Happening.APP_ADDED: (changes.added_app,),
    Happening.APP_REMOVED: (changes.removed_app,),
    Happening.RECOVERY_CODES_MADE: (changes.renewed_recovery_codes,),
    Happening.RECOVERY_CODE_USED: (at_the_place(places.by_recovery_code, Purpose.SECOND_STEP),),
    Happening.PASSKEY_ADDED: (changes.added_passkey,),
    Happening.PASSKEY_REMOVED: (changes.removed_passkey,),
    Happening.LOGIN_LINKED: (changes.linked_login,),
    Happening.LOGIN_UNLINKED: (changes.unlinked_login,),
    Happening.PROFILE_ADDED: (add_a_profile,),
    Happening.HANDLE_CHANGED: (rename,),
    Happening.INVITATION_MADE: (invite,),
    Happening.INVITATION_ENDED: (end_an_invitation,),
    Happening.EXPORT_ASKED: (ask_for_an_export,),
    Happening.EXPORT_TAKEN: (take_an_export,),
    Happening.CLOSED: (changes.closed,),
    Happening.REOPENED: (at_the_place(places.reopen, Purpose.REOPEN),),
    Happening.APPROVED: (govern("approve"),),
    Happening.CONFIRMED_BY_STAFF: (govern("confirm"),),
    Happening.LIMITED: (govern("limit", "Too loud."),),
    Happening.SUSPENDED: (govern("suspend", "Too loud."),),
    Happening.LIFTED: (govern("lift"),),
    Happening.SIGNED_OUT_BY_STAFF: (changes.signed_out_by_staff,),
    Happening.SECOND_FACTOR_RESET: (changes.factors_reset_by_staff, changes.factors_reset_by_the_owner),
    Happening.PASSWORD_SET: (changes.password_set_by_the_owner,),
    Happening.ROLE_CHANGED: (changes.role_given_by_staff, changes.role_given_by_the_owner),
}
"""For everything that can happen, whatever makes it happen."""

CASES = [(what, act) for what, acts in ACTS.items() for act in acts]


@pytest.fixture(scope="module")
def settled() -> World:
    return World()


@pytest.fixture
def world(settled: World) -> Iterator[World]:
    settled.restore()
    yield settled
    settled.restore()


def test_everything_that_can_happen_is_in_the_table() -> None:
    assert set(ACTS) == set(Happening)


@pytest.mark.parametrize(("what", "act"), CASES, ids=[what.value for what, _ in CASES])
def test_what_happens_is_written_down_and_announced_where_it_should_be(
    world: World, what: Happening, act: Act
) -> None:
    before, jobs = len(entries(world.gateways)), set(tables_of(world.gateways).jobs)
    act(world)
    new = entries(world.gateways)[before:]
    assert what in [entry.what for entry in new]
    assert all(entry.at == world.clock.now() for entry in new)
    kept = tables_of(world.gateways).jobs
    announced = [
        kept[job].payload["entry_id"]
        for job in sorted(set(kept) - jobs)
        if kept[job].handler == "letters.notice"
    ]
    assert announced == [entry.id for entry in new if entry.what in ANNOUNCED]


def newest(world: World, act: Act) -> tuple[AccountId | None, Browser, AccountId | None, str]:
    """Whose entry an act left, from where, by whom, and what it says besides."""
    act(world)
    entry = entries(world.gateways)[-1]
    browser = Browser(device=entry.device, network=entry.network)
    return entry.account_id, browser, entry.actor_id, entry.detail


def test_a_person_sees_from_where_they_did_it(world: World) -> None:
    here = world.own.session.browser
    from_here = Browser(device=here.device, network=here.network)
    assert newest(world, changes.changed_password) == (world.ada, from_here, None, "")
    assert newest(world, change_phone) == (world.ada, from_here, None, "")


def test_what_staff_do_names_them_and_not_where_they_sit(world: World) -> None:
    assert newest(world, govern("limit", "Too loud.")) == (world.ada, UNSEEN, OWNER.account_id, "Too loud.")
    role = newest(world, changes.role_given_by_staff)
    assert role == (world.ada, UNSEEN, OWNER.account_id, "moderator")
    owner = newest(world, changes.role_given_by_the_owner)
    assert owner == (world.ada, TERMINAL, None, "moderator")


def test_a_try_at_nobodys_account_is_written_down_as_nobodys(world: World) -> None:
    def guess_nobody(world: World) -> object:
        return world.activities.sign_in().sign_in("nobody_here", "x", remember=False, browser=ELSEWHERE)

    where = Browser(device=ELSEWHERE.device, network=ELSEWHERE.network)
    assert newest(world, refused(guess_nobody)) == (None, where, None, "")


def test_a_refused_act_of_staff_leaves_no_entry(world: World) -> None:
    before = entries(world.gateways)
    for by in (Viewer(account_id=world.ada, role=Role.OWNER), Viewer(account_id=AccountId(7))):
        with pytest.raises((NotToGovern, NotFound)):
            world.activities.governing().suspend(world.ada, "", by=by)
    assert entries(world.gateways) == before
    with world.gateways.begin() as work:
        assert work.accounts.get(world.ada).standing is Standing.ACTIVE
