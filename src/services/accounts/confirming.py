"""Confirming an e-mail address, and changing it."""

from domain.accounts import NOBODY, ConfirmationAsked, EmailTaken, Standing, email_key, parse_email
from domain.browsers import Browser
from domain.errors import Invalid, Sentence
from domain.ids import AccountId, SessionId
from domain.one_time_tokens import Purpose, TokenRefused
from domain.security_log import Happening
from domain.texts import TextFault
from services.accounts.doors import show_as_standing, shut
from services.accounts.guesses import Guesses
from services.accounts.journal import Journal
from services.accounts.one_time_tokens import OneTimeTokens
from services.ports.clock import Clock
from services.ports.unit_of_work import Begin
from services.retrying import retried


class Confirming:
    """Whoever opens the link in a mail has the address that it went to."""

    def __init__(
        self, begin: Begin, clock: Clock, tokens: OneTimeTokens, guesses: Guesses, journal: Journal
    ) -> None:
        self._begin, self._clock, self._tokens = begin, clock, tokens
        self._guesses, self._journal = guesses, journal

    def ask_again(self, email: str, *, network: str) -> None:
        """Send the link once more, if somebody waits to be confirmed; the answer never tells.

        Raises TooMany, and Invalid for what can't be an address.
        """
        address = _parsed(email)
        self._guesses.spend_mail(email_key(address), network)
        self._tell(address)

    @retried
    def _tell(self, address: str) -> None:
        with self._begin() as work:
            account = work.accounts.by_email(address)
            waits = account is not None and account.standing is Standing.UNCONFIRMED
            work.tell(ConfirmationAsked(account_id=account.id if account and waits else NOBODY))

    @retried
    def confirm(self, key: str, *, browser: Browser) -> None:
        """Raises TokenRefused, also for an address that isn't the account's any more."""
        with self._begin() as work:
            token = self._tokens.use(work, Purpose.CONFIRM_EMAIL, key)
            account = work.accounts.get(token.owner)
            if account.email != token.carries["email"]:
                raise TokenRefused
            account.confirm(self._clock.now())
            work.accounts.save(account)
            show_as_standing(work, account)
            self._journal.note(work, Happening.CONFIRMED, account.id, browser)

    def ask_for_change(self, account_id: AccountId, email: str, *, browser: Browser) -> None:
        """A link goes to the new address, a notice to the present one. Raises Invalid, TooMany."""
        address = _parsed(email)
        with self._begin() as work:
            account = work.accounts.get(account_id)
        if email_key(address) == email_key(account.email):
            raise Invalid({"email": Sentence("This is your present address.")})
        self._guesses.spend_mail(email_key(address), browser.network)
        self._want(account_id, address, browser)

    @retried
    def _want(self, account_id: AccountId, address: str, browser: Browser) -> None:
        with self._begin() as work:
            account = work.accounts.get(account_id)
            account.ask_for_email(address)
            work.accounts.save(account)
            self._journal.note(work, Happening.EMAIL_CHANGE_ASKED, account_id, browser, detail=address)

    @retried
    def forget_change(self, account_id: AccountId) -> None:
        """The wanted address isn't wanted any more."""
        with self._begin() as work:
            account = work.accounts.get(account_id)
            account.forget_wanted_email()
            work.accounts.save(account)

    @retried
    def change(self, key: str, *, browser: Browser, session_id: SessionId | None) -> None:
        """The new address answered. Ends every other session and link. Raises TokenRefused.

        Refused as well when another account has that address by now.
        """
        try:
            with self._begin() as work:
                token = self._tokens.use(work, Purpose.CHANGE_EMAIL, key)
                account = work.accounts.get(token.owner)
                if account.wanted_email != token.carries["email"]:
                    raise TokenRefused
                account.change_email(token.carries["email"], at=self._clock.now())
                work.accounts.save(account)
                show_as_standing(work, account)
                shut(work, account.id, but=session_id)
                self._journal.note(work, Happening.EMAIL_CHANGED, account.id, browser)
        except EmailTaken:
            raise TokenRefused from None


def _parsed(email: str) -> str:
    try:
        return parse_email(email)
    except TextFault as fault:
        raise Invalid({"email": fault.sentence}) from fault
