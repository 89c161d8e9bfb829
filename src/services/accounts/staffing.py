"""What those who run a place do with accounts."""

from domain.accounts import Account, EmailTaken, Role
from domain.credentials import PasswordPolicy
from domain.errors import Invalid, NotFound, Sentence
from domain.ids import AccountId
from domain.place import Place, Registration
from domain.texts import TextFault
from domain.viewers import Viewer
from services.accounts.admission import Admission, Applicant
from services.ports.passwords import PasswordHasher
from services.ports.unit_of_work import Begin, UnitOfWork
from services.retrying import retried


class Staffing:
    """From the terminal nobody is asked who they are: whoever can start it owns the place."""

    def __init__(
        self, begin: Begin, admission: Admission, hasher: PasswordHasher, policy: PasswordPolicy
    ) -> None:
        self._begin, self._admission = begin, admission
        self._hasher, self._policy = hasher, policy

    def create(self, applicant: Applicant, *, role: Role) -> Account:
        """A confirmed account. The first one founds the place with approval. Raises Invalid."""
        person = self._admission.check(applicant, place_name=self._place_name())
        try:
            with self._begin() as work:
                if work.place.get() is None:
                    work.place.add(Place.found(name="Stoa", tagline="", registration=Registration.APPROVAL))
                return self._admission.admit(work, person, role=role, is_confirmed=True)
        except EmailTaken as taken:
            raise Invalid({"email": Sentence("An account with this address exists.")}) from taken

    @retried
    def promote(self, handle: str, role: Role) -> None:
        """Give a role and end the sessions that began under another. Raises NotFound."""
        with self._begin() as work:
            account = _of(work, handle)
            account.promote(role)
            work.accounts.save(account)
            work.sessions.remove_all_of(account.id)

    @retried
    def reset_password(self, handle: str, password: str) -> None:
        """Set a password and end all sessions. Raises NotFound, Invalid."""
        with self._begin() as work:
            email = _of(work, handle).email
        try:
            self._policy.check(password, about=(handle, email, self._place_name()))
        except TextFault as fault:
            raise Invalid({"password": fault.sentence}) from fault
        password_hash = self._hasher.hash(password)
        with self._begin() as work:
            account = _of(work, handle)
            account.change_password(password_hash)
            work.accounts.save(account)
            work.sessions.remove_all_of(account.id)

    def _place_name(self) -> str:
        with self._begin() as work:
            place = work.place.get()
        return place.name if place else ""

    @retried
    def approve(self, account_id: AccountId, *, by: Viewer) -> None:
        """Let in somebody who waits. Raises NotFound, also for who isn't a moderator."""
        by.require(Role.MODERATOR)
        with self._begin() as work:
            account = work.accounts.get(account_id)
            account.approve()
            work.accounts.save(account)


def _of(work: UnitOfWork, handle: str) -> Account:
    handle = handle.removeprefix("@").lower()
    account = work.accounts.by_handle(handle)
    if account is None:
        raise NotFound(Sentence("Nobody here is called @{handle}.", handle=handle))
    return account
