"""LogEntry: something that happened to an account's safety. Written once, never changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from domain.base import Aggregate, Event
from domain.browsers import Browser
from domain.ids import AccountId, LogEntryId


class Happening(StrEnum):
    """What can happen. The part before the dot says with what."""

    REGISTERED = "account.registered"
    CONFIRMED = "email.confirmed"
    EMAIL_CHANGE_ASKED = "email.change_asked"
    EMAIL_CHANGED = "email.changed"
    PHONE_CHANGED = "phone.changed"
    SIGNED_IN = "session.signed_in"
    SIGNED_IN_ON_NEW_DEVICE = "session.signed_in_on_new_device"
    SIGN_IN_FAILED = "session.sign_in_failed"
    SECOND_STEP_FAILED = "session.second_step_failed"
    SIGNED_OUT = "session.signed_out"
    SESSION_ENDED = "session.ended"
    OTHER_SESSIONS_ENDED = "session.others_ended"
    PROOF_FAILED = "session.proof_failed"
    PASSWORD_CHANGED = "password.changed"
    PASSWORD_RESET_ASKED = "password.reset_asked"
    PASSWORD_RESET = "password.reset"
    APP_ADDED = "second_factor.app_added"
    APP_REMOVED = "second_factor.app_removed"
    RECOVERY_CODES_MADE = "second_factor.recovery_codes_made"
    RECOVERY_CODE_USED = "second_factor.recovery_code_used"
    PASSKEY_ADDED = "passkey.added"
    PASSKEY_REMOVED = "passkey.removed"
    LOGIN_LINKED = "login.linked"
    LOGIN_UNLINKED = "login.unlinked"
    PROFILE_ADDED = "profile.added"
    HANDLE_CHANGED = "profile.handle_changed"
    INVITATION_MADE = "invitation.made"
    INVITATION_ENDED = "invitation.ended"
    EXPORT_ASKED = "export.asked"
    EXPORT_TAKEN = "export.taken"
    CLOSED = "account.closed"
    REOPENED = "account.reopened"
    APPROVED = "staff.approved"
    CONFIRMED_BY_STAFF = "staff.confirmed"
    LIMITED = "staff.limited"
    SUSPENDED = "staff.suspended"
    LIFTED = "staff.lifted"
    SIGNED_OUT_BY_STAFF = "staff.signed_out"
    SECOND_FACTOR_RESET = "staff.second_factor_reset"
    PASSWORD_SET = "staff.password_set"
    ROLE_CHANGED = "staff.role_changed"


ANNOUNCED = frozenset(
    {
        Happening.EMAIL_CHANGE_ASKED,
        Happening.SIGNED_IN_ON_NEW_DEVICE,
        Happening.PASSWORD_CHANGED,
        Happening.PASSWORD_RESET,
        Happening.APP_ADDED,
        Happening.APP_REMOVED,
        Happening.RECOVERY_CODES_MADE,
        Happening.RECOVERY_CODE_USED,
        Happening.PASSKEY_ADDED,
        Happening.PASSKEY_REMOVED,
        Happening.LOGIN_LINKED,
        Happening.LOGIN_UNLINKED,
        Happening.EXPORT_ASKED,
        Happening.CLOSED,
        Happening.REOPENED,
        Happening.LIMITED,
        Happening.SUSPENDED,
        Happening.LIFTED,
        Happening.SIGNED_OUT_BY_STAFF,
        Happening.SECOND_FACTOR_RESET,
        Happening.PASSWORD_SET,
        Happening.ROLE_CHANGED,
    }
)
"""Told by mail, too: what a person would want to know at once if it wasn't them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityEventLogged(Event):
    """An announced happening was written down."""

    entry_id: LogEntryId


@dataclass(slots=True, kw_only=True)
class LogEntry(Aggregate):
    """`account_id` is None for tries at nobody's account; `actor_id` is the staff member who did it."""

    id: LogEntryId
    account_id: AccountId | None
    what: Happening
    at: datetime
    device: str
    network: str
    actor_id: AccountId | None = None
    detail: str = ""

    @classmethod
    def of(
        cls,
        what: Happening,
        account_id: AccountId | None,
        *,
        id: LogEntryId,
        at: datetime,
        browser: Browser,
        actor_id: AccountId | None = None,
        detail: str = "",
    ) -> Self:
        """An entry, and the event that has it announced. `detail` names the thing: a passkey, a reason."""
        entry = cls(
            id=id,
            account_id=account_id,
            what=what,
            at=at,
            device=browser.device,
            network=browser.network,
            actor_id=actor_id,
            detail=detail,
        )
        if what in ANNOUNCED:
            entry.record(SecurityEventLogged(entry_id=id))
        return entry
