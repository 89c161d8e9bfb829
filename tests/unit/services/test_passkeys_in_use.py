"""Passkeys in use: alone, as the second step, as a proof."""

import json
from collections.abc import Callable

import pytest

from adapters.memory.clock import FrozenClock
from bootstrap.gateways import MemoryGateways
from domain.accounts import AccountStopped, Standing
from domain.one_time_tokens import TokenRefused
from domain.security_log import Happening
from domain.sessions import FRESH_FOR, is_fresh
from domain.viewers import Viewer
from services.accounts.entry import ReopeningAsked, SecondStepAsked
from services.accounts.passkey_sign_in import PasskeySignIn
from services.accounts.proving import Proving
from services.accounts.second_step import SecondStep
from services.accounts.sign_in import SignIn
from services.ports.passkeys import PasskeyRefused
from tests.authenticator import Lies, NotAllowed, SoftAuthenticator
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import (
    AT_HOME,
    ELSEWHERE,
    ORIGIN,
    Here,
    account_of,
    entries,
    happenings,
    kept_words,
    let_in,
    tables_of,
)

IsIn = Callable[[str], bool]
AddPasskey = Callable[..., tuple[str, ...]]


@pytest.fixture
def here(
    come_in: Callable[..., Here], add_passkey: AddPasskey, device: SoftAuthenticator, ada: Viewer
) -> Here:
    """Ada, signed in, with a passkey on her device."""
    here = come_in(ada)
    add_passkey(here, device)
    return here


@pytest.fixture
def first_step(sign_in: SignIn, here: Here) -> Callable[[], str]:
    def first_step() -> str:
        asked = sign_in.sign_in("ada", PASSWORD, remember=False, browser=ELSEWHERE)
        assert isinstance(asked, SecondStepAsked)
        return asked.token

    return first_step


def of_any_account(request: str) -> str:
    """As if the list of passkeys that may answer were lost on the way."""
    return json.dumps({**json.loads(request), "allowCredentials": []})


def proved_at(gateways: MemoryGateways, here: Here) -> bool:
    with gateways.begin() as work:
        session = work.sessions.get(here.session_id, owner=here.account_id)
    return is_fresh(session.proved_at, gateways.clock.now())


# Alone


def test_a_passkey_alone_lets_in_without_a_second_step(
    passkey_sign_in: PasskeySignIn,
    gateways: MemoryGateways,
    here: Here,
    device: SoftAuthenticator,
    is_in: IsIn,
) -> None:
    assert account_of(gateways, here.account_id).has_second_factor
    answer = device.get(passkey_sign_in.request(ELSEWHERE), ORIGIN)
    there = let_in(passkey_sign_in.sign_in(answer, remember=True, browser=ELSEWHERE), ELSEWHERE)
    assert is_in(there.token)
    assert there.account_id == here.account_id
    [passkey] = tables_of(gateways).passkeys.values()
    assert passkey.last_used_at == gateways.clock.now()


@pytest.mark.parametrize(
    "lies",
    [
        Lies(user_verified=False),
        Lies(user_present=False, user_verified=False),
        Lies(other_key=True),
        Lies(user_handle="4711"),
        Lies(rp_id="stoa.example"),
        Lies(type="webauthn.create"),
        Lies(credential_id="bm9ib2R5"),
    ],
    ids=str,
)
def test_what_does_not_hold_lets_nobody_in_and_is_noted(
    passkey_sign_in: PasskeySignIn,
    gateways: MemoryGateways,
    here: Here,
    device: SoftAuthenticator,
    lies: Lies,
) -> None:
    request = passkey_sign_in.request(ELSEWHERE)
    before = kept_words(gateways, but=frozenset({"security_log"}))
    with pytest.raises(PasskeyRefused):
        passkey_sign_in.sign_in(device.get(request, ORIGIN, lies), remember=False, browser=ELSEWHERE)
    assert kept_words(gateways, but=frozenset({"security_log"})) == before
    assert (entries(gateways)[-1].what, entries(gateways)[-1].account_id) == (Happening.SIGN_IN_FAILED, None)


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "\x00", "{" * 100_000, '{"response": {}}'])
def test_what_is_no_answer_lets_nobody_in(passkey_sign_in: PasskeySignIn, here: Here, answer: str) -> None:
    with pytest.raises(PasskeyRefused):
        passkey_sign_in.sign_in(answer, remember=False, browser=ELSEWHERE)


