"""Writing that nobody else sees yet."""

from domain.drafts import Draft, DraftSentTwice
from domain.ids import DraftId, ProfileId
from domain.writings import Writing
from services.ports.clock import Clock, Ids
from services.ports.unit_of_work import Begin
from services.retrying import retried


class Drafting:
    """Keeps words for their author alone, however often they are sent and from how many tabs."""

    def __init__(self, begin: Begin, clock: Clock, ids: Ids) -> None:
        self._begin, self._clock, self._ids = begin, clock, ids

    def start(self, writing: Writing, *, owner: ProfileId, key: str | None = None) -> Draft:
        """A new draft. The same key again gives the draft of the first sending, with the newer words."""
        try:
            return self._start(writing, owner, key)
        except DraftSentTwice:
            # The two sendings crossed; the other one has committed by now.
            return self._start(writing, owner, key)

    @retried
    def _start(self, writing: Writing, owner: ProfileId, key: str | None) -> Draft:
        with self._begin() as work:
            now = self._clock.now()
            draft = work.drafts.by_submission_key(owner, key) if key else None
            if draft is not None and draft.writing == writing:
                return draft
            if draft is not None and draft.version == 1:
                draft.rewrite(writing, at=now)
                work.drafts.save(draft)
                return draft
            if draft is not None:
                # Saved again since, perhaps in another window: these words get a draft of their own.
                key = None
            draft = Draft(
                id=DraftId(self._ids.next()),
                owner_id=owner,
                writing=writing,
                created_at=now,
                saved_at=now,
                submission_key=key,
            )
            work.drafts.add(draft)
        return draft

    @retried
    def save(self, draft_id: DraftId, writing: Writing, *, owner: ProfileId, version: int) -> Draft:
        """Raises NotFound, and EditedMeanwhile when `version` is no longer the newest."""
        with self._begin() as work:
            draft = work.drafts.get(draft_id, owner=owner)
            draft.expect(version)
            draft.rewrite(writing, at=self._clock.now())
            work.drafts.save(draft)
        return draft

    @retried
    def discard(self, draft_id: DraftId, *, owner: ProfileId) -> None:
        """Throw a draft away; a withdrawn post whose words it held goes to the trash. Raises NotFound."""
        with self._begin() as work:
            draft = work.drafts.get(draft_id, owner=owner)
            work.drafts.remove(draft)
            if draft.revises is not None:
                post = work.posts.get(draft.revises)
                post.delete(by=owner, at=self._clock.now())
                work.posts.save(post)
