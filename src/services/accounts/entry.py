"""What follows once somebody has shown who they are: a second step, a way back, or a session."""

from contextlib import suppress
from dataclasses import dataclass

from domain.accounts import Account, Standing
from domain.browsers import Browser
from domain.errors import EditedMeanwhile
from domain.ids import AccountId, DeviceId, SessionId
from domain.known_devices import KnownDevice
from domain.one_time_tokens import Purpose
from domain.security_log import Happening
from domain.sessions import LoginSession, digest_of, new_token
from services.accounts.journal import Journal
from services.accounts.one_time_tokens import OneTimeTokens
from services.ports.clock import Clock, Ids
from services.ports.unit_of_work import Begin, UnitOfWork
from services.retrying import retried


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """`token` and `device_token` go into the browser's cookies; we keep their digests."""

    token: str
    session: LoginSession
    device_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStepAsked:
    """The password was right, and isn't enough. `token` is good for this browser, for ten minutes."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopeningAsked:
    """The account is closed and may still come back. `token` is good for this browser, for ten minutes."""

    token: str


Outcome = SignedIn | SecondStepAsked | ReopeningAsked


class Entry:
    """The one way to a session, whichever way somebody came."""

    def __init__(self, begin: Begin, clock: Clock, ids: Ids, tokens: OneTimeTokens, journal: Journal) -> None:
        self._begin, self._clock, self._ids = begin, clock, ids
        self._tokens, self._journal = tokens, journal

    def let_in(
        self, account: Account, *, remember: bool, browser: Browser, is_strong: bool = False, detail: str = ""
    ) -> Outcome:
        """Go on with somebody whose first factor was good; `is_strong` when it was two in one.

        Raises AccountStopped, AccountGone, KeysChanged.
        """
        account.check_may_sign_in(self._clock.now())
        if account.has_second_factor and not is_strong:
            return SecondStepAsked(token=self._issue(Purpose.SECOND_STEP, account, remember, browser))
        if account.standing is Standing.CLOSED:
            return ReopeningAsked(token=self._issue(Purpose.REOPEN, account, remember, browser))
        return self.start(account, remember=remember, browser=browser, detail=detail)

    @retried
    def _issue(self, purpose: Purpose, account: Account, remember: bool, browser: Browser) -> str:
        with self._begin() as work:
            return self._tokens.issue(
                work,
                purpose,
                account_id=account.id,
                bound_to=browser.visit_token,
                remember="yes" if remember else "",
            )

    @retried
    def start(self, account: Account, *, remember: bool, browser: Browser, detail: str = "") -> SignedIn:
        """A new session with a new token; the one that the browser held before is dead (fixation).

        `account` is as it was when they showed who they are: whoever shut the doors meanwhile, while a hash
        took its time, shut them on this one, too. Raises KeysChanged, AccountStopped, AccountGone.
        """
        token, account_id = new_token(), account.id
        with self._begin() as work:
            present = work.accounts.get(account_id)
            present.check_has_keys_of(account)
            present.check_may_sign_in(self._clock.now())
            if browser.session_token:
                end(work, browser.session_token)
            session = LoginSession.start(
                id=SessionId(self._ids.next()),
                account_id=account_id,
                profile_id=work.profiles.first_of(account_id).id,
                token=token,
                browser=browser,
                remember=remember,
                at=self._clock.now(),
            )
            work.sessions.add(session)
            had_others = work.known_devices.any_of(account_id)
            device_token, is_new = self._know(work, account_id, browser)
            what = Happening.SIGNED_IN_ON_NEW_DEVICE if is_new and had_others else Happening.SIGNED_IN
            self._journal.note(work, what, account_id, browser, detail=detail)
        return SignedIn(token=token, session=session, device_token=device_token)

    def _know(self, work: UnitOfWork, account_id: AccountId, browser: Browser) -> tuple[str, bool]:
        """Remember the browser. Returns its token, and whether it was unknown until now."""
        now = self._clock.now()
        token = browser.device_token or new_token()
        device = work.known_devices.find(account_id, digest_of(token))
        if device is not None:
            is_new = not device.is_known(now)
            device.seen(now)
            # Of two sign-ins from one browser at once, one notes it.
            with suppress(EditedMeanwhile):
                work.known_devices.save(device)
            return token, is_new
        work.known_devices.add(
            KnownDevice(
                id=DeviceId(self._ids.next()),
                account_id=account_id,
                digest=digest_of(token),
                first_seen_at=now,
                last_seen_at=now,
            )
        )
        return token, True


def end(work: UnitOfWork, session_token: str) -> AccountId | None:
    """End a session; one that is over already is no error. Returns whose it was."""
    session = work.sessions.by_digest(digest_of(session_token))
    if session is None:
        return None
    work.sessions.remove(session.id)
    return session.account_id