def test_a_passkey_for_another_place_lets_nobody_in(
    passkey_sign_in: PasskeySignIn, here: Here, device: SoftAuthenticator
) -> None:
    answer = device.get(passkey_sign_in.request(ELSEWHERE), "http://localhost:9999")
    with pytest.raises(PasskeyRefused):
        passkey_sign_in.sign_in(answer, remember=False, browser=ELSEWHERE)


def test_an_answer_is_good_once_and_in_its_own_visit(
    passkey_sign_in: PasskeySignIn, here: Here, device: SoftAuthenticator
) -> None:
    answer = device.get(passkey_sign_in.request(ELSEWHERE), ORIGIN)
    with pytest.raises(TokenRefused):
        passkey_sign_in.sign_in(answer, remember=False, browser=AT_HOME)
    passkey_sign_in.sign_in(answer, remember=False, browser=ELSEWHERE)
    with pytest.raises(TokenRefused):
        passkey_sign_in.sign_in(answer, remember=False, browser=ELSEWHERE)


def test_a_counter_that_went_back_is_a_copy(
    passkey_sign_in: PasskeySignIn,
    come_in: Callable[..., Here],
    add_passkey: AddPasskey,
    ada: Viewer,
) -> None:
    """W3C Web Authentication, section 6.1.1."""
    key = SoftAuthenticator(counts=True)
    add_passkey(come_in(ada), key)
    for lies in (Lies(), Lies()):
        answer = key.get(passkey_sign_in.request(ELSEWHERE), ORIGIN, lies)
        passkey_sign_in.sign_in(answer, remember=False, browser=ELSEWHERE)
    for count in (0, 1, key.credentials[0].sign_count):
        answer = key.get(passkey_sign_in.request(ELSEWHERE), ORIGIN, Lies(sign_count=count))
        with pytest.raises(PasskeyRefused):
            passkey_sign_in.sign_in(answer, remember=False, browser=ELSEWHERE)


def test_a_passkey_opens_no_suspended_account(
    passkey_sign_in: PasskeySignIn, gateways: MemoryGateways, here: Here, device: SoftAuthenticator
) -> None:
    with gateways.begin() as work:
        account = work.accounts.get(here.account_id)
        account.standing = Standing.SUSPENDED
        work.accounts.save(account)
    answer = device.get(passkey_sign_in.request(ELSEWHERE), ORIGIN)
    with pytest.raises(AccountStopped):
        passkey_sign_in.sign_in(answer, remember=False, browser=ELSEWHERE)


def test_who_closed_their_account_comes_back_by_a_passkey(
    passkey_sign_in: PasskeySignIn, gateways: MemoryGateways, here: Here, device: SoftAuthenticator
) -> None:
    with gateways.begin() as work:
        account = work.accounts.get(here.account_id)
        account.close(gateways.clock.now())
        work.accounts.save(account)
    answer = device.get(passkey_sign_in.request(ELSEWHERE), ORIGIN)
    outcome = passkey_sign_in.sign_in(answer, remember=False, browser=ELSEWHERE)
    assert isinstance(outcome, ReopeningAsked)


# As the second step


def test_as_a_second_step_it_needs_no_finger_face_or_pin(
    second_step: SecondStep, first_step: Callable[[], str], device: SoftAuthenticator, is_in: IsIn
) -> None:
    step = first_step()
    options = second_step.options(step, ELSEWHERE)
    assert (options.app, options.recovery) == (False, True)
    answer = device.get(options.passkey_request or "", ORIGIN, Lies(user_verified=False))
    assert is_in(let_in(second_step.by_passkey(step, answer, ELSEWHERE), ELSEWHERE).token)
    with pytest.raises(TokenRefused):
        second_step.by_passkey(first_step(), answer, ELSEWHERE)


