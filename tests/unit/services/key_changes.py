"""Everything that changes what opens an account: here it is ada's."""

from collections.abc import Callable
from dataclasses import replace

from domain.accounts import Role
from domain.ids import AccountId
from domain.one_time_tokens import Purpose
from domain.viewers import Viewer
from tests.unit.conftest import PASSWORD
from tests.unit.services.one_time_world import World
from tests.unit.services.presence import tables_of

NEW = "another long password"
OWNER = Viewer(account_id=AccountId(7), role=Role.OWNER)

Change = Callable[[World], object]


def changed_password(world: World) -> object:
    here = world.own.session
    return world.activities.settings().change_password(
        here.account_id, current=PASSWORD, new=NEW, session_id=here.session_id, browser=here.browser
    )


def changed_address(world: World) -> object:
    here = world.own.session
    return world.activities.confirming().change(
        world.secrets[Purpose.CHANGE_EMAIL], browser=here.browser, session_id=here.session_id
    )


def added_app(world: World) -> object:
    """As if there had been none yet; beside the passkey that there is."""
    here, two_factor = world.own.session, world.activities.two_factor()
    with world.gateways.begin() as work:
        factor = work.second_factors.of(here.account_id)
        factor.remove_app()
        work.second_factors.save(factor)
    code = replace(world.app, secret=two_factor.begin(here.account_id).secret).code
    return two_factor.confirm(here.account_id, here.session_id, code, browser=here.browser)


def removed_app(world: World) -> object:
    here = world.own.session
    return world.activities.two_factor().remove(
        here.account_id, here.session_id, PASSWORD, browser=here.browser
    )


def renewed_recovery_codes(world: World) -> object:
    here = world.own.session
    return world.activities.two_factor().renew_recovery(
        here.account_id, here.session_id, browser=here.browser
    )


def added_passkey(world: World) -> object:
    here = world.own.session
    answer = world.creation(world.secrets[Purpose.ADD_PASSKEY])
    return world.activities.passkeys().add(
        here.account_id, here.session_id, answer, "Tablet", browser=here.browser
    )


def removed_passkey(world: World) -> object:
    here, [passkey_id] = world.own.session, tables_of(world.gateways).passkeys
    return world.activities.passkeys().remove(
        here.account_id, here.session_id, passkey_id, PASSWORD, browser=here.browser
    )


def linked_login(world: World) -> object:
    here = world.own.session
    return world.arrive(world.secrets[Purpose.LINK_PROVIDER], "another", here.browser, here)


def unlinked_login(world: World) -> object:
    here, [login_id] = world.own.session, tables_of(world.gateways).linked_logins
    return world.activities.linked_logins().unlink(
        here.account_id, here.session_id, login_id, browser=here.browser
    )


def reset_password(world: World) -> object:
    key = world.secrets[Purpose.RESET_PASSWORD]
    return world.activities.recovery().reset(key, NEW, browser=world.own.visit)


def password_set_by_the_owner(world: World) -> object:
    return world.activities.staffing().reset_password("ada", NEW)


def role_given_by_the_owner(world: World) -> object:
    return world.activities.staffing().promote("ada", Role.MODERATOR)


def factors_reset_by_the_owner(world: World) -> object:
    return world.activities.staffing().reset_second_factor("ada")


def role_given_by_staff(world: World) -> object:
    return world.activities.governing().change_role(world.ada, Role.MODERATOR, by=OWNER)


def factors_reset_by_staff(world: World) -> object:
    return world.activities.governing().reset_second_factor(world.ada, by=OWNER)


def signed_out_by_staff(world: World) -> object:
    return world.activities.governing().sign_out(world.ada, by=OWNER)


def suspended(world: World) -> object:
    return world.activities.governing().suspend(world.ada, "", by=OWNER)


def closed(world: World) -> object:
    return world.activities.closing().close(world.ada, browser=world.own.session.browser)


BY_ONESELF = (
    changed_password,
    changed_address,
    added_app,
    removed_app,
    renewed_recovery_codes,
    added_passkey,
    removed_passkey,
    linked_login,
    unlinked_login,
)
"""From a browser that is signed in and stays so."""

FROM_ELSEWHERE = (
    reset_password,
    password_set_by_the_owner,
    role_given_by_the_owner,
    factors_reset_by_the_owner,
    role_given_by_staff,
    factors_reset_by_staff,
    signed_out_by_staff,
    suspended,
    closed,
)
