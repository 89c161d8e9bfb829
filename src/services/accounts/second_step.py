"""The second step of signing in: a code of the app, a code from the slip, or a passkey."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.accounts import Account
from domain.browsers import Browser
from domain.errors import EditedMeanwhile, Invalid
from domain.ids import AccountId
from domain.one_time_tokens import OneTimeToken, Purpose
from domain.second_factors import SecondFactor, WrongCode
from domain.security_log import Happening
from services.accounts.app_codes import AppCodes
from services.accounts.entry import Entry, Outcome
from services.accounts.guesses import Guesses, known_device
from services.accounts.journal import Journal
from services.accounts.one_time_tokens import OneTimeTokens
from services.accounts.passkey_answers import PasskeyAnswers
from services.ports.clock import Clock
from services.ports.unit_of_work import Begin, UnitOfWork
from services.retrying import retried


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOptions:
    """What may be shown; `passkey_request` is JSON for the browser, None without passkeys."""

    app: bool
    recovery: bool
    passkey_request: str | None


class SecondStep:
    """Goes on where the first step ended, in the same browser, within ten minutes.

    A wrong answer leaves the token good, for another try; a right one spends it.
    """

    def __init__(
        self,
        begin: Begin,
        clock: Clock,
        tokens: OneTimeTokens,
        guesses: Guesses,
        journal: Journal,
        entry: Entry,
        codes: AppCodes,
        answers: PasskeyAnswers,
    ) -> None:
        self._begin, self._clock, self._tokens, self._guesses = begin, clock, tokens, guesses
        self._journal, self._entry, self._codes, self._answers = journal, entry, codes, answers

    @retried
    def options(self, token: str, browser: Browser) -> StepOptions:
        """What the person may choose from. Raises TokenRefused."""
        with self._begin() as work:
            account_id = self._step(work, token, browser).owner
            factor = work.second_factors.of(account_id)
            request = self._answers.request(
                work,
                Purpose.SECOND_STEP_BY_PASSKEY,
                bound_to=browser.visit_token,
                account_id=account_id,
                verify_user=False,
            )
        return StepOptions(
            app=factor.has_app, recovery=bool(factor.recovery_digests), passkey_request=request
        )

    def by_code(self, token: str, code: str, browser: Browser) -> Outcome:
        """Raises TokenRefused, TooMany, WrongCode."""

        def take(work: UnitOfWork, factor: SecondFactor) -> None:
            factor.accept(self._codes.step_of(factor, code))
            work.second_factors.save(factor)

        return self._by(take, token, browser)

    def by_recovery_code(self, token: str, code: str, browser: Browser) -> Outcome:
        """Spends the code. Raises TokenRefused, TooMany, WrongCode."""

        def take(work: UnitOfWork, factor: SecondFactor) -> None:
            factor.use_recovery(code)
            work.second_factors.save(factor)
            left = str(len(factor.recovery_digests))
            self._journal.note(work, Happening.RECOVERY_CODE_USED, factor.account_id, browser, detail=left)

        return self._by(take, token, browser)

    def by_passkey(self, token: str, answer: str, browser: Browser) -> Outcome:
        """Raises TokenRefused, TooMany, PasskeyRefused."""

        def take(work: UnitOfWork, factor: SecondFactor) -> None:
            self._answers.take(
                work,
                answer,
                Purpose.SECOND_STEP_BY_PASSKEY,
                bound_to=browser.visit_token,
                account_id=factor.account_id,
                verify_user=False,
            )

        return self._by(take, token, browser)

    def _by(self, take: Callable[[UnitOfWork, SecondFactor], None], token: str, browser: Browser) -> Outcome:
        with self._begin() as work:
            account_id = self._step(work, token, browser).owner
            device = known_device(work, account_id, browser, self._clock.now())
        self._guesses.spend_code(account_id, device)
        try:
            account, step = self._spend(take, token, browser)
        except Invalid:
            self._note_failure(account_id, browser)
            raise
        self._guesses.code_was_good(account_id, device)
        remember = step.carries["remember"] == "yes"
        return self._entry.let_in(account, remember=remember, browser=browser, is_strong=True)

    @retried
    def _spend(
        self, take: Callable[[UnitOfWork, SecondFactor], None], token: str, browser: Browser
    ) -> tuple[Account, OneTimeToken]:
        """The answer and the token, spent together or not at all."""
        with self._begin() as work:
            step = self._tokens.use(work, Purpose.SECOND_STEP, token, bound_to=browser.visit_token)
            try:
                take(work, work.second_factors.of(step.owner))
            except EditedMeanwhile:
                # The same code from two browsers at once: the other was quicker.
                raise WrongCode from None
            return work.accounts.get(step.owner), step

    @retried
    def _note_failure(self, account_id: AccountId, browser: Browser) -> None:
        with self._begin() as work:
            self._journal.note(work, Happening.SECOND_STEP_FAILED, account_id, browser)

    def _step(self, work: UnitOfWork, token: str, browser: Browser) -> OneTimeToken:
        return self._tokens.check(work, Purpose.SECOND_STEP, token, bound_to=browser.visit_token)
