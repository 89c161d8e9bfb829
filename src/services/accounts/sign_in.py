"""Coming in and going out."""

from dataclasses import dataclass

from domain.accounts import Account, email_key
from domain.errors import Conflict, Invalid, Sentence
from domain.ids import AccountId, SessionId
from domain.sessions import LoginSession, digest_of, new_token
from domain.texts import one_line
from services.ports.clock import Clock, Ids
from services.ports.passwords import PasswordHasher
from services.ports.throttles import Limit, Throttle, Window
from services.ports.unit_of_work import Begin, UnitOfWork
from services.retrying import retried

TRIES_FOR_ONE = Limit("sign-in-one", (Window(10, 900),))
"""Tries for one account from one network in 15 minutes; other networks, as its holder's, aren't touched."""

TRIES_FROM_NETWORK = Limit("sign-in-network", (Window(50, 900),))
"""Tries from one network for all accounts in 15 minutes: room for an office, not for a list of passwords."""

MAX_DEVICE = 200
"""Characters of a browser's own description that are kept."""

NO_MATCH = Sentence("No account matches this handle or address with this password.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """Where a sign-in comes from. `network` is coarse; `token` is the session it holds already."""

    device: str
    network: str
    token: str | None = None


class SignIn:
    """Starts and ends sessions. The token goes to the browser, its digest stays here."""

    def __init__(
        self, begin: Begin, clock: Clock, ids: Ids, hasher: PasswordHasher, throttle: Throttle
    ) -> None:
        self._begin, self._clock, self._ids = begin, clock, ids
        self._hasher, self._throttle = hasher, throttle

    def sign_in(
        self, login: str, password: str, *, remember: bool, browser: Browser
    ) -> tuple[str, LoginSession]:
        """A session for whoever has this handle or address and this password.

        Raises Invalid, the same and as late for unknown accounts as for wrong passwords;
        TooMany; AccountStopped.
        """
        who = email_key(one_line(login, most=None).removeprefix("@"))
        self._throttle.spend(TRIES_FROM_NETWORK, browser.network)
        self._throttle.spend(TRIES_FOR_ONE, who, browser.network)
        account = self._matching(who, password)
        account.check_may_sign_in()
        self._throttle.forgive(TRIES_FOR_ONE, who, browser.network)
        return self.start(account.id, remember=remember, browser=browser)

    def _matching(self, who: str, password: str) -> Account:
        with self._begin() as work:
            account = work.accounts.by_email(who) if "@" in who else work.accounts.by_handle(who)
        if account is None:
            self._hasher.verify_nobody(password)
            raise Invalid({"login": NO_MATCH})
        if not self._hasher.verify(password, account.password_hash):
            raise Invalid({"login": NO_MATCH})
        if self._hasher.is_outdated(account.password_hash):
            self._rehash(account, self._hasher.hash(password))
        return account

    @retried
    def _rehash(self, checked: Account, password_hash: str) -> None:
        """Unless the password was changed while it was checked: the old one must not come back."""
        with self._begin() as work:
            account = work.accounts.get(checked.id)
            if account.password_hash == checked.password_hash:
                account.rehash(password_hash)
                work.accounts.save(account)

    @retried
    def start(self, account_id: AccountId, *, remember: bool, browser: Browser) -> tuple[str, LoginSession]:
        """A new session with a new token; the one that the browser held before is dead (fixation)."""
        token = new_token()
        with self._begin() as work:
            self._end(work, browser.token)
            now = self._clock.now()
            session = LoginSession(
                id=SessionId(self._ids.next()),
                account_id=account_id,
                profile_id=work.profiles.first_of(account_id).id,
                digest=digest_of(token),
                device=browser.device[:MAX_DEVICE],
                network=browser.network,
                started_at=now,
                last_seen_at=now,
                expires_at=now + LoginSession.lasts(remember),
                remembered=remember,
            )
            work.sessions.add(session)
        return token, session

    @retried
    def sign_out(self, token: str) -> None:
        """End a session; one that is over already is no error."""
        with self._begin() as work:
            self._end(work, token)

    def _end(self, work: UnitOfWork, token: str | None) -> None:
        session = work.sessions.by_digest(digest_of(token)) if token else None
        if session is not None:
            work.sessions.remove(session.id)

    def note_seen(self, token: str) -> None:
        """Keep when a session was last used; losing that race to another request is no loss."""
        try:
            with self._begin() as work:
                session = work.sessions.by_digest(digest_of(token))
                if session is not None and session.seen(self._clock.now()):
                    work.sessions.save(session)
        except Conflict:
            return
