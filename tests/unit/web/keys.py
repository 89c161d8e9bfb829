"""Second factors and other keys, given to people past the pages on which they get them."""

from dataclasses import dataclass
from typing import Any

import pyotp

from adapters.memory.clock import FrozenClock
from domain.accounts import Account
from domain.browsers import Browser
from domain.ids import LinkedLoginId, SessionId
from services.accounts.linked_logins import link
from services.ports.identities import Identity
from tests.authenticator import SoftAuthenticator
from tests.visitor import HOST

HERE = Browser(device="A test", network="192.0.2.0/24", session_token="a session of its own")
NO_SESSION = SessionId(0)


@dataclass
class App:
    """An authenticator app with one secret, and the slip of recovery codes that came with it."""

    secret: str
    slip: tuple[str, ...]
    clock: FrozenClock

    def code(self) -> str:
        return pyotp.TOTP(self.secret).at(self.clock.now())

    def wrong_code(self) -> str:
        """Six digits that are no code at the moment, nor a moment before or after."""
        totp = pyotp.TOTP(self.secret)
        now = totp.timecode(self.clock.now())
        near = {totp.generate_otp(now + step) for step in (-2, -1, 0, 1, 2)}
        return next(code for number in range(10) if (code := f"{number:06d}") not in near)


def account_of(container: Any, handle: str) -> Account:
    with container.gateways().begin() as work:
        account: Account = work.accounts.by_handle(handle)
        return account


def give_app(container: Any, handle: str, clock: FrozenClock) -> App:
    """The step of the present moment is used up by setting it up."""
    two_factor, account = container.accounts.two_factor(), account_of(container, handle)
    secret = two_factor.begin(account.id).secret
    app = App(secret, (), clock)
    app.slip = two_factor.confirm(account.id, NO_SESSION, app.code(), browser=HERE)
    return app


def give_passkey(container: Any, handle: str) -> SoftAuthenticator:
    passkeys, account = container.accounts.passkeys(), account_of(container, handle)
    device = SoftAuthenticator()
    answer = device.create(passkeys.creation_options(account.id, HERE), HOST)
    passkeys.add(account.id, NO_SESSION, answer, "Phone", browser=HERE)
    return device


def link_login(container: Any, handle: str, identity: Identity) -> None:
    """Have a login elsewhere open somebody's account."""
    owner, gateways = account_of(container, handle), container.gateways()
    with gateways.begin() as work:
        link(work, owner.id, identity, id=LinkedLoginId(gateways.ids.next()), at=gateways.clock.now())


def an_identity(subject: str = "4711", *, email: str = "eve@example.org", verified: bool = True) -> Identity:
    return Identity(
        provider="example", subject=subject, email=email, is_email_verified=verified, name="Eve at Example"
    )
