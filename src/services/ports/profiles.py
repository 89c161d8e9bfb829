"""Where profiles are kept, and how they are looked at."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.ids import AccountId, ProfileId
from domain.profiles import Profile
from domain.viewers import Viewer


class ProfileRepository(ABC):
    @abstractmethod
    def get(self, id: ProfileId) -> Profile:
        """Raises NotFound."""

    @abstractmethod
    def first_of(self, account_id: AccountId) -> Profile:
        """The profile that an account speaks with unless told otherwise. Raises NotFound."""

    @abstractmethod
    def by_handle(self, handle: str) -> Profile | None: ...

    @abstractmethod
    def is_taken(self, handle: str) -> bool:
        """Whether somebody has this handle or one that looks like it (domain.profiles.skeleton)."""

    @abstractmethod
    def add(self, profile: Profile) -> None:
        """Raises HandleTaken when another has the handle or one that looks like it (`is_taken`)."""

    @abstractmethod
    def save(self, profile: Profile) -> None:
        """Raises EditedMeanwhile, HandleTaken, NotFound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileCard:
    """A profile in a list of people."""

    id: ProfileId
    handle: str
    display_name: str
    bio: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileHead:
    """A profile at the top of its own page; `posts` counts what everybody may read."""

    id: ProfileId
    handle: str
    display_name: str
    bio: str
    created_at: datetime
    posts: int
    version: int


class ProfileQueries(ABC):
    @abstractmethod
    def head(self, handle: str, viewer: Viewer) -> ProfileHead:
        """Raises NotFound when there is none, or none to be seen (owners see their own)."""

    @abstractmethod
    def newest(self, *, limit: int) -> Sequence[ProfileCard]:
        """Visible profiles, the newest first."""

    @abstractmethod
    def ids_of(self, handles: Collection[str]) -> Mapping[str, ProfileId]:
        """Which of these handles are visible profiles, and whose."""
