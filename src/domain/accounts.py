"""Account: the private side of a person. It signs in; a profile speaks."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.base import Aggregate, Event
from domain.errors import Conflict, Forbidden, Sentence
from domain.ids import AccountId
from domain.texts import TextFault, one_line

MAX_EMAIL = 254
"""RFC 5321, section 4.5.3.1.3: a path holds 256 octets, its angle brackets included."""

_EMAIL = re.compile(r"[^\s@<>(),;:\\\"\[\]]{1,64}@(?:[\w](?:[\w-]{0,61}[\w])?\.)+[\w](?:[\w-]{0,61}[\w])?")
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_PHONE_PUNCTUATION = re.compile(r"[\s().\-/\u2010-\u2015]")


class Role(StrEnum):
    """What an account may do beyond its own things; each role includes those before it."""

    MEMBER = "member"
    MODERATOR = "moderator"
    ADMIN = "admin"
    OWNER = "owner"


class Standing(StrEnum):
    """How an account stands with the place."""

    ACTIVE = "active"
    AWAITING_APPROVAL = "awaiting_approval"
    LIMITED = "limited"
    SUSPENDED = "suspended"
    CLOSED = "closed"

    @property
    def may_sign_in(self) -> bool:
        return self not in (Standing.SUSPENDED, Standing.CLOSED)

    @property
    def may_publish(self) -> bool:
        return self in (Standing.ACTIVE, Standing.LIMITED)


class EmailTaken(Conflict):
    """Another account has this address. Never shown: who has an account is nobody's business."""

    code = "email_taken"


class AccountStopped(Forbidden):
    code = "account_stopped"
    sentence = Sentence("This account is suspended or closed. Please ask the people who run this place.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRegistered(Event):
    account_id: AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRepeated(Event):
    """Somebody tried to register with the address of this account."""

    account_id: AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountApproved(Event):
    account_id: AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Event):
    account_id: AccountId


def parse_email(value: str) -> str:
    """An address in the form that it is kept: trimmed, domain in lower case.

    The local part keeps its case (RFC 5321, section 2.4); uniqueness ignores it, see `email_key`.
    Raises TextFault when it can't be an address.
    """
    line = one_line(value, most=MAX_EMAIL, required=True)
    if not _EMAIL.fullmatch(line):
        raise TextFault(Sentence("This doesn't look like an e-mail address, such as ada@example.org."))
    local, _, domain = line.rpartition("@")
    return f"{local}@{domain.lower()}"


def email_key(email: str) -> str:
    """What makes two addresses one: the address without regard to case."""
    return email.casefold()


def parse_phone(value: str) -> str | None:
    """A number in E.164 form (ITU-T E.164: at most 15 digits), None when left empty.

    Spaces, brackets, dots and dashes are dropped. Raises TextFault for anything else.
    """
    number = _PHONE_PUNCTUATION.sub("", one_line(value, most=40))
    if not number:
        return None
    if not _PHONE.fullmatch(number):
        raise TextFault(Sentence("Please write the number with its country, such as +43 660 1234567."))
    return number


@dataclass(slots=True, kw_only=True)
class Account(Aggregate):
    """A person's way in: address, phone number, password hash, role and standing."""

    id: AccountId
    email: str
    phone: str | None
    password_hash: str
    role: Role
    standing: Standing
    registered_at: datetime
    confirmed_at: datetime | None = None

    @property
    def is_staff(self) -> bool:
        return self.role is not Role.MEMBER

    def registered(self) -> None:
        """Tell that this account has just come to be."""
        self.record(AccountRegistered(account_id=self.id))

    def registration_repeated(self) -> None:
        """Tell its holder, and nobody else, that the address was used to register again."""
        self.record(RegistrationRepeated(account_id=self.id))

    def approve(self) -> None:
        """Let in somebody who waits; anybody else stays as they are."""
        if self.standing is Standing.AWAITING_APPROVAL:
            self.standing = Standing.ACTIVE
            self.record(AccountApproved(account_id=self.id))

    def change_password(self, password_hash: str) -> None:
        self.password_hash = password_hash
        self.record(PasswordChanged(account_id=self.id))

    def rehash(self, password_hash: str) -> None:
        """Keep the same password under newer parameters: nothing to tell anybody."""
        self.password_hash = password_hash

    def change_phone(self, phone: str | None) -> None:
        self.phone = phone

    def check_may_sign_in(self) -> None:
        """Raises AccountStopped. Asked only after the password was right."""
        if not self.standing.may_sign_in:
            raise AccountStopped

    def promote(self, role: Role) -> None:
        self.role = role
