"""What the owner does with accounts from a terminal: whoever can start one owns the place."""

from domain.accounts import Account, EmailTaken, Role
from domain.browsers import TERMINAL
from domain.credentials import PasswordPolicy
from domain.errors import Invalid, NotFound, Sentence
from domain.place import Place, Registration
from domain.security_log import Happening
from services.accounts.admission import Admission, Applicant
from services.accounts.doors import shut
from services.accounts.journal import Journal
from services.accounts.new_passwords import check_new, handles_of
from services.accounts.ways_in import take_factors_away
from services.ports.passwords import PasswordHasher
from services.ports.unit_of_work import Begin, UnitOfWork
from services.retrying import retried


class Staffing:
    """Nobody is asked who they are; everything is logged, and the person told."""

    def __init__(
        self,
        begin: Begin,
        admission: Admission,
        hasher: PasswordHasher,
        policy: PasswordPolicy,
        journal: Journal,
    ) -> None:
        self._begin, self._admission = begin, admission
        self._hasher, self._policy, self._journal = hasher, policy, journal

    @retried
    def create(self, applicant: Applicant, *, role: Role, imported_hash: str | None = None) -> Account:
        """A confirmed account. The first one founds the place with approval. Raises Invalid.

        `imported_hash` is the hash of a password that another system kept; it is replaced at the first
        sign-in.
        """
        person = self._admission.check(
            applicant, place_name=self._place_name(), needs_password=imported_hash is None
        )
        if imported_hash is not None and not self._hasher.is_readable(imported_hash):
            raise Invalid({"password": Sentence("This isn't a password hash that Stoa can read.")})
        password_hash = imported_hash or self._admission.hash(applicant.password)
        try:
            with self._begin() as work:
                if work.place.get() is None:
                    work.place.add(Place.found(name="Stoa", tagline="", registration=Registration.APPROVAL))
                return self._admission.admit(
                    work, person, password_hash=password_hash, role=role, browser=TERMINAL, is_confirmed=True
                )
        except EmailTaken as taken:
            raise Invalid({"email": Sentence("An account with this address exists.")}) from taken

    @retried
    def promote(self, handle: str, role: Role) -> None:
        """Give a role and end the sessions that began under another. Raises NotFound, LastOwner."""
        with self._begin() as work:
            account = _of(work, handle)
            if role is not Role.OWNER:
                account.check_dispensable(work.accounts.count_owners())
            account.promote(role)
            work.accounts.save(account)
            shut(work, account.id)
            self._journal.note(work, Happening.ROLE_CHANGED, account.id, TERMINAL, detail=role.value)

    @retried
    def reset_password(self, handle: str, password: str) -> None:
        """Set a password and end all sessions. Raises NotFound, Invalid."""
        with self._begin() as work:
            account = _of(work, handle)
            handles = handles_of(work, account)
        check_new(password, self._policy, account, handles=handles, place_name=self._place_name())
        password_hash = self._hasher.hash(password)
        with self._begin() as work:
            account = _of(work, handle)
            account.change_password(password_hash)
            work.accounts.save(account)
            shut(work, account.id)
            self._journal.note(work, Happening.PASSWORD_SET, account.id, TERMINAL)

    @retried
    def reset_second_factor(self, handle: str) -> None:
        """Take away app, passkeys and codes of somebody who lost them all. Raises NotFound."""
        with self._begin() as work:
            account = _of(work, handle)
            take_factors_away(work, account)
            shut(work, account.id)
            self._journal.note(work, Happening.SECOND_FACTOR_RESET, account.id, TERMINAL)

    def _place_name(self) -> str:
        with self._begin() as work:
            place = work.place.get()
        return place.name if place else ""


def _of(work: UnitOfWork, handle: str) -> Account:
    handle = handle.removeprefix("@").lower()
    account = work.accounts.by_handle(handle)
    if account is None:
        raise NotFound(Sentence("Nobody here is called @{handle}.", handle=handle))
    return account
