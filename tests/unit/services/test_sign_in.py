from collections.abc import Callable
from datetime import timedelta

import pytest

from adapters.memory.clock import FrozenClock
from adapters.memory.passwords import QuickHasher
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from domain.accounts import AccountStopped, Role, Standing
from domain.errors import EditedMeanwhile, Invalid, TooMany
from domain.sessions import BROWSER_SESSION_FOR, REMEMBERED_FOR, SEEN_EVERY, digest_of
from domain.viewers import Viewer
from services.accounts.admission import Applicant
from services.accounts.sign_in import MAX_DEVICE, NO_MATCH, TRIES_FOR_ONE, TRIES_FROM_NETWORK, Browser, SignIn
from tests.unit.conftest import PASSWORD
from tests.unit.services.conftest import AT_HOME, ELSEWHERE

IsIn = Callable[[str], bool]


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
    token, session = sign_in.sign_in(login, PASSWORD, remember=False, browser=AT_HOME)
    visit = gateways.session_queries.visit(digest_of(token), gateways.clock.now())
    assert visit is not None
    assert (visit.viewer.account_id, visit.viewer.profile_id) == (ada.account_id, ada.profile_id)
    assert visit.viewer.session_id == session.id


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


@pytest.mark.parametrize("login", ["ada", "nobody_here"])
def test_tries_for_one_account_run_out_whether_it_exists_or_not(
    sign_in: SignIn, ada: Viewer, login: str
) -> None:
    for _ in range(TRIES_FOR_ONE.amount):
        refusal(sign_in, login, "wrong")
    with pytest.raises(TooMany) as refused:
        sign_in.sign_in(login, PASSWORD, remember=False, browser=AT_HOME)
    assert 0 < refused.value.retry_after <= TRIES_FOR_ONE.seconds


@pytest.mark.parametrize("dodge", ["@ada", "ADA", " ada", "ada\u202e", "\x00ada"])
def test_another_spelling_is_no_new_start(sign_in: SignIn, ada: Viewer, dodge: str) -> None:
    for _ in range(TRIES_FOR_ONE.amount):
        refusal(sign_in, "ada", "wrong")
    with pytest.raises(TooMany):
        sign_in.sign_in(dodge, PASSWORD, remember=False, browser=AT_HOME)


def test_somebody_who_guesses_can_not_lock_the_holder_out(sign_in: SignIn, ada: Viewer, is_in: IsIn) -> None:
    for _ in range(TRIES_FOR_ONE.amount):
        refusal(sign_in, "ada", "wrong", ELSEWHERE)
    token, _ = sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)
    assert is_in(token)


def test_coming_in_forgets_the_tries_before(sign_in: SignIn, ada: Viewer) -> None:
    for _ in range(3):
        for _ in range(TRIES_FOR_ONE.amount - 1):
            refusal(sign_in, "ada", "wrong")
        sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)


def test_one_network_can_not_try_a_list_of_accounts(sign_in: SignIn, ada: Viewer) -> None:
    for number in range(TRIES_FROM_NETWORK.amount):
        refusal(sign_in, f"somebody{number}", "wrong")
    with pytest.raises(TooMany):
        sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)
    sign_in.sign_in("ada", PASSWORD, remember=False, browser=ELSEWHERE)


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.CLOSED])
def test_a_stopped_account_is_told_so_only_with_the_right_password(
    sign_in: SignIn, join: Callable[..., Viewer], standing: Standing
) -> None:
    join("eve", standing=standing)
    assert refusal(sign_in, "eve", "wrong") == {"login": NO_MATCH}
    with pytest.raises(AccountStopped):
        sign_in.sign_in("eve", PASSWORD, remember=False, browser=AT_HOME)


@pytest.mark.parametrize("standing", [Standing.LIMITED, Standing.AWAITING_APPROVAL])
def test_others_come_in(
    sign_in: SignIn, join: Callable[..., Viewer], is_in: IsIn, standing: Standing
) -> None:
    join("eve", standing=standing)
    assert is_in(sign_in.sign_in("eve", PASSWORD, remember=False, browser=AT_HOME)[0])


