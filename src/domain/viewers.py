"""Viewer: who is looking, and what they may see and do."""

from dataclasses import dataclass
from datetime import datetime

from domain.accounts import Role, Standing
from domain.errors import Forbidden, NotFound, Sentence, Unauthenticated
from domain.ids import AccountId, ProfileId, SessionId
from domain.sessions import is_fresh

_ORDER = list(Role)


class AwaitingApproval(Forbidden):
    code = "awaiting_approval"
    sentence = Sentence("You can write drafts already; publishing opens once you are approved.")


class AwaitingConfirmation(Forbidden):
    code = "awaiting_confirmation"
    sentence = Sentence(
        "You can write drafts already; publishing opens once your e-mail address is confirmed."
    )


class ProofNeeded(Forbidden):
    """What opens doors is changed only by somebody who has just shown who they are."""

    code = "proof_needed"
    sentence = Sentence("Please show once more that it's you.")


class SecondFactorNeeded(Forbidden):
    """The owner asks staff for a second factor, and this one has none."""

    code = "second_factor_needed"
    sentence = Sentence("The people who work here need a second factor. Set one up, then come back.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A signed-in person as a request sees them, or a stranger (all ids None).

    `other_handles` are those of the person's other profiles, `proved_at` is when they last showed who
    they are.
    """

    account_id: AccountId | None = None
    profile_id: ProfileId | None = None
    session_id: SessionId | None = None
    handle: str = ""
    display_name: str = ""
    role: Role = Role.MEMBER
    standing: Standing = Standing.ACTIVE
    has_second_factor: bool = False
    proved_at: datetime | None = None
    other_handles: tuple[str, ...] = ()

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None

    @property
    def may_publish(self) -> bool:
        return self.is_signed_in and self.standing.may_publish

    def speaker(self) -> ProfileId:
        """The profile that may publish now.

        Raises Unauthenticated, AwaitingConfirmation or AwaitingApproval.
        """
        if self.profile_id is None:
            raise Unauthenticated
        if self.standing is Standing.UNCONFIRMED:
            raise AwaitingConfirmation
        if not self.standing.may_publish:
            raise AwaitingApproval
        return self.profile_id

    def has_proved(self, now: datetime) -> bool:
        """Whether they showed who they are a moment ago."""
        return self.proved_at is not None and is_fresh(self.proved_at, now)

    def check_proved(self, now: datetime) -> None:
        """Raises ProofNeeded unless they showed who they are a moment ago."""
        if not self.has_proved(now):
            raise ProofNeeded

    def require(self, role: Role) -> None:
        """Raises NotFound unless they have the role: staff pages don't exist for anybody else."""
        if not self.has_role(role):
            raise NotFound

    def has_role(self, role: Role) -> bool:
        """Whether they are signed in with this role or one that includes it."""
        return self.is_signed_in and _ORDER.index(self.role) >= _ORDER.index(role)


STRANGER = Viewer()
