"""Invitation: a link by which a member lets others in, so many, until then."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from domain.base import Aggregate
from domain.errors import Conflict, Forbidden, Invalid, Sentence
from domain.ids import AccountId, InvitationId
from domain.sessions import digest_of
from domain.texts import TextFault, one_line

MAX_NOTE = 100
"""A reminder for whoever made it: for whom it is."""

MAX_USES = 10
MAX_STAFF_USES = 1_000
"""A member invites friends; staff may invite a school."""

MAX_DAYS = 90
"""An old link lies around in mails and chats; a new one is quickly made."""

MAX_OPEN_INVITATIONS = 10
"""By one member at a time, so that the tree of who invited whom stays a tree and no broadcast."""


class InvitationOver(Forbidden):
    """Used up, too old, ended, or never there."""

    code = "invitation_over"
    sentence = Sentence("This invitation has been used up or has ended. Please ask for a new one.")


class TooManyInvitations(Conflict):
    code = "too_many_invitations"
    sentence = Sentence("You have as many open invitations as one may have. End one first.")


@dataclass(slots=True, kw_only=True)
class Invitation(Aggregate):
    """`digest` is of the token in the link."""

    id: InvitationId
    inviter_id: AccountId
    digest: str
    note: str
    most: int
    used: int
    made_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None

    @classmethod
    def make(
        cls,
        *,
        id: InvitationId,
        by: AccountId,
        is_staff: bool,
        token: str,
        note: str,
        most: int,
        days: int,
        at: datetime,
    ) -> Self:
        """Raises Invalid with every fault at once."""
        faults = {}
        ceiling = MAX_STAFF_USES if is_staff else MAX_USES
        try:
            note = one_line(note, most=MAX_NOTE)
        except TextFault as fault:
            faults["note"] = fault.sentence
        if not 1 <= most <= ceiling:
            faults["most"] = Sentence("Please choose a number from 1 to {ceiling}.", ceiling=ceiling)
        if not 1 <= days <= MAX_DAYS:
            faults["days"] = Sentence("Please choose 1 to {most} days.", most=MAX_DAYS)
        if faults:
            raise Invalid(faults)
        return cls(
            id=id,
            inviter_id=by,
            digest=digest_of(token),
            note=note,
            most=most,
            used=0,
            made_at=at,
            expires_at=at + timedelta(days=days),
        )

    def is_open(self, at: datetime) -> bool:
        return self.ended_at is None and at < self.expires_at and self.used < self.most

    def use(self, at: datetime) -> None:
        """Let one more person in. Raises InvitationOver."""
        if not self.is_open(at):
            raise InvitationOver
        self.used += 1

    def end(self, at: datetime) -> None:
        """Nobody else comes in by it; ending it twice is no error."""
        self.ended_at = self.ended_at or at
