from collections.abc import Callable
from datetime import timedelta

import pytest

from adapters.memory.accounts import InMemoryAccounts
from adapters.memory.clock import FrozenClock
from adapters.memory.passwords import QuickHasher
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from domain.accounts import AccountStopped, KeysChanged, Role, Standing
from domain.browsers import MAX_DEVICE, Browser
from domain.errors import EditedMeanwhile, Invalid
from domain.sessions import (
    BROWSER_SESSION_FOR,
    IDLE_FOR,
    REMEMBERED_FOR,
    REMEMBERED_IDLE_FOR,
    SEEN_EVERY,
    digest_of,
)
from domain.viewers import Viewer
from services.accounts.admission import Applicant
from services.accounts.sign_in import NO_MATCH, SignIn
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import AT_HOME, ELSEWHERE, Here, account_of, id_of, kept_words, let_in

IsIn = Callable[[str], bool]

A_SECOND = timedelta(seconds=1)


def refusal(sign_in: SignIn, login: str, password: str, browser: Browser = AT_HOME) -> dict[str, object]:
    with pytest.raises(Invalid) as refused:
        sign_in.sign_in(login, password, remember=False, browser=browser)
    return dict(refused.value.fields)


@pytest.mark.parametrize(
    "login",
    ["ada", "@ada", "ADA", " @Ada ", "ada@example.org", "ADA@EXAMPLE.ORG", " ada@Example.org\n", "ada\x00"],
)
def test_people_come_in_by_handle_or_address_in_any_case(
    sign_in: SignIn, gateways: MemoryGateways, ada: Viewer, login: str
) -> None:
    here = let_in(sign_in.sign_in(login, PASSWORD, remember=False, browser=AT_HOME), AT_HOME)
    visit = gateways.session_queries.visit(digest_of(here.token), gateways.clock.now())
    assert visit is not None
    assert (visit.viewer.account_id, visit.viewer.profile_id) == (ada.account_id, ada.profile_id)
    assert visit.viewer.session_id == here.session_id


def test_an_address_typed_with_its_accents_apart_is_the_same_address(
    sign_in: SignIn, container: Container, join: Callable[..., Viewer]
) -> None:
    applicant = Applicant(handle="zoe", email="zoé@example.org", password=PASSWORD)
    container.accounts.staffing().create(applicant, role=Role.MEMBER)
    sign_in.sign_in("zoe\u0301@example.org", PASSWORD, remember=False, browser=AT_HOME)


@pytest.mark.parametrize(
    "login", ["", "@", "@@ada", "ad", "adaa", "ada@example.com", "'; --", "\ud800", "x" * 100_000, "a_da"]
)
def test_an_unknown_account_reads_like_a_wrong_password(sign_in: SignIn, ada: Viewer, login: str) -> None:
    assert refusal(sign_in, login, PASSWORD) == refusal(sign_in, "ada", "wrong") == {"login": NO_MATCH}


@pytest.mark.parametrize(
    "password", ["", " " + PASSWORD, PASSWORD.upper(), PASSWORD + "\x00", "x" * 100_000, "\ud800"]
)
def test_only_the_very_password_opens(sign_in: SignIn, ada: Viewer, password: str) -> None:
    assert refusal(sign_in, "ada", password) == {"login": NO_MATCH}


def test_an_unknown_account_costs_as_much_work_as_a_wrong_password(sign_in: SignIn, ada: Viewer) -> None:
    class Counting(QuickHasher):
        work = 0

        def verify(self, password: str, hash: str) -> bool:
            Counting.work += 1
            return super().verify(password, hash)

    sign_in._hasher = Counting()
    refusal(sign_in, "ada", "wrong")
    known, Counting.work = Counting.work, 0
    refusal(sign_in, "nobody_here", "wrong")
    assert Counting.work == known == 1


def test_a_suspended_account_is_told_so_only_with_the_right_password(
    sign_in: SignIn, join: Callable[..., Viewer]
) -> None:
    join("eve", standing=Standing.SUSPENDED)
    assert refusal(sign_in, "eve", "wrong") == {"login": NO_MATCH}
    with pytest.raises(AccountStopped):
        sign_in.sign_in("eve", PASSWORD, remember=False, browser=AT_HOME)


