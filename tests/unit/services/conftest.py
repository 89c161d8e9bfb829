"""The activities, by name, on a place in memory."""

from collections.abc import Callable

import pytest

from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from domain.sessions import digest_of
from domain.viewers import Viewer
from services.accounts.account_settings import AccountSettings
from services.accounts.opening import Opening
from services.accounts.registration import Registering
from services.accounts.sign_in import Browser, SignIn
from services.accounts.staffing import Staffing
from services.posts.deleting import Deleting
from services.posts.drafting import Drafting
from services.posts.publishing import Publishing
from services.posts.revising import Revising
from services.profiles import ProfileEditing
from tests.unit.conftest import PASSWORD

AT_HOME = Browser(device="Firefox on Linux", network="192.0.2.0/24")
ELSEWHERE = Browser(device="Safari on iPhone", network="198.51.100.0/24")


@pytest.fixture
def opening(container: Container) -> Opening:
    return container.accounts.opening()


@pytest.fixture
def registering(container: Container) -> Registering:
    return container.accounts.registering()


@pytest.fixture
def sign_in(container: Container) -> SignIn:
    return container.accounts.sign_in()


@pytest.fixture
def account_settings(container: Container) -> AccountSettings:
    return container.accounts.settings()


@pytest.fixture
def staffing(container: Container) -> Staffing:
    return container.accounts.staffing()


@pytest.fixture
def profile_editing(container: Container) -> ProfileEditing:
    return container.accounts.profiles()


@pytest.fixture
def drafting(container: Container) -> Drafting:
    return container.posts.drafting()


@pytest.fixture
def publishing(container: Container) -> Publishing:
    return container.posts.publishing()


@pytest.fixture
def revising(container: Container) -> Revising:
    return container.posts.revising()


@pytest.fixture
def deleting(container: Container) -> Deleting:
    return container.posts.deleting()


@pytest.fixture
def enter(sign_in: SignIn) -> Callable[..., str]:
    """Sign somebody in; gives the token that their browser holds."""

    def enter(who: Viewer, browser: Browser = AT_HOME, *, password: str = PASSWORD) -> str:
        return sign_in.sign_in(who.handle, password, remember=False, browser=browser)[0]

    return enter


@pytest.fixture
def is_in(gateways: MemoryGateways) -> Callable[[str], bool]:
    """Whether a token opens the door now."""

    def is_in(token: str) -> bool:
        return gateways.session_queries.visit(digest_of(token), gateways.clock.now()) is not None

    return is_in
