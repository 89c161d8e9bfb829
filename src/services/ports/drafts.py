"""Where drafts are kept. Every look-up names the owner: another's draft is not found."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime

from domain.drafts import Draft
from domain.ids import DraftId, PostId, ProfileId
from domain.writings import Writing
from services.ports.paging import PAGE, Page


class DraftRepository(ABC):
    @abstractmethod
    def get(self, id: DraftId, *, owner: ProfileId) -> Draft:
        """Raises NotFound, for another's draft as for none."""

    @abstractmethod
    def by_submission_key(self, owner: ProfileId, key: str) -> Draft | None: ...

    @abstractmethod
    def revising(self, post_id: PostId, *, owner: ProfileId) -> Draft | None:
        """The draft that holds the words of a withdrawn post."""

    @abstractmethod
    def add(self, draft: Draft) -> None:
        """Raises DraftSentTwice when the owner has a draft with the same submission key."""

    @abstractmethod
    def save(self, draft: Draft) -> None:
        """Raises EditedMeanwhile, NotFound."""

    @abstractmethod
    def remove(self, draft: Draft) -> None:
        """Raises EditedMeanwhile when a newer version was saved, NotFound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A draft on its author's desk."""

    id: DraftId
    writing: Writing
    created_at: datetime
    saved_at: datetime
    revises: PostId | None
    version: int


class DraftQueries(ABC):
    @abstractmethod
    def one(self, id: DraftId, *, owner: ProfileId) -> DraftView:
        """Raises NotFound, for another's draft as for none."""

    @abstractmethod
    def mine(self, owner: ProfileId, *, before: str | None = None, limit: int = PAGE) -> Page[DraftView]:
        """Drafts by the time they were begun, the newest first."""
