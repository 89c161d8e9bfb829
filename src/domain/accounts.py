"""Account: the private side of a person. It signs in; a profile speaks."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

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

    UNCONFIRMED = "unconfirmed"
    AWAITING_APPROVAL = "awaiting_approval"
    ACTIVE = "active"
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
    sentence = Sentence("This account is suspended. Please ask the people who run this place.")


class AccountGone(Forbidden):
    """Closed, and the days of grace are over."""

    code = "account_gone"
    sentence = Sentence("This account is closed.")


class AlreadyClosed(Conflict):
    code = "already_closed"
    sentence = Sentence("This account is closed already.")


class NotInYet(Conflict):
    """Who may not publish yet has nothing to be limited."""

    code = "not_in_yet"
    sentence = Sentence("This person isn't in yet, so there is nothing to limit.")


class KeysChanged(Conflict):
    """Between the proof and the door: what was shown opened the account a moment ago."""

    code = "keys_changed"
    sentence = Sentence("The keys to this account were changed just now. Please sign in again.")


class LastOwner(Conflict):
    code = "last_owner"
    sentence = Sentence(
        "A place needs an owner, and this is the only one. Make somebody else an owner first."
    )


class NotToGovern(Forbidden):
    """Staff act on those below them; owners on everybody but themselves."""

    code = "not_to_govern"
    sentence = Sentence("Your role doesn't reach this account.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRegistered(Event):
    account_id: AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRepeated(Event):
    """Somebody tried to register with the address of this account."""

    account_id: AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationAsked(Event):
    """Somebody wants the mail that confirms an address once more; 0 when nobody has that address."""

    account_id: AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordResetAsked(Event):
    """Somebody forgot the password of this account; 0 when nobody has the address."""

    account_id: AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailChangeAsked(Event):
    """The person wants another address, see `Account.wanted_email`."""

    account_id: AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailChanged(Event):
    """The address is another now; the former one is still to be told."""

    account_id: AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountApproved(Event):
    account_id: AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed(Event):
    account_id: AccountId


NOBODY = AccountId(0)
"""Stands for the account that there isn't, where an answer must be the same either way."""

GRACE = timedelta(days=14)
"""How long a closed account can be opened again before it is erased."""

MAX_REASON = 500
"""A paragraph about why somebody wants to join."""


