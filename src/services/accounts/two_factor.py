"""Setting up and taking away the second factor: an authenticator app, and the slip of recovery codes."""

from dataclasses import dataclass

from domain.browsers import Browser
from domain.errors import NotFound
from domain.ids import AccountId, SessionId
from domain.second_factors import new_recovery_codes
from domain.security_log import Happening
from services.accounts.app_codes import AppCodes
from services.accounts.doors import shut
from services.accounts.guesses import Guesses
from services.accounts.journal import Journal
from services.accounts.lone_passwords import LonePasswords
from services.accounts.ways_in import settle_second_factor
from services.ports.clock import Clock
from services.ports.place import PlaceQueries
from services.ports.unit_of_work import Begin
from services.retrying import retried


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What an app needs: the secret to type, and the address in a QR code."""

    secret: str
    address: str


class TwoFactor:
    """Every change ends the account's other sessions and all its links."""

    def __init__(
        self,
        begin: Begin,
        clock: Clock,
        codes: AppCodes,
        guesses: Guesses,
        journal: Journal,
        place: PlaceQueries,
        lone_passwords: LonePasswords,
    ) -> None:
        self._begin, self._clock, self._codes, self._guesses = begin, clock, codes, guesses
        self._journal, self._place, self._lone_passwords = journal, place, lone_passwords

    @retried
    def begin(self, account_id: AccountId) -> Enrolment:
        """Propose a new secret, unless the app is set up already. Nothing counts before `confirm`."""
        with self._begin() as work:
            factor = work.second_factors.of(account_id)
            if factor.has_app:
                raise NotFound
            secret, sealed = self._codes.new_secret(account_id)
            factor.begin(sealed)
            work.second_factors.save(factor)
            email = work.accounts.get(account_id).email
        return self._enrolment(secret, email)

    def pending(self, account_id: AccountId) -> Enrolment:
        """The secret proposed last, to be shown again after a wrong code. Raises NotFound."""
        with self._begin() as work:
            factor = work.second_factors.of(account_id)
            email = work.accounts.get(account_id).email
        secret = None if factor.has_app else self._codes.secret_of(factor)
        if secret is None:
            raise NotFound
        return self._enrolment(secret, email)

    def _enrolment(self, secret: str, email: str) -> Enrolment:
        issuer = self._place.card().name
        return Enrolment(secret=secret, address=self._codes.address(secret, account=email, issuer=issuer))

    def confirm(
        self, account_id: AccountId, session_id: SessionId, code: str, *, browser: Browser
    ) -> tuple[str, ...]:
        """The app gave a code. Returns new recovery codes when there were none. Raises WrongCode, TooMany."""
        self._guesses.spend_code(account_id)
        codes = self._confirm(account_id, session_id, code, browser)
        self._guesses.code_was_good(account_id)
        return codes

    @retried
    def _confirm(
        self, account_id: AccountId, session_id: SessionId, code: str, browser: Browser
    ) -> tuple[str, ...]:
        with self._begin() as work:
            factor = work.second_factors.of(account_id)
            factor.confirm(self._codes.step_of(factor, code), at=self._clock.now())
            work.second_factors.save(factor)
            codes = settle_second_factor(work, work.accounts.get(account_id))
            shut(work, account_id, but=session_id)
            self._journal.note(work, Happening.APP_ADDED, account_id, browser)
        return codes

    def remove(
        self, account_id: AccountId, session_id: SessionId, password: str, *, browser: Browser
    ) -> None:
        """Take the app away. Raises NotFound where there is none, and Invalid for a wrong password and one
        that is too short to stand alone."""
        self._lone_passwords.check_may_stand_alone(account_id, password, browser=browser, without_app=True)
        self._remove(account_id, session_id, browser)

    @retried
    def _remove(self, account_id: AccountId, session_id: SessionId, browser: Browser) -> None:
        with self._begin() as work:
            factor = work.second_factors.of(account_id)
            if not factor.has_app:
                raise NotFound
            factor.remove_app()
            work.second_factors.save(factor)
            settle_second_factor(work, work.accounts.get(account_id))
            shut(work, account_id, but=session_id)
            self._journal.note(work, Happening.APP_REMOVED, account_id, browser)

    @retried
    def renew_recovery(
        self, account_id: AccountId, session_id: SessionId, *, browser: Browser
    ) -> tuple[str, ...]:
        """Ten new codes; the older ones are dead. Raises NotFound without a second factor."""
        with self._begin() as work:
            if not work.accounts.get(account_id).has_second_factor:
                raise NotFound
            factor = work.second_factors.of(account_id)
            codes = new_recovery_codes()
            factor.renew_recovery(codes)
            work.second_factors.save(factor)
            shut(work, account_id, but=session_id)
            self._journal.note(work, Happening.RECOVERY_CODES_MADE, account_id, browser)
        return codes
