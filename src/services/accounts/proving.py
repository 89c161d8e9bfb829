"""Showing once more who one is, before anything that opens doors is changed."""

from domain.browsers import Browser
from domain.errors import Invalid, Sentence
from domain.ids import AccountId, SessionId
from domain.one_time_tokens import Purpose
from domain.security_log import Happening
from services.accounts.guesses import Guesses
from services.accounts.journal import Journal
from services.accounts.passkey_answers import PasskeyAnswers
from services.ports.clock import Clock
from services.ports.passkeys import PasskeyRefused
from services.ports.passwords import PasswordHasher
from services.ports.unit_of_work import Begin, UnitOfWork
from services.retrying import retried

NOT_THE_PASSWORD = Sentence("This isn't your present password.")


class Proving:
    """By the password, or by one of the account's passkeys (ASVS 5.0, 7.5.1)."""

    def __init__(
        self,
        begin: Begin,
        clock: Clock,
        hasher: PasswordHasher,
        guesses: Guesses,
        journal: Journal,
        answers: PasskeyAnswers,
    ) -> None:
        self._begin, self._clock, self._hasher = begin, clock, hasher
        self._guesses, self._journal, self._answers = guesses, journal, answers

    def check_password(
        self, account_id: AccountId, password: str, *, browser: Browser, field: str = "password"
    ) -> None:
        """Raises Invalid for `field` when it isn't the account's password; TooMany."""
        self._guesses.spend_proof(account_id)
        with self._begin() as work:
            known = work.accounts.get(account_id).password_hash
        if known is None or not self._hasher.verify(password, known):
            self._note_failure(account_id, browser)
            raise Invalid({field: NOT_THE_PASSWORD})
        self._guesses.proof_was_good(account_id)

    @retried
    def _note_failure(self, account_id: AccountId, browser: Browser) -> None:
        with self._begin() as work:
            self._journal.note(work, Happening.PROOF_FAILED, account_id, browser)

    def by_password(
        self, account_id: AccountId, session_id: SessionId, password: str, *, browser: Browser
    ) -> None:
        """Raises Invalid, TooMany."""
        self.check_password(account_id, password, browser=browser)
        self._prove(account_id, session_id)

    @retried
    def _prove(self, account_id: AccountId, session_id: SessionId) -> None:
        with self._begin() as work:
            self.note(work, account_id, session_id)

    def note(self, work: UnitOfWork, account_id: AccountId, session_id: SessionId) -> None:
        """From now on, and for a while, this session may change what opens doors."""
        session = work.sessions.get(session_id, owner=account_id)
        session.proved(self._clock.now())
        work.sessions.save(session)

    @retried
    def passkey_request(self, account_id: AccountId, browser: Browser) -> str | None:
        """JSON for the browser, good for this session; None when the account has no passkey."""
        with self._begin() as work:
            return self._answers.request(
                work,
                Purpose.PROVE_BY_PASSKEY,
                bound_to=browser.session_token or "",
                account_id=account_id,
                verify_user=True,
            )

    def by_passkey(
        self, account_id: AccountId, session_id: SessionId, answer: str, *, browser: Browser
    ) -> None:
        """Raises PasskeyRefused, TokenRefused."""
        try:
            self._take(account_id, session_id, answer, browser)
        except PasskeyRefused:
            self._note_failure(account_id, browser)
            raise

    @retried
    def _take(self, account_id: AccountId, session_id: SessionId, answer: str, browser: Browser) -> None:
        with self._begin() as work:
            self._answers.take(
                work,
                answer,
                Purpose.PROVE_BY_PASSKEY,
                bound_to=browser.session_token or "",
                account_id=account_id,
                verify_user=True,
            )
            self.note(work, account_id, session_id)
