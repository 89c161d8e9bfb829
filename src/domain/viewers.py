"""Viewer: who is looking, and what they may see and do."""

from dataclasses import dataclass

from domain.accounts import Role, Standing
from domain.errors import Forbidden, NotFound, Sentence, Unauthenticated
from domain.ids import AccountId, ProfileId, SessionId

_ORDER = list(Role)


class AwaitingApproval(Forbidden):
    code = "awaiting_approval"
    sentence = Sentence("You can write drafts already; publishing opens once you are approved.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A signed-in person as a request sees them, or a stranger (all ids None)."""

    account_id: AccountId | None = None
    profile_id: ProfileId | None = None
    session_id: SessionId | None = None
    handle: str = ""
    display_name: str = ""
    role: Role = Role.MEMBER
    standing: Standing = Standing.ACTIVE

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None

    @property
    def may_publish(self) -> bool:
        return self.is_signed_in and self.standing.may_publish

    def speaker(self) -> ProfileId:
        """The profile that may publish now. Raises Unauthenticated, or AwaitingApproval."""
        if self.profile_id is None:
            raise Unauthenticated
        if not self.standing.may_publish:
            raise AwaitingApproval
        return self.profile_id

    def require(self, role: Role) -> None:
        """Raises NotFound unless they have the role: staff pages don't exist for anybody else."""
        if not self.has_role(role):
            raise NotFound

    def has_role(self, role: Role) -> bool:
        """Whether they are signed in with this role or one that includes it."""
        return self.is_signed_in and _ORDER.index(self.role) >= _ORDER.index(role)


STRANGER = Viewer()