def test_somebody_elses_passkey_is_no_second_step(
    second_step: SecondStep,
    first_step: Callable[[], str],
    come_in: Callable[..., Here],
    add_passkey: AddPasskey,
    gateways: MemoryGateways,
    ada: Viewer,
    bo: Viewer,
) -> None:
    of_bo = SoftAuthenticator()
    add_passkey(come_in(bo), of_bo)
    step = first_step()
    request = second_step.options(step, ELSEWHERE).passkey_request or ""
    with pytest.raises(NotAllowed):
        of_bo.get(request, ORIGIN)
    with pytest.raises(PasskeyRefused):
        second_step.by_passkey(step, of_bo.get(of_any_account(request), ORIGIN), ELSEWHERE)
    assert happenings(gateways, ada)[-1] is Happening.SECOND_STEP_FAILED


def test_a_step_is_not_taken_with_the_challenge_of_another_account_in_the_same_browser(
    second_step: SecondStep,
    sign_in: SignIn,
    here: Here,
    device: SoftAuthenticator,
    come_in: Callable[..., Here],
    add_passkey: AddPasskey,
    bo: Viewer,
) -> None:
    """Two people sign in in one window; the second's challenge, signed with the first's key."""
    of_bo = SoftAuthenticator()
    add_passkey(come_in(bo), of_bo)
    steps = []
    for handle in ("ada", "bo"):
        asked = sign_in.sign_in(handle, PASSWORD, remember=False, browser=ELSEWHERE)
        assert isinstance(asked, SecondStepAsked)
        steps.append(asked.token)
    ada_step, bo_step = steps
    request = second_step.options(bo_step, ELSEWHERE).passkey_request or ""
    with pytest.raises(PasskeyRefused):
        second_step.by_passkey(ada_step, device.get(of_any_account(request), ORIGIN), ELSEWHERE)


# As a proof


def test_a_proof_by_passkey_is_as_good_as_one_by_password(
    proving: Proving, gateways: MemoryGateways, here: Here, device: SoftAuthenticator, clock: FrozenClock
) -> None:
    clock.advance(FRESH_FOR)
    assert not proved_at(gateways, here)
    answer = device.get(proving.passkey_request(here.account_id, here.browser) or "", ORIGIN)
    proving.by_passkey(here.account_id, here.session_id, answer, browser=here.browser)
    assert proved_at(gateways, here)
    clock.advance(FRESH_FOR)
    with pytest.raises(TokenRefused):
        proving.by_passkey(here.account_id, here.session_id, answer, browser=here.browser)
    assert not proved_at(gateways, here)


@pytest.mark.parametrize("lies", [Lies(user_verified=False), Lies(other_key=True)], ids=str)
def test_what_proves_nothing_is_noted(
    proving: Proving,
    gateways: MemoryGateways,
    here: Here,
    device: SoftAuthenticator,
    clock: FrozenClock,
    lies: Lies,
) -> None:
    clock.advance(FRESH_FOR)
    answer = device.get(proving.passkey_request(here.account_id, here.browser) or "", ORIGIN, lies)
    with pytest.raises(PasskeyRefused):
        proving.by_passkey(here.account_id, here.session_id, answer, browser=here.browser)
    assert not proved_at(gateways, here)
    assert happenings(gateways, here.account_id)[-1] is Happening.PROOF_FAILED


def test_somebody_elses_passkey_proves_nothing(
    proving: Proving,
    gateways: MemoryGateways,
    here: Here,
    come_in: Callable[..., Here],
    add_passkey: AddPasskey,
    clock: FrozenClock,
    bo: Viewer,
) -> None:
    of_bo = SoftAuthenticator()
    add_passkey(come_in(bo), of_bo)
    clock.advance(FRESH_FOR)
    request = proving.passkey_request(here.account_id, here.browser) or ""
    with pytest.raises(PasskeyRefused):
        proving.by_passkey(
            here.account_id, here.session_id, of_bo.get(of_any_account(request), ORIGIN), browser=here.browser
        )
    assert not proved_at(gateways, here)


def test_without_a_passkey_there_is_nothing_to_ask_for(
    proving: Proving, come_in: Callable[..., Here], bo: Viewer
) -> None:
    there = come_in(bo)
    assert proving.passkey_request(there.account_id, there.browser) is None