@pytest.mark.parametrize("standing", [Standing.LIMITED, Standing.AWAITING_APPROVAL, Standing.UNCONFIRMED])
def test_others_come_in(
    enter: Callable[..., str], join: Callable[..., Viewer], is_in: IsIn, standing: Standing
) -> None:
    assert is_in(enter(join("eve", standing=standing)))


def test_a_suspension_ends_what_was_begun_before(
    enter: Callable[..., str], gateways: MemoryGateways, ada: Viewer, is_in: IsIn
) -> None:
    token = enter(ada)
    with gateways.begin() as work:
        account = work.accounts.get(id_of(ada))
        account.standing = Standing.SUSPENDED
        work.accounts.save(account)
    assert not is_in(token)


def test_signing_in_kills_the_token_that_the_browser_held(
    ada: Viewer, come_in: Callable[..., Here], is_in: IsIn
) -> None:
    old = come_in(ada)
    new = come_in(ada, old.browser)
    assert new.token != old.token
    assert is_in(new.token)
    assert not is_in(old.token)


def test_a_token_planted_in_a_browser_dies_with_the_sign_in(
    ada: Viewer, bo: Viewer, come_in: Callable[..., Here], is_in: IsIn
) -> None:
    planted = come_in(bo)
    victim = come_in(ada, Browser(device="x", network=AT_HOME.network, session_token=planted.token))
    assert victim.account_id == ada.account_id
    assert not is_in(planted.token)
    assert is_in(victim.token)


def test_other_browsers_stay_signed_in(ada: Viewer, enter: Callable[..., str], is_in: IsIn) -> None:
    tokens = [enter(ada, AT_HOME), enter(ada, ELSEWHERE)]
    assert len(set(tokens)) == 2
    assert all(map(is_in, tokens))


@pytest.mark.parametrize(
    ("remember", "idles", "lasts"),
    [(False, IDLE_FOR, BROWSER_SESSION_FOR), (True, REMEMBERED_IDLE_FOR, REMEMBERED_FOR)],
)
def test_a_session_ends_when_its_time_is_over_and_sooner_when_nobody_uses_it(
    sign_in: SignIn,
    clock: FrozenClock,
    ada: Viewer,
    is_in: IsIn,
    remember: bool,
    idles: timedelta,
    lasts: timedelta,
) -> None:
    used, unused = (
        let_in(sign_in.sign_in("ada", PASSWORD, remember=remember, browser=browser), browser).token
        for browser in (AT_HOME, ELSEWHERE)
    )
    clock.advance(idles - A_SECOND)
    sign_in.note_seen(used)
    assert is_in(unused)
    clock.advance(A_SECOND)
    assert not is_in(unused)
    while lasts - idles > idles:
        lasts -= idles
        clock.advance(idles - A_SECOND)
        sign_in.note_seen(used)
    assert is_in(used)
    clock.advance(idles)
    assert not is_in(used)


def test_signing_out_ends_the_session_and_twice_is_no_error(
    sign_in: SignIn, ada: Viewer, come_in: Callable[..., Here], is_in: IsIn
) -> None:
    here, there = come_in(ada), come_in(ada, ELSEWHERE)
    sign_in.sign_out(here.browser)
    sign_in.sign_out(here.browser)
    sign_in.sign_out(AT_HOME)
    assert not is_in(here.token)
    assert is_in(there.token)


def test_the_tokens_themselves_are_not_kept(
    gateways: MemoryGateways, ada: Viewer, come_in: Callable[..., Here]
) -> None:
    here = come_in(ada)
    kept = "".join(kept_words(gateways).values())
    assert here.token not in kept
    assert str(here.browser.device_token) not in kept
    assert digest_of(here.token) in kept


def test_a_long_description_of_a_browser_is_cut(
    gateways: MemoryGateways, ada: Viewer, come_in: Callable[..., Here]
) -> None:
    here = come_in(ada, Browser(device="x" * 10_000, network=AT_HOME.network))
    [line] = gateways.session_queries.of(here.account_id, gateways.clock.now())
    assert len(line.device) == MAX_DEVICE


