"""Coming in by password, and going out."""

from domain.accounts import NOBODY, Account, email_key
from domain.browsers import Browser
from domain.errors import Conflict, EditedMeanwhile, Invalid, Sentence
from domain.security_log import Happening
from domain.sessions import digest_of
from domain.texts import one_line
from services.accounts.entry import Entry, Outcome, end
from services.accounts.guesses import Guesses, known_device
from services.accounts.journal import Journal
from services.ports.clock import Clock
from services.ports.passwords import PasswordHasher
from services.ports.unit_of_work import Begin
from services.retrying import retried

NO_MATCH = Sentence("No account matches this handle or address with this password.")


class SignIn:
    """Checks a login and a password, and ends sessions."""

    def __init__(
        self,
        begin: Begin,
        clock: Clock,
        hasher: PasswordHasher,
        guesses: Guesses,
        entry: Entry,
        journal: Journal,
    ) -> None:
        self._begin, self._clock, self._hasher = begin, clock, hasher
        self._guesses, self._entry, self._journal = guesses, entry, journal

    def sign_in(self, login: str, password: str, *, remember: bool, browser: Browser) -> Outcome:
        """Let in whoever has this handle or address and this password, or ask for the second step.

        Raises Invalid, the same and as late for unknown accounts as for wrong passwords;
        TooMany; AccountStopped; AccountGone; KeysChanged.
        """
        who = login_key(login)
        account, device = self._look_up(who, browser)
        self._guesses.check(who, browser.network, device)
        if not self._is_right(account, password):
            self._note_failure(account, browser)
            self._guesses.failed(who, browser.network, device)
            raise Invalid({"login": NO_MATCH})
        assert account is not None
        self._guesses.succeeded(who, device)
        return self._entry.let_in(account, remember=remember, browser=browser)

    def _look_up(self, who: str, browser: Browser) -> tuple[Account | None, str]:
        """The account, and the device if it knows it; the same steps whether there is one."""
        with self._begin() as work:
            account = work.accounts.by_email(who) if "@" in who else work.accounts.by_handle(who)
            owner = account.id if account is not None else NOBODY
            return account, known_device(work, owner, browser, self._clock.now())

    def _is_right(self, account: Account | None, password: str) -> bool:
        if account is None or account.password_hash is None:
            self._hasher.verify_nobody(password)
            return False
        if not self._hasher.verify(password, account.password_hash):
            return False
        if self._hasher.is_outdated(account.password_hash):
            self._rehash(account, self._hasher.hash(password))
        return True

    @retried
    def _rehash(self, checked: Account, password_hash: str) -> None:
        """Unless the password was changed while it was checked: the old one must not come back.

        Where the account is being changed at this very moment, the next sign-in does it.
        """
        try:
            with self._begin() as work:
                account = work.accounts.get(checked.id)
                if account.password_hash != checked.password_hash:
                    return
                account.rehash(password_hash)
                work.accounts.save(account)
        except EditedMeanwhile:
            return
        checked.rehash(password_hash)

    @retried
    def _note_failure(self, account: Account | None, browser: Browser) -> None:
        """One entry either way, so that the time tells nothing."""
        with self._begin() as work:
            self._journal.note(work, Happening.SIGN_IN_FAILED, account.id if account else None, browser)

    @retried
    def sign_out(self, browser: Browser) -> None:
        """End the browser's session; one that is over already is no error."""
        if browser.session_token is None:
            return
        with self._begin() as work:
            account_id = end(work, browser.session_token)
            if account_id is not None:
                self._journal.note(work, Happening.SIGNED_OUT, account_id, browser)

    def note_seen(self, token: str) -> None:
        """Keep when a session was last used; losing that race to another request is no loss."""
        try:
            with self._begin() as work:
                session = work.sessions.by_digest(digest_of(token))
                if session is not None and session.seen(self._clock.now()):
                    work.sessions.save(session)
        except Conflict:
            return


def login_key(login: str) -> str:
    """A handle or an address as it was typed, in the form in which tries are counted and accounts found."""
    return email_key(one_line(login, most=None).removeprefix("@"))
