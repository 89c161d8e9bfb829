"""What every new account goes through, whoever makes it: the rules of entry, in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from domain.accounts import MAX_REASON, Account, Role, Standing, parse_email, parse_phone
from domain.browsers import Browser
from domain.credentials import PasswordPolicy
from domain.errors import Invalid, Sentence
from domain.ids import AccountId, ProfileId
from domain.profiles import Profile, parse_handle
from domain.security_log import Happening
from domain.texts import TextFault, many_lines
from services.accounts.handles import check_free, told_when_taken
from services.accounts.journal import Journal
from services.ports.clock import Clock, Ids
from services.ports.passwords import PasswordHasher
from services.ports.unit_of_work import UnitOfWork

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """What a person writes to get an account, as they wrote it."""

    handle: str
    email: str
    password: str = ""
    phone: str = ""
    reason: str = ""
    invitation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admissible:
    """An applicant whose words are in order."""

    handle: str
    email: str
    phone: str | None
    reason: str


class Admission:
    """Checks applicants and makes their account and first profile."""

    def __init__(
        self, policy: PasswordPolicy, hasher: PasswordHasher, clock: Clock, ids: Ids, journal: Journal
    ) -> None:
        self._policy, self._hasher, self._clock, self._ids = policy, hasher, clock, ids
        self._journal = journal

    def check(self, applicant: Applicant, *, place_name: str, needs_password: bool = True) -> Admissible:
        """Every rule that needs no look at other accounts. Raises Invalid with every fault at once."""
        faults: dict[str, Sentence] = {}
        handle = _parse("handle", parse_handle, applicant.handle, faults)
        email = _parse("email", parse_email, applicant.email, faults)
        phone = _parse("phone", parse_phone, applicant.phone, faults)
        reason = _parse("reason", lambda text: many_lines(text, most=MAX_REASON), applicant.reason, faults)
        if needs_password:
            about = (applicant.handle, applicant.email, place_name)
            _parse(
                "password",
                lambda password: self._policy.check(password, about=about),
                applicant.password,
                faults,
            )
        if faults or handle is None or email is None:
            raise Invalid(faults)
        return Admissible(handle=handle, email=email, phone=phone, reason=(reason or "").strip())

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def admit(
        self,
        work: UnitOfWork,
        person: Admissible,
        *,
        password_hash: str | None,
        browser: Browser,
        role: Role = Role.MEMBER,
        is_confirmed: bool = False,
        needs_approval: bool = False,
        invited_by: AccountId | None = None,
    ) -> Account:
        """An account and its first profile, noted in the log.

        Raises EmailTaken, and Invalid when the handle is taken or looks like another's.
        """
        now = self._clock.now()
        account = Account(
            id=AccountId(self._ids.next()),
            email=person.email,
            phone=person.phone,
            password_hash=password_hash,
            role=role,
            standing=Standing.UNCONFIRMED,
            registered_at=now,
            needs_approval=needs_approval,
            reason=person.reason,
            invited_by=invited_by,
        )
        if is_confirmed:
            account.confirm(now)
        account.registered()
        profile = Profile.begin(person.handle, owner=account, id=ProfileId(self._ids.next()), at=now)
        check_free(work, profile.handle)
        work.accounts.add(account)
        with told_when_taken():
            work.profiles.add(profile)
        self._journal.note(work, Happening.REGISTERED, account.id, browser)
        return account


def _parse(field: str, parse: Callable[[str], T], value: str, faults: dict[str, Sentence]) -> T | None:
    try:
        return parse(value)
    except TextFault as fault:
        faults[field] = fault.sentence
        return None