def test_an_outdated_hash_is_renewed_while_the_password_is_at_hand(
    sign_in: SignIn, gateways: MemoryGateways, ada: Viewer
) -> None:
    newer = QuickHasher(generation=2)
    sign_in._hasher = newer
    refusal(sign_in, "ada", "wrong")
    assert newer.is_outdated(kept_hash(gateways, ada))
    sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)
    assert not newer.is_outdated(kept_hash(gateways, ada))
    sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)


def test_renewing_a_hash_never_brings_an_old_password_back(
    sign_in: SignIn, container: Container, gateways: MemoryGateways, ada: Viewer
) -> None:
    """The password is changed from a terminal while the old one is being hashed anew."""

    class Interrupted(QuickHasher):
        def hash(self, password: str) -> str:
            if password == PASSWORD:
                container.accounts.staffing().reset_password("ada", "somewhere else entirely")
            return super().hash(password)

        def verify(self, password: str, hash: str) -> bool:
            return QuickHasher().verify(password, hash)

    sign_in._hasher = Interrupted(generation=2)
    with pytest.raises(KeysChanged):
        sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)
    assert not gateways.session_queries.of(id_of(ada), gateways.clock.now())
    assert QuickHasher().verify("somewhere else entirely", kept_hash(gateways, ada))
    assert not QuickHasher().verify(PASSWORD, kept_hash(gateways, ada))


def test_a_suspension_while_a_password_is_checked_lets_nobody_in(
    sign_in: SignIn,
    container: Container,
    gateways: MemoryGateways,
    ada: Viewer,
    moderator: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A hash takes its time: no session begins after the others were ended."""
    is_right = sign_in._is_right

    def slowly(*args: object) -> bool:
        right = is_right(*args)  # type: ignore[arg-type]  # passed on as they are
        container.accounts.governing().suspend(id_of(ada), "", by=moderator)
        return right

    monkeypatch.setattr(sign_in, "_is_right", slowly)
    with pytest.raises(AccountStopped):
        sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)
    container.accounts.governing().lift(id_of(ada), by=moderator)
    assert not gateways.session_queries.of(id_of(ada), gateways.clock.now())


def test_a_hash_that_can_not_be_renewed_just_now_keeps_nobody_out(
    sign_in: SignIn,
    gateways: MemoryGateways,
    ada: Viewer,
    come_in: Callable[..., Here],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody changes another thing about the account at the very moment."""
    sign_in._hasher = QuickHasher(generation=2)

    def edited(*_: object) -> None:
        raise EditedMeanwhile

    monkeypatch.setattr(InMemoryAccounts, "save", edited)
    come_in(ada)
    assert sign_in._hasher.is_outdated(kept_hash(gateways, ada))


def kept_hash(gateways: MemoryGateways, ada: Viewer) -> str:
    return account_of(gateways, ada).password_hash or ""


def test_when_a_session_was_seen_is_kept_once_a_minute(
    sign_in: SignIn, gateways: MemoryGateways, clock: FrozenClock, ada: Viewer, enter: Callable[..., str]
) -> None:
    token = enter(ada)
    began = clock.now()
    clock.advance(SEEN_EVERY - timedelta(seconds=1))
    sign_in.note_seen(token)
    assert last_seen(gateways, token) == began
    clock.advance(timedelta(seconds=1))
    sign_in.note_seen(token)
    assert last_seen(gateways, token) == clock.now()


def last_seen(gateways: MemoryGateways, token: str) -> object:
    visit = gateways.session_queries.visit(digest_of(token), gateways.clock.now())
    assert visit is not None
    return visit.last_seen_at


def test_a_session_that_ended_meanwhile_is_seen_no_more(sign_in: SignIn) -> None:
    sign_in.note_seen("a token that nobody holds")


def test_losing_the_race_to_note_a_session_is_no_loss(sign_in: SignIn) -> None:
    def begin() -> None:
        raise EditedMeanwhile

    sign_in._begin = begin  # type: ignore[assignment]  # another request was quicker
    sign_in.note_seen("token")
