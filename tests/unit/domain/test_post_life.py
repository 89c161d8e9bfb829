"""Whatever order people do things in, no word that was acknowledged is lost."""

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.errors import Conflict, Invalid, NotFound
from domain.ids import ProfileId
from domain.posts import RESTORABLE_FOR
from domain.writings import Audience, Writing
from tests.factories import NOON, a_post, a_profile, a_typeset, a_writing, an_account, new_id

BODIES = st.sampled_from(["", "Words.", "Other words.", "x" * 1001])
TITLES = st.sampled_from([None, "A title", "Another title"])


class PostLife(RuleBasedStateMachine):
    """One post, its author and somebody else, against what each of them has been told."""

    @initialize(title=TITLES, audience=st.sampled_from(Audience))
    def publish(self, title: str | None, audience: Audience) -> None:
        self.author = a_profile(an_account())
        self.now: datetime = NOON
        self.post = a_post(
            self.author, "First words.", title=title, slug="a" if title else None, audience=audience
        )
        self.acknowledged: list[Writing] = [self.post.writing]
        self.is_withdrawn = self.is_deleted = False
        self.was_published_at = self.post.published_at
        self.is_article = title is not None

    def person(self, is_author: bool) -> ProfileId:
        return self.author.id if is_author else ProfileId(new_id())

    @rule(body=BODIES, title=TITLES, audience=st.sampled_from(Audience), is_author=st.booleans())
    def revise(self, body: str, title: str | None, audience: Audience, is_author: bool) -> None:
        writing = a_writing(body, title=title, audience=audience)
        try:
            self.post.revise(writing, a_typeset(body), by=self.person(is_author), at=self.now)
        except NotFound:
            assert not is_author or self.is_withdrawn or self.is_deleted
        except Invalid:
            assert not body or (title is not None) != self.is_article or len(body) > 1000
        else:
            assert is_author
            self.acknowledged.append(writing)

    @rule(is_author=st.booleans())
    def withdraw(self, is_author: bool) -> None:
        try:
            self.post.withdraw(by=self.person(is_author), at=self.now)
        except NotFound:
            assert not is_author or self.is_deleted
        else:
            self.is_withdrawn = True

    @rule(is_author=st.booleans())
    def put_back(self, is_author: bool) -> None:
        try:
            self.post.put_back(by=self.person(is_author))
        except NotFound:
            assert not is_author or self.is_deleted
        else:
            self.is_withdrawn = False

    @rule(is_author=st.booleans())
    def delete(self, is_author: bool) -> None:
        try:
            self.post.delete(by=self.person(is_author), at=self.now)
        except NotFound:
            assert not is_author or self.is_deleted
        else:
            self.is_deleted, self.deleted_at = True, self.now

    @rule(is_author=st.booleans())
    def restore(self, is_author: bool) -> None:
        try:
            self.post.restore(by=self.person(is_author), at=self.now)
        except NotFound:
            assert not is_author or not self.is_deleted
        except Conflict:
            assert self.now - self.deleted_at >= RESTORABLE_FOR
        else:
            self.is_deleted = False

    @rule(days=st.sampled_from([1, 15, 30]))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @invariant()
    def readers_see_what_is_neither_withdrawn_nor_deleted(self) -> None:
        assert self.post.is_published == (not self.is_withdrawn and not self.is_deleted)
        assert not self.post.counts or self.post.is_published

    @invariant()
    def every_acknowledged_text_is_there(self) -> None:
        editions = [revision.writing for revision in self.post.superseded] + [self.post.writing]
        assert editions[0] == self.acknowledged[0]
        assert editions[-1] == self.acknowledged[-1]
        assert set(editions) == set(self.acknowledged)

    @invariant()
    def editions_are_numbered_without_a_gap_and_in_time(self) -> None:
        assert [revision.number for revision in self.post.superseded] == list(range(1, self.post.edition))
        times = [revision.written_at for revision in self.post.superseded]
        assert times == sorted(times)

    @invariant()
    def nothing_moves_it_in_time_or_makes_it_another_kind(self) -> None:
        assert self.post.published_at == self.was_published_at
        assert self.post.writing.is_article == self.is_article


PostLife.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None, database=None)
TestPostLife = PostLife.TestCase
