"""Where invitations are kept, and the tree of who invited whom."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.accounts import Standing
from domain.ids import AccountId, InvitationId
from domain.invitations import Invitation


class InvitationRepository(ABC):
    @abstractmethod
    def get(self, id: InvitationId) -> Invitation:
        """Raises NotFound."""

    @abstractmethod
    def by_digest(self, digest: str) -> Invitation | None: ...

    @abstractmethod
    def count_open(self, inviter_id: AccountId, now: datetime) -> int: ...

    @abstractmethod
    def add(self, invitation: Invitation) -> None: ...

    @abstractmethod
    def save(self, invitation: Invitation) -> None:
        """Raises EditedMeanwhile, so that the last place is taken once; NotFound."""

    @abstractmethod
    def remove_all_of(self, inviter_id: AccountId) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationLine:
    """An invitation in its maker's list. `inviter` is the handle of the maker's first profile."""

    id: InvitationId
    inviter: str
    note: str
    most: int
    used: int
    made_at: datetime
    expires_at: datetime
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Somebody in the tree, `depth` counted from its root (0)."""

    account_id: AccountId
    handle: str
    standing: Standing
    registered_at: datetime
    depth: int


class InvitationQueries(ABC):
    @abstractmethod
    def made_by(self, inviter_id: AccountId, now: datetime) -> Sequence[InvitationLine]:
        """The newest first."""

    @abstractmethod
    def tree(self, root: AccountId, *, limit: int = 500) -> Sequence[Branch]:
        """The account and whoever came in by it, and by them, in the order of a walk down the tree.

        Children stand by their age under their parent. One statement.
        """
