"""What people change about their own account."""

from domain.accounts import parse_phone
from domain.browsers import Browser
from domain.credentials import PasswordPolicy
from domain.errors import EditedMeanwhile, Invalid
from domain.ids import AccountId, SessionId
from domain.security_log import Happening
from domain.texts import TextFault
from services.accounts.doors import shut
from services.accounts.journal import Journal
from services.accounts.new_passwords import check_new, handles_of
from services.accounts.proving import Proving
from services.ports.passwords import PasswordHasher
from services.ports.place import PlaceQueries
from services.ports.unit_of_work import Begin
from services.retrying import retried


class AccountSettings:
    """Changes what is private; whatever opens doors asks for the password again."""

    def __init__(
        self,
        begin: Begin,
        hasher: PasswordHasher,
        policy: PasswordPolicy,
        proving: Proving,
        journal: Journal,
        place: PlaceQueries,
    ) -> None:
        self._begin, self._hasher, self._policy = begin, hasher, policy
        self._proving, self._journal, self._place = proving, journal, place

    @retried
    def change_phone(self, account_id: AccountId, phone: str, *, browser: Browser) -> None:
        """Raises Invalid. An empty number removes it."""
        try:
            number = parse_phone(phone)
        except TextFault as fault:
            raise Invalid({"phone": fault.sentence}) from fault
        with self._begin() as work:
            account = work.accounts.get(account_id)
            account.change_phone(number)
            work.accounts.save(account)
            self._journal.note(work, Happening.PHONE_CHANGED, account_id, browser)

    def change_password(
        self,
        account_id: AccountId,
        *,
        current: str,
        new: str,
        session_id: SessionId | None,
        browser: Browser,
    ) -> None:
        """Change it and end every other session and link; or set the first one, where there is none.

        Raises Invalid, TooMany. Who has no password yet must have proved themselves otherwise.
        """
        with self._begin() as work:
            account = work.accounts.get(account_id)
            handles = handles_of(work, account)
        if account.password_hash is not None:
            self._proving.check_password(account_id, current, browser=browser, field="current_password")
        check_new(new, self._policy, account, handles=handles, place_name=self._place.card().name)
        self._set(account_id, account.password_hash, self._hasher.hash(new), session_id, browser)

    @retried
    def _set(
        self,
        account_id: AccountId,
        checked: str | None,
        password_hash: str,
        session_id: SessionId | None,
        browser: Browser,
    ) -> None:
        """`checked` is the hash that was checked: one that was set meanwhile must not be overwritten."""
        with self._begin() as work:
            account = work.accounts.get(account_id)
            if account.password_hash != checked:
                raise EditedMeanwhile
            account.change_password(password_hash)
            work.accounts.save(account)
            shut(work, account_id, but=session_id)
            self._journal.note(work, Happening.PASSWORD_CHANGED, account_id, browser)
