"""Getting back in when the password is forgotten."""

from domain.accounts import NOBODY, PasswordResetAsked, Standing, email_key, parse_email
from domain.browsers import Browser
from domain.credentials import PasswordPolicy
from domain.errors import Invalid
from domain.one_time_tokens import Purpose, TokenRefused
from domain.security_log import Happening
from domain.texts import TextFault
from services.accounts.doors import show_as_standing, shut
from services.accounts.guesses import Guesses
from services.accounts.journal import Journal
from services.accounts.new_passwords import check_new, handles_of
from services.accounts.one_time_tokens import OneTimeTokens
from services.accounts.ways_in import take_factors_away
from services.ports.clock import Clock
from services.ports.passwords import PasswordHasher
from services.ports.place import PlaceQueries
from services.ports.unit_of_work import Begin
from services.retrying import retried


class Recovery:
    """A new password by a link to the address that we have. It never skips the second factor."""

    def __init__(
        self,
        begin: Begin,
        clock: Clock,
        tokens: OneTimeTokens,
        hasher: PasswordHasher,
        policy: PasswordPolicy,
        guesses: Guesses,
        journal: Journal,
        place: PlaceQueries,
    ) -> None:
        self._begin, self._clock, self._tokens, self._hasher = begin, clock, tokens, hasher
        self._policy, self._guesses, self._journal, self._place = policy, guesses, journal, place

    def ask(self, email: str, *, browser: Browser) -> None:
        """Send a link, if somebody has this address; the answer never tells.

        Raises TooMany, and Invalid for what can't be an address.
        """
        try:
            address = parse_email(email)
        except TextFault as fault:
            raise Invalid({"email": fault.sentence}) from fault
        self._guesses.spend_mail(email_key(address), browser.network)
        self._tell(address, browser)

    @retried
    def _tell(self, address: str, browser: Browser) -> None:
        """One event and one entry either way, so that the time tells nothing."""
        with self._begin() as work:
            account = work.accounts.by_email(address)
            work.tell(PasswordResetAsked(account_id=account.id if account else NOBODY))
            account_id = account.id if account else None
            self._journal.note(work, Happening.PASSWORD_RESET_ASKED, account_id, browser)

    def check(self, key: str) -> str:
        """The handle of whoever the link is for. Raises TokenRefused unless it is good."""
        with self._begin() as work:
            token = self._tokens.check(work, Purpose.RESET_PASSWORD, key)
            return work.profiles.first_of(token.owner).handle

    def reset(self, key: str, password: str, *, browser: Browser) -> None:
        """Set a new password, and end all sessions and links. Nobody is signed in by it.

        Where nobody had confirmed the address yet, whatever else opens the account may be a stranger's, who
        registered with it: that is taken away. Raises TokenRefused, Invalid.
        """
        with self._begin() as work:
            account = work.accounts.get(self._tokens.check(work, Purpose.RESET_PASSWORD, key).owner)
            handles = handles_of(work, account)
        check_new(password, self._policy, account, handles=handles, place_name=self._place.card().name)
        self._set(key, self._hasher.hash(password), browser)

    @retried
    def _set(self, key: str, password_hash: str, browser: Browser) -> None:
        with self._begin() as work:
            token = self._tokens.use(work, Purpose.RESET_PASSWORD, key)
            account = work.accounts.get(token.owner)
            if account.email != token.carries["email"]:
                raise TokenRefused
            if account.standing is Standing.UNCONFIRMED:
                work.linked_logins.remove_all_of(account.id)
                take_factors_away(work, account)
            account.change_password(password_hash)
            account.confirm(self._clock.now())
            work.accounts.save(account)
            show_as_standing(work, account)
            shut(work, account.id)
            self._journal.note(work, Happening.PASSWORD_RESET, account.id, browser)
