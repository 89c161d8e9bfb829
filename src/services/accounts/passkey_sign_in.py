"""Signing in with a passkey alone: something one has and something one is, in a single step."""

from domain.accounts import Account
from domain.browsers import Browser
from domain.one_time_tokens import Purpose
from domain.security_log import Happening
from services.accounts.entry import Entry, Outcome
from services.accounts.guesses import Guesses
from services.accounts.journal import Journal
from services.accounts.passkey_answers import PasskeyAnswers
from services.ports.passkeys import PasskeyRefused
from services.ports.unit_of_work import Begin
from services.retrying import retried


class PasskeySignIn:
    """No login is typed: the passkey says whose it is (W3C Web Authentication, discoverable credentials)."""

    def __init__(
        self, begin: Begin, answers: PasskeyAnswers, entry: Entry, guesses: Guesses, journal: Journal
    ) -> None:
        self._begin, self._answers, self._entry = begin, answers, entry
        self._guesses, self._journal = guesses, journal

    def request(self, browser: Browser) -> str:
        """JSON for the browser, good for this visit. Raises TooMany."""
        self._guesses.spend_round(browser.network)
        return self._request(browser)

    @retried
    def _request(self, browser: Browser) -> str:
        with self._begin() as work:
            return self._answers.request_any(work, Purpose.SIGN_IN_BY_PASSKEY, bound_to=browser.visit_token)

    def sign_in(self, answer: str, *, remember: bool, browser: Browser) -> Outcome:
        """Raises PasskeyRefused, TokenRefused, AccountStopped, AccountGone, KeysChanged."""
        try:
            account = self._take(answer, browser)
        except PasskeyRefused:
            self._note_failure(browser)
            raise
        return self._entry.let_in(account, remember=remember, browser=browser, is_strong=True)

    @retried
    def _take(self, answer: str, browser: Browser) -> Account:
        with self._begin() as work:
            passkey = self._answers.take(
                work,
                answer,
                Purpose.SIGN_IN_BY_PASSKEY,
                bound_to=browser.visit_token,
                verify_user=True,
            )
            return work.accounts.get(passkey.account_id)

    @retried
    def _note_failure(self, browser: Browser) -> None:
        """At nobody's account: whose passkey it claims to be is anybody's claim."""
        with self._begin() as work:
            self._journal.note(work, Happening.SIGN_IN_FAILED, None, browser, detail="passkey")
