"""The places that take one-time secrets: each presents one, with all else that it needs in good order."""

from collections.abc import Callable, Mapping

from domain.one_time_tokens import Purpose
from services.accounts.admission import Applicant
from tests.unit.conftest import PASSWORD
from tests.unit.services.one_time_world import AGORA, OWNER, Presenter, World

Present = Callable[[World, str, Presenter], object]


def confirm(world: World, secret: str, by: Presenter) -> object:
    return world.activities.confirming().confirm(secret, browser=by.visit)


def change(world: World, secret: str, by: Presenter) -> object:
    return world.activities.confirming().change(secret, browser=by.visit, session_id=None)


def reset(world: World, secret: str, by: Presenter) -> object:
    """To the same password, so that what comes after can still sign in."""
    return world.activities.recovery().reset(secret, PASSWORD, browser=by.visit)


def by_code(world: World, secret: str, by: Presenter) -> object:
    return world.activities.second_step().by_code(secret, world.app.code, by.visit)


def by_recovery_code(world: World, secret: str, by: Presenter) -> object:
    return world.activities.second_step().by_recovery_code(secret, world.app.recovery_codes[0], by.visit)


def by_passkey(world: World, secret: str, by: Presenter) -> object:
    """The secret is the step; the answer belongs to it."""
    answer = world.signature(world.secrets[Purpose.SECOND_STEP_BY_PASSKEY])
    return world.activities.second_step().by_passkey(secret, answer, by.visit)


def by_passkey_answer(world: World, secret: str, by: Presenter) -> object:
    """The secret is the challenge; the step is one that was begun in the presenter's own browser."""
    return world.activities.second_step().by_passkey(
        world.secrets[Purpose.SECOND_STEP] if by is world.own else world.step(by.visit),
        world.signature(secret),
        by.visit,
    )


def sign_in_by_passkey(world: World, secret: str, by: Presenter) -> object:
    answer = world.signature(secret)
    return world.activities.passkey_sign_in().sign_in(answer, remember=False, browser=by.visit)


def prove_by_passkey(world: World, secret: str, by: Presenter) -> object:
    here = by.session
    world.activities.proving().by_passkey(
        here.account_id, here.session_id, world.signature(secret), browser=here.browser
    )
    return None


def add_passkey(world: World, secret: str, by: Presenter) -> object:
    here = by.session
    return world.activities.passkeys().add(
        here.account_id, here.session_id, world.creation(secret), "Tablet", browser=here.browser
    )


def arrive_as_a_stranger(world: World, secret: str, by: Presenter) -> object:
    return world.arrive(secret, "ada at the harbour", by.visit, None)


def arrive_signed_in(world: World, secret: str, by: Presenter) -> object:
    """As somebody there whom nobody here has linked, or as ada to prove that it is she."""
    is_proof = secret == world.secrets[Purpose.PROVE_BY_PROVIDER]
    subject = "ada at the harbour" if is_proof else "the second of ada"
    return world.arrive(secret, subject, by.session.browser, by.session)


def join(world: World, secret: str, by: Presenter) -> object:
    stranger = Applicant(handle="stella", email="stranger@example.org")
    return world.activities.registering().join(secret, stranger, browser=by.visit)


def reopen(world: World, secret: str, by: Presenter) -> object:
    return world.activities.closing().reopen(secret, browser=by.visit)


def open_the_place(world: World, secret: str, by: Presenter) -> object:
    return world.activities.opening().open(secret, AGORA, OWNER)


PLACES: Mapping[Present, frozenset[Purpose]] = {
    confirm: frozenset({Purpose.CONFIRM_EMAIL}),
    change: frozenset({Purpose.CHANGE_EMAIL}),
    reset: frozenset({Purpose.RESET_PASSWORD}),
    by_code: frozenset({Purpose.SECOND_STEP}),
    by_recovery_code: frozenset({Purpose.SECOND_STEP}),
    by_passkey: frozenset({Purpose.SECOND_STEP}),
    by_passkey_answer: frozenset({Purpose.SECOND_STEP_BY_PASSKEY}),
    sign_in_by_passkey: frozenset({Purpose.SIGN_IN_BY_PASSKEY}),
    prove_by_passkey: frozenset({Purpose.PROVE_BY_PASSKEY}),
    add_passkey: frozenset({Purpose.ADD_PASSKEY}),
    arrive_as_a_stranger: frozenset({Purpose.SIGN_IN_BY_PROVIDER}),
    arrive_signed_in: frozenset({Purpose.LINK_PROVIDER, Purpose.PROVE_BY_PROVIDER}),
    join: frozenset({Purpose.JOIN}),
    reopen: frozenset({Purpose.REOPEN}),
    open_the_place: frozenset({Purpose.SETUP}),
}
"""Where a secret can be presented, and for which it is the right place."""
