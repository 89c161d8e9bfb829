"""People at their browsers, and what one may look up about them."""

import re
from dataclasses import dataclass, fields, replace

import pyotp

from adapters.memory.clock import FrozenClock
from adapters.memory.store import Tables
from bootstrap.gateways import MemoryGateways
from domain.accounts import Account
from domain.browsers import Browser
from domain.ids import AccountId, ProfileId, SessionId
from domain.one_time_tokens import Purpose
from domain.security_log import Happening, LogEntry
from domain.viewers import Viewer
from services.accounts.entry import Outcome, SignedIn
from services.accounts.identity_rounds import IdentityRounds
from services.ports.identities import Identity
from services.ports.mail import Letter
from tests.unit.conftest import HOST

AT_HOME = Browser(device="Firefox on Linux", network="192.0.2.0/24", visit_token="a visit at home")
ELSEWHERE = Browser(device="Safari on iPhone", network="198.51.100.0/24", visit_token="a visit elsewhere")

ORIGIN = "http://localhost:8000"
"""What a browser calls this place, where passkeys are concerned."""

BACK = f"{HOST}/identities/harbour"
"""Where a provider sends browsers back to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Somebody who is signed in, at the browser that holds their session."""

    account_id: AccountId
    session_id: SessionId
    token: str
    browser: Browser


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Somebody's authenticator app, and their slip of recovery codes."""

    secret: str
    recovery_codes: tuple[str, ...]
    clock: FrozenClock

    @property
    def code(self) -> str:
        return pyotp.TOTP(self.secret).at(self.clock.now())


def let_in(outcome: Outcome | None, browser: Browser) -> Here:
    """Whoever was let in, at the browser with the cookies that they got."""
    assert isinstance(outcome, SignedIn)
    return Here(
        account_id=outcome.session.account_id,
        session_id=outcome.session.id,
        token=outcome.token,
        browser=replace(
            browser, session_token=outcome.token, visit_token="", device_token=outcome.device_token
        ),
    )


def signed_out(here: Here, visit: str = "another visit") -> Browser:
    """The same browser after its session: it keeps the device's token."""
    return replace(here.browser, session_token=None, visit_token=visit)


def id_of(who: Viewer) -> AccountId:
    assert who.account_id is not None
    return who.account_id


def profile_of(who: Viewer) -> ProfileId:
    assert who.profile_id is not None
    return who.profile_id


def account_of(gateways: MemoryGateways, who: Viewer | AccountId) -> Account:
    with gateways.begin() as work:
        return work.accounts.get(id_of(who) if isinstance(who, Viewer) else who)


def tables_of(gateways: MemoryGateways) -> Tables:
    """Everything that is kept."""
    return gateways.begin._store.tables


def kept_words(gateways: MemoryGateways, *, but: frozenset[str] = frozenset()) -> dict[str, str]:
    """All tables, each as one text."""
    tables = tables_of(gateways)
    return {
        table.name: repr(getattr(tables, table.name)) for table in fields(tables) if table.name not in but
    }


def entries(gateways: MemoryGateways) -> list[LogEntry]:
    """The whole security log, the oldest first."""
    log = tables_of(gateways).security_log
    return [log[id] for id in sorted(log)]


def happenings(gateways: MemoryGateways, who: Viewer | AccountId | None) -> list[Happening]:
    """What the log says about somebody, the oldest first."""
    account_id = id_of(who) if isinstance(who, Viewer) else who
    return [entry.what for entry in entries(gateways) if entry.account_id == account_id]


def key_in(letter: Letter) -> str:
    """The secret in the link of a letter."""
    [key] = set(re.findall(r"(?<![\w-])[\w-]{43}(?![\w-])", letter.text))
    return str(key)


def someone(subject: str, email: str = "", *, is_verified: bool = True, name: str = "") -> Identity:
    """Whom the provider vouches for."""
    return Identity(
        provider="harbour", subject=subject, email=email, is_email_verified=is_verified, name=name
    )


def state_in(address: str) -> str:
    return address.partition("state=")[2]


def begin_round(
    rounds: IdentityRounds,
    purpose: Purpose = Purpose.SIGN_IN_BY_PROVIDER,
    browser: Browser = AT_HOME,
    *,
    account_id: AccountId | None = None,
    next: str = "",
) -> str:
    """Send a browser to the provider; gives the state with which it comes back."""
    address = rounds.begin(
        "harbour", purpose, browser=browser, redirect_uri=BACK, account_id=account_id, next=next
    )
    return state_in(address)