def reaches(role: Role, other: Role) -> bool:
    """Whether staff of a role may act on accounts of another: on those below, owners on all."""
    ranks = list(Role)
    return role is Role.OWNER or ranks.index(role) > ranks.index(other)


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
    """A person's way in: address, phone number, password hash, role and standing.

    `password_hash` is None where somebody signs in without one. `wanted_email` waits to be confirmed,
    `former_email` to be told. `has_second_factor` says whether a password alone opens nothing.
    `is_limited` outlasts closing: nobody sheds a limit by going and coming back.
    """

    id: AccountId
    email: str
    phone: str | None
    password_hash: str | None
    role: Role
    standing: Standing
    registered_at: datetime
    confirmed_at: datetime | None = None
    needs_approval: bool = False
    reason: str = ""
    invited_by: AccountId | None = None
    wanted_email: str | None = None
    former_email: str | None = None
    has_second_factor: bool = False
    is_limited: bool = False
    closed_at: datetime | None = None

    @property
    def is_staff(self) -> bool:
        return self.role is not Role.MEMBER

    def registered(self) -> None:
        """Tell that this account has just come to be."""
        self.record(AccountRegistered(account_id=self.id))

    def confirm(self, at: datetime) -> None:
        """The address is theirs. They are in, or wait for approval."""
        self.confirmed_at = self.confirmed_at or at
        if self.standing is Standing.UNCONFIRMED:
            self.standing = self._own_standing

    def approve(self) -> None:
        """Let in somebody who waits; anybody else stays as they are."""
        self.needs_approval = False
        if self.standing is Standing.AWAITING_APPROVAL:
            self.standing = Standing.ACTIVE
            self.record(AccountApproved(account_id=self.id))

    def change_password(self, password_hash: str) -> None:
        self.password_hash = password_hash

    def rehash(self, password_hash: str) -> None:
        """Keep the same password under newer parameters: nothing to tell anybody."""
        self.password_hash = password_hash

    def change_phone(self, phone: str | None) -> None:
        self.phone = phone

    def ask_for_email(self, email: str) -> None:
        """Want another address; it counts once confirmed. The present one stays until then."""
        self.wanted_email = email
        self.record(EmailChangeAsked(account_id=self.id))

    def forget_wanted_email(self) -> None:
        self.wanted_email = None

    def change_email(self, email: str, *, at: datetime) -> None:
        """The wanted address answered. Raises Conflict when another one is wanted by now.

        Of two changes in a row the first address is told: whoever took the account over can't hush it up.
        """
        if email != self.wanted_email:
            raise Conflict
        self.former_email = self.former_email or self.email
        self.email, self.wanted_email = email, None
        self.confirm(at)
        self.record(EmailChanged(account_id=self.id))

    def former_email_told(self) -> None:
        self.former_email = None

    def check_may_sign_in(self, at: datetime) -> None:
        """Raises AccountStopped, AccountGone. Asked only after the password was right.

        A closed account in its days of grace passes: it may be opened again.
        """
        if self.standing is Standing.SUSPENDED:
            raise AccountStopped
        if self.standing is Standing.CLOSED and not self.may_reopen(at):
            raise AccountGone

    def check_governed_by(self, actor_id: AccountId | None, role: Role) -> None:
        """Raises NotToGovern unless staff of this role may act on this account."""
        if actor_id == self.id or not reaches(role, self.role):
            raise NotToGovern

    def check_has_keys_of(self, earlier: Self) -> None:
        """Raises KeysChanged unless what opened the account as it was `earlier` still opens it."""
        if (self.email, self.password_hash, self.has_second_factor) != (
            earlier.email,
            earlier.password_hash,
            earlier.has_second_factor,
        ):
            raise KeysChanged

    def check_dispensable(self, owners: int) -> None:
        """Raises LastOwner when this is the only one of `owners`, who are those that may sign in."""
        if self.role is Role.OWNER and self.standing.may_sign_in and owners <= 1:
            raise LastOwner

    def promote(self, role: Role) -> None:
        self.role = role

    def limit(self) -> None:
        """What they write stays out of listings. Raises AlreadyClosed, NotInYet.

        Nobody comes in by a limit: who waits, or has confirmed no address, has none.
        """
        self._check_not_closed()
        if not (self.standing.may_publish or self._own_standing.may_publish):
            raise NotInYet
        self.is_limited, self.standing = True, Standing.LIMITED

    def suspend(self) -> None:
        """They can't sign in, and are seen by nobody. Raises AlreadyClosed."""
        self._check_not_closed()
        self.standing = Standing.SUSPENDED

    def lift(self) -> None:
        """End a limit or a suspension. Who wasn't in before isn't let in by it."""
        if self.standing in (Standing.LIMITED, Standing.SUSPENDED):
            self.is_limited = False
            self.standing = Standing.ACTIVE if self.standing is Standing.LIMITED else self._own_standing

    @property
    def _own_standing(self) -> Standing:
        """Where the account stands when it is neither suspended nor closed."""
        if self.confirmed_at is None:
            return Standing.UNCONFIRMED
        if self.needs_approval:
            return Standing.AWAITING_APPROVAL
        return Standing.LIMITED if self.is_limited else Standing.ACTIVE

    def _check_not_closed(self) -> None:
        if self.standing is Standing.CLOSED:
            raise AlreadyClosed

    def close(self, at: datetime) -> None:
        """Leave. Everything is kept, unseen, for the days of grace. Raises AlreadyClosed, AccountStopped.

        A suspended account stays suspended: closing would be a way around it.
        """
        self._check_not_closed()
        if self.standing is Standing.SUSPENDED:
            raise AccountStopped
        self.standing, self.closed_at = Standing.CLOSED, at
        self.record(AccountClosed(account_id=self.id))

    @property
    def erased_at(self) -> datetime | None:
        """When the days of grace are over; None for an account that isn't closed."""
        return self.closed_at + GRACE if self.closed_at is not None else None

    def may_reopen(self, at: datetime) -> bool:
        return self.erased_at is not None and at < self.erased_at

    def is_to_be_erased(self, at: datetime) -> bool:
        return self.standing is Standing.CLOSED and not self.may_reopen(at)

    def reopen(self, at: datetime) -> None:
        """Come back within the days of grace, to where one stood before. Raises AccountGone."""
        if self.standing is not Standing.CLOSED or not self.may_reopen(at):
            raise AccountGone
        self.closed_at = None
        self.standing = self._own_standing
