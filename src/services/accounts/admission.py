"""What every new account goes through, whoever makes it: the rules of entry, in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from domain.accounts import Account, Role, Standing, parse_email, parse_phone
from domain.credentials import PasswordPolicy
from domain.errors import Invalid, Sentence
from domain.ids import AccountId, ProfileId
from domain.profiles import HandleTaken, Profile, parse_handle
from domain.texts import TextFault
from services.ports.clock import Clock, Ids
from services.ports.passwords import PasswordHasher
from services.ports.unit_of_work import UnitOfWork

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """What a person writes to get an account, as they wrote it."""

    handle: str
    email: str
    password: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admissible:
    """An applicant whose words are in order, the password hashed."""

    handle: str
    email: str
    phone: str | None
    password_hash: str


class Admission:
    """Checks applicants and makes their account and first profile."""

    def __init__(self, policy: PasswordPolicy, hasher: PasswordHasher, clock: Clock, ids: Ids) -> None:
        self._policy, self._hasher, self._clock, self._ids = policy, hasher, clock, ids

    def check(self, applicant: Applicant, *, place_name: str) -> Admissible:
        """Every rule that needs no look at other accounts. Raises Invalid with every fault at once."""
        faults: dict[str, Sentence] = {}
        handle = _parse("handle", parse_handle, applicant.handle, faults)
        email = _parse("email", parse_email, applicant.email, faults)
        phone = _parse("phone", parse_phone, applicant.phone, faults)
        about = (applicant.handle, applicant.email, place_name)
        _parse(
            "password", lambda password: self._policy.check(password, about=about), applicant.password, faults
        )
        if faults or handle is None or email is None:
            raise Invalid(faults)
        return Admissible(
            handle=handle, email=email, phone=phone, password_hash=self._hasher.hash(applicant.password)
        )

    def admit(
        self,
        work: UnitOfWork,
        person: Admissible,
        *,
        role: Role = Role.MEMBER,
        standing: Standing = Standing.ACTIVE,
        is_confirmed: bool = False,
    ) -> Account:
        """Raises EmailTaken, and Invalid when the handle is taken or looks like another's."""
        now = self._clock.now()
        account = Account(
            id=AccountId(self._ids.next()),
            email=person.email,
            phone=person.phone,
            password_hash=person.password_hash,
            role=role,
            standing=standing,
            registered_at=now,
            confirmed_at=now if is_confirmed else None,
        )
        account.registered()
        profile = Profile(
            id=ProfileId(self._ids.next()),
            account_id=account.id,
            handle=person.handle,
            display_name=person.handle,
            bio="",
            created_at=now,
        )
        self.check_free(work, person.handle)
        work.accounts.add(account)
        try:
            work.profiles.add(profile)
        except HandleTaken as taken:
            raise Invalid({"handle": taken.sentence}) from taken
        return account

    def check_free(self, work: UnitOfWork, handle: str) -> None:
        """Raises Invalid when the handle is taken or looks like another's."""
        if work.profiles.is_taken(handle):
            raise Invalid({"handle": HandleTaken.sentence})


def _parse(field: str, parse: Callable[[str], T], value: str, faults: dict[str, Sentence]) -> T | None:
    try:
        return parse(value)
    except TextFault as fault:
        faults[field] = fault.sentence
        return None
