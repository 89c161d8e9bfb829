from collections.abc import Callable

from adapters.memory.clock import FrozenClock
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from domain.sessions import BROWSER_SESSION_FOR, REMEMBERED_FOR, digest_of
from domain.viewers import Viewer
from services.accounts.sign_in import SignIn
from tests.unit.conftest import PASSWORD
from tests.unit.services.conftest import AT_HOME, ELSEWHERE


def test_sessions_that_are_over_are_forgotten_and_others_kept(
    container: Container,
    gateways: MemoryGateways,
    sign_in: SignIn,
    clock: FrozenClock,
    ada: Viewer,
    is_in: Callable[[str], bool],
) -> None:
    short, _ = sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)
    remembered, _ = sign_in.sign_in("ada", PASSWORD, remember=True, browser=ELSEWHERE)
    clock.advance(BROWSER_SESSION_FOR)
    container.housekeeping().tidy()
    container.housekeeping().tidy()
    with gateways.begin() as work:
        assert work.sessions.by_digest(digest_of(short)) is None
        assert work.sessions.by_digest(digest_of(remembered)) is not None
    assert is_in(remembered)
    clock.advance(REMEMBERED_FOR)
    container.housekeeping().tidy()
    with gateways.begin() as work:
        assert work.sessions.by_digest(digest_of(remembered)) is None
