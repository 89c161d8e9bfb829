"""The activities, by name, on a place in memory."""

from collections.abc import Callable

import pytest

from adapters.memory.clock import FrozenClock
from adapters.memory.identities import InMemoryProvider
from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from domain.browsers import Browser
from domain.one_time_tokens import Purpose
from domain.posts import Post
from domain.sessions import digest_of
from domain.viewers import STRANGER, Viewer
from services.accounts.account_settings import AccountSettings
from services.accounts.closing import Closing
from services.accounts.confirming import Confirming
from services.accounts.exporting import Exporting
from services.accounts.governing import Governing
from services.accounts.identity_rounds import IdentityRounds
from services.accounts.inviting import Inviting
from services.accounts.linked_logins import Arrival, LinkedLogins
from services.accounts.opening import Opening
from services.accounts.passkey_sign_in import PasskeySignIn
from services.accounts.passkeys import Passkeys
from services.accounts.proving import Proving
from services.accounts.recovery import Recovery
from services.accounts.registration import Registering
from services.accounts.second_step import SecondStep
from services.accounts.sign_in import SignIn
from services.accounts.signed_in_places import SignedInPlaces
from services.accounts.staffing import Staffing
from services.accounts.two_factor import TwoFactor
from services.ports.posts import PostView
from services.posts.deleting import Deleting
from services.posts.drafting import Drafting
from services.posts.publishing import Publishing
from services.posts.revising import Revising
from services.profiles import ProfileEditing
from tests.authenticator import SoftAuthenticator
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import AT_HOME, BACK, ORIGIN, App, Here, begin_round, let_in, someone


@pytest.fixture
def opening(container: Container) -> Opening:
    return container.accounts.opening()


@pytest.fixture
def registering(container: Container) -> Registering:
    return container.accounts.registering()


@pytest.fixture
def confirming(container: Container) -> Confirming:
    return container.accounts.confirming()


@pytest.fixture
def recovery(container: Container) -> Recovery:
    return container.accounts.recovery()


@pytest.fixture
def sign_in(container: Container) -> SignIn:
    return container.accounts.sign_in()


@pytest.fixture
def second_step(container: Container) -> SecondStep:
    return container.accounts.second_step()


@pytest.fixture
def passkey_sign_in(container: Container) -> PasskeySignIn:
    return container.accounts.passkey_sign_in()


@pytest.fixture
def proving(container: Container) -> Proving:
    return container.accounts.proving()


@pytest.fixture
def two_factor(container: Container) -> TwoFactor:
    return container.accounts.two_factor()


@pytest.fixture
def passkeys(container: Container) -> Passkeys:
    return container.accounts.passkeys()


@pytest.fixture
def identity_rounds(container: Container) -> IdentityRounds:
    return container.accounts.identity_rounds()


@pytest.fixture
def linked_logins(container: Container) -> LinkedLogins:
    return container.accounts.linked_logins()


@pytest.fixture
def signed_in_places(container: Container) -> SignedInPlaces:
    return container.accounts.signed_in_places()


@pytest.fixture
def account_settings(container: Container) -> AccountSettings:
    return container.accounts.settings()


@pytest.fixture
def inviting(container: Container) -> Inviting:
    return container.accounts.inviting()


@pytest.fixture
def closing(container: Container) -> Closing:
    return container.accounts.closing()


@pytest.fixture
def exporting(container: Container) -> Exporting:
    return container.accounts.exporting()


@pytest.fixture
def governing(container: Container) -> Governing:
    return container.accounts.governing()


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
def come_in(sign_in: SignIn) -> Callable[..., Here]:
    """Sign somebody in with their password; gives them at their browser."""

    def come_in(who: Viewer, browser: Browser = AT_HOME, *, password: str = PASSWORD) -> Here:
        return let_in(sign_in.sign_in(who.handle, password, remember=False, browser=browser), browser)

    return come_in


@pytest.fixture
def enter(come_in: Callable[..., Here]) -> Callable[..., str]:
    """Sign somebody in; gives the token that their browser holds."""

    def enter(who: Viewer, browser: Browser = AT_HOME, *, password: str = PASSWORD) -> str:
        return come_in(who, browser, password=password).token

    return enter


@pytest.fixture
def is_in(gateways: MemoryGateways) -> Callable[[str], bool]:
    """Whether a token opens the door now."""

    def is_in(token: str) -> bool:
        return gateways.session_queries.visit(digest_of(token), gateways.clock.now()) is not None

    return is_in


@pytest.fixture
def add_app(two_factor: TwoFactor, clock: FrozenClock) -> Callable[[Here], App]:
    """Set an authenticator app up."""

    def add_app(here: Here) -> App:
        secret = two_factor.begin(here.account_id).secret
        app = App(secret=secret, recovery_codes=(), clock=clock)
        codes = two_factor.confirm(here.account_id, here.session_id, app.code, browser=here.browser)
        return App(secret=secret, recovery_codes=codes, clock=clock)

    return add_app


@pytest.fixture
def device() -> SoftAuthenticator:
    """A phone that holds passkeys."""
    return SoftAuthenticator()


@pytest.fixture
def add_passkey(passkeys: Passkeys) -> Callable[..., tuple[str, ...]]:
    """Have a device make a passkey; gives the recovery codes, if there are new ones."""

    def add_passkey(here: Here, device: SoftAuthenticator, name: str = "Phone") -> tuple[str, ...]:
        options = passkeys.creation_options(here.account_id, here.browser)
        answer = device.create(options, ORIGIN)
        return passkeys.add(here.account_id, here.session_id, answer, name, browser=here.browser)

    return add_passkey


@pytest.fixture
def go_round(
    identity_rounds: IdentityRounds, linked_logins: LinkedLogins, provider: InMemoryProvider
) -> Callable[..., Arrival]:
    """To the provider and back, as somebody there: for a stranger, or for who is signed in."""

    def go_round(
        purpose: Purpose, subject: str, browser: Browser, here: Here | None = None, email: str = ""
    ) -> Arrival:
        account_id = here.account_id if here else None
        state = begin_round(identity_rounds, purpose, browser, account_id=account_id, next="/latest")
        provider.grant("code", someone(subject, email))
        return linked_logins.arrive(
            "harbour",
            {"state": state, "code": "code"},
            browser=browser,
            redirect_uri=BACK,
            session_id=here.session_id if here else None,
        )

    return go_round


@pytest.fixture
def linked(come_in: Callable[..., Here], go_round: Callable[..., Arrival], ada: Viewer) -> Here:
    """Ada, signed in, whose login at the harbour opens her account."""
    here = come_in(ada)
    go_round(Purpose.LINK_PROVIDER, "ada there", here.browser, here)
    return here


@pytest.fixture
def seen(gateways: MemoryGateways) -> Callable[..., PostView]:
    """A post as somebody finds it on its own page."""

    def seen(post: Post, viewer: Viewer = STRANGER, author: str = "ada") -> PostView:
        return gateways.post_queries.by_id(author, post.id, viewer)

    return seen