def test_a_suspension_ends_what_was_begun_before(
    enter: Callable[..., str], gateways: MemoryGateways, ada: Viewer, is_in: IsIn
) -> None:
    token = enter(ada)
    assert ada.account_id is not None
    with gateways.begin() as work:
        account = work.accounts.get(ada.account_id)
        account.standing = Standing.SUSPENDED
        work.accounts.save(account)
    assert not is_in(token)


def test_signing_in_kills_the_token_that_the_browser_held(
    sign_in: SignIn, ada: Viewer, enter: Callable[..., str], is_in: IsIn
) -> None:
    old = enter(ada)
    again = Browser(device="x", network=AT_HOME.network, token=old)
    new, _ = sign_in.sign_in("ada", PASSWORD, remember=False, browser=again)
    assert new != old
    assert is_in(new)
    assert not is_in(old)


def test_a_token_planted_in_a_browser_dies_with_the_sign_in(
    sign_in: SignIn, ada: Viewer, bo: Viewer, enter: Callable[..., str], is_in: IsIn
) -> None:
    planted = enter(bo)
    victim = Browser(device="x", network=AT_HOME.network, token=planted)
    token, session = sign_in.sign_in("ada", PASSWORD, remember=False, browser=victim)
    assert session.account_id == ada.account_id
    assert not is_in(planted)
    assert is_in(token)


def test_other_browsers_stay_signed_in(ada: Viewer, enter: Callable[..., str], is_in: IsIn) -> None:
    tokens = [enter(ada, AT_HOME), enter(ada, ELSEWHERE)]
    assert len(set(tokens)) == 2
    assert all(map(is_in, tokens))


@pytest.mark.parametrize(("remember", "lasts"), [(False, BROWSER_SESSION_FOR), (True, REMEMBERED_FOR)])
def test_a_session_ends_when_its_time_is_over(
    sign_in: SignIn, clock: FrozenClock, ada: Viewer, is_in: IsIn, remember: bool, lasts: timedelta
) -> None:
    token, session = sign_in.sign_in("ada", PASSWORD, remember=remember, browser=AT_HOME)
    assert (session.remembered, session.expires_at) == (remember, clock.now() + lasts)
    clock.advance(lasts - timedelta(seconds=1))
    assert is_in(token)
    clock.advance(timedelta(seconds=1))
    assert not is_in(token)


def test_signing_out_ends_the_session_and_twice_is_no_error(
    sign_in: SignIn, ada: Viewer, enter: Callable[..., str], is_in: IsIn
) -> None:
    here, there = enter(ada), enter(ada, ELSEWHERE)
    sign_in.sign_out(here)
    sign_in.sign_out(here)
    assert not is_in(here)
    assert is_in(there)


def test_the_token_itself_is_not_kept(sign_in: SignIn, ada: Viewer) -> None:
    token, session = sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)
    assert token not in repr(session)
    assert session.digest == digest_of(token)


def test_a_long_description_of_a_browser_is_cut(sign_in: SignIn, ada: Viewer) -> None:
    browser = Browser(device="x" * 10_000, network=AT_HOME.network)
    _, session = sign_in.sign_in("ada", PASSWORD, remember=False, browser=browser)
    assert len(session.device) == MAX_DEVICE


def test_an_outdated_hash_is_renewed_while_the_password_is_at_hand(
    sign_in: SignIn, gateways: MemoryGateways, ada: Viewer
) -> None:
    newer = QuickHasher(generation=2)
    sign_in._hasher = newer
    refusal(sign_in, "ada", "wrong")
    assert newer.is_outdated(kept_hash(gateways))
    sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)
    assert not newer.is_outdated(kept_hash(gateways))
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
    sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)
    assert QuickHasher().verify("somewhere else entirely", kept_hash(gateways))
    assert not QuickHasher().verify(PASSWORD, kept_hash(gateways))


def kept_hash(gateways: MemoryGateways) -> str:
    with gateways.begin() as work:
        account = work.accounts.by_handle("ada")
    assert account is not None
    return account.password_hash


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
