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
    def all_of(self, account_id: AccountId) -> Sequence[Profile]:
        """An account's profiles, the oldest first."""

    @abstractmethod
    def by_handle(self, handle: str) -> Profile | None: ...

    @abstractmethod
    def is_taken(self, handle: str, *, by_other_than: ProfileId | None = None) -> bool:
        """Whether somebody has or had this handle or one that looks like it (domain.profiles.skeleton).

        Handles of erased people count, too: nobody shall speak in their name.
        """

    @abstractmethod
    def add(self, profile: Profile) -> None:
        """Raises HandleTaken when another has the handle or one that looks like it (`is_taken`)."""

    @abstractmethod
    def save(self, profile: Profile) -> None:
        """Keeps `profile.given_up` as former handles. Raises EditedMeanwhile, HandleTaken, NotFound."""

    @abstractmethod
    def remove(self, profile: Profile) -> None:
        """Erase it, with everything that it wrote: posts, revisions, addresses, tags, mentions, drafts.

        Others' replies stay, as do their counters' truths. Its handles are kept as digests only, so that
        nobody gets them. Raises EditedMeanwhile, NotFound.
        """


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
    def moved_to(self, handle: str) -> str | None:
        """The present handle of whoever had this one before; None when nobody visible did."""

    @abstractmethod
    def newest(self, *, limit: int) -> Sequence[ProfileCard]:
        """Visible and listed profiles, the newest first."""

    @abstractmethod
    def ids_of(self, handles: Collection[str]) -> Mapping[str, ProfileId]:
        """Which of these handles are visible profiles, and whose."""
