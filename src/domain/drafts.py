"""Draft: unpublished words, private to their author.

A separate aggregate, so that no query for posts can leak one.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.base import Aggregate
from domain.errors import Conflict
from domain.ids import DraftId, PostId, ProfileId
from domain.writings import Writing


class DraftSentTwice(Conflict):
    """The same form arrived again: the draft made from it the first time is the one to use."""

    code = "draft_sent_twice"


@dataclass(slots=True, kw_only=True)
class Draft(Aggregate):
    """Words on their way. `revises` is the withdrawn post that publishing puts back."""

    id: DraftId
    owner_id: ProfileId
    writing: Writing
    created_at: datetime
    saved_at: datetime
    revises: PostId | None = None
    submission_key: str | None = None

    def rewrite(self, writing: Writing, *, at: datetime) -> None:
        self.writing = writing
        self.saved_at = at
