"""What people change about their own account."""

from domain.accounts import Account, parse_phone
from domain.credentials import PasswordPolicy
from domain.errors import Invalid, Sentence
from domain.ids import AccountId, SessionId
from domain.texts import TextFault
from services.ports.passwords import PasswordHasher
from services.ports.place import PlaceQueries
from services.ports.throttles import Limit, Throttle, Window
from services.ports.unit_of_work import Begin
from services.retrying import retried

PASSWORD_CHECKS = Limit("password-checks", (Window(10, 900),))
"""Guesses at a password by somebody who found a browser signed in."""


class AccountSettings:
    """Changes what is private; whatever opens doors asks for the password again."""

    def __init__(
        self,
        begin: Begin,
        hasher: PasswordHasher,
        policy: PasswordPolicy,
        throttle: Throttle,
        place: PlaceQueries,
    ) -> None:
        self._begin, self._hasher, self._policy = begin, hasher, policy
        self._throttle, self._place = throttle, place

    @retried
    def change_phone(self, account_id: AccountId, phone: str) -> None:
        """Raises Invalid. An empty number removes it."""
        try:
            number = parse_phone(phone)
        except TextFault as fault:
            raise Invalid({"phone": fault.sentence}) from fault
        with self._begin() as work:
            account = work.accounts.get(account_id)
            account.change_phone(number)
            work.accounts.save(account)

    @retried
    def change_password(
        self, account_id: AccountId, *, current: str, new: str, session_id: SessionId | None
    ) -> None:
        """Change it and end every other session. Raises Invalid, TooMany."""
        self._throttle.spend(PASSWORD_CHECKS, str(account_id))
        with self._begin() as work:
            account = work.accounts.get(account_id)
            handle = work.profiles.first_of(account_id).handle
        if not self._hasher.verify(current, account.password_hash):
            raise Invalid({"current_password": Sentence("This isn't your present password.")})
        self._check(new, account, handle)
        self._throttle.forgive(PASSWORD_CHECKS, str(account_id))
        account.change_password(self._hasher.hash(new))
        with self._begin() as work:
            work.accounts.save(account)
            work.sessions.remove_all_of(account_id, but=session_id)

    def _check(self, new: str, account: Account, handle: str) -> None:
        try:
            self._policy.check(new, about=(handle, account.email, self._place.card().name))
        except TextFault as fault:
            raise Invalid({"password": fault.sentence}) from fault
