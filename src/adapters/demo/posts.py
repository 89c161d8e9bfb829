"""Posts: what made-up people publish, each in the place where they would."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

from adapters.demo.articles import write_article
from adapters.demo.conversations import Conversations, OpenPost
from adapters.demo.notes import write_note
from adapters.demo.novelty import Novelty
from adapters.demo.people import Somebody
from adapters.demo.phrasing import Bound, Phrasing
from adapters.demo.replies import Reply, write_reply, write_return
from adapters.demo.topics import Topic
from adapters.demo.words.any_topic import EDITS
from adapters.demo.words.every_topic import TOPICS
from adapters.demo.words.everyday import EVERYDAY, PLACES

_CHOICES = {topic.name: topic.choices | PLACES for topic in TOPICS}
_PICKY_ATTEMPTS = 4
_MOST_ATTEMPTS = 100
_REPLIES = 0.35
_ARTICLES = 0.25

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPost:
    """A post. `author` is a place in the order of people, `answers` the number of an earlier post.

    An edited post has `edited_at`, and in `first_body` what it said before.
    """

    number: int
    author: int
    title: str | None
    body: str
    summary: str = ""
    tags: tuple[str, ...] = ()
    audience: str = "public"
    published_at: datetime
    answers: int | None = None
    edited_at: datetime | None = None
    first_body: str | None = None


class Desk:
    """Where all posts of a community are written, one after the other."""

    def __init__(self, people: Sequence[Somebody], rng: Random, *, now: datetime) -> None:
        self._people = people
        self._rng = rng
        self._now = now
        self._conversations = Conversations(rng)
        self._novelty = Novelty()

    def write(self, number: int, author: int, at: datetime, *, members: int) -> DemoPost:
        """The next post: by this author, or a reply by whoever is asked; only members take part."""
        chance = self._rng.random()
        if chance < _REPLIES and members > 1:
            answered = self._conversations.next(at)
            if answered is not None:
                return self._edited(self._reply(number, author, at, answered, members=members))
        if chance < _REPLIES + _ARTICLES:
            return self._edited(self._article(number, author, at))
        return self._edited(self._note(number, author, at, members=members))

    def _article(self, number: int, author: int, at: datetime) -> DemoPost:
        topic = self._topic_of(author)
        bound: Bound = {}
        article = self._new(
            lambda: write_article(topic, self._phrasing(topic, bound), self._rng),
            lambda article: (article.body, article.title),
            bound,
        )
        post = DemoPost(
            number=number,
            author=author,
            title=article.title,
            body=article.body,
            summary=article.summary,
            tags=article.tags,
            audience=self._audience(),
            published_at=at,
        )
        self._open(post, topic, bound)
        return post

    def _note(self, number: int, author: int, at: datetime, *, members: int) -> DemoPost:
        topic = self._topic_of(author) if self._rng.random() < 0.9 else None
        other = self._rng.randrange(members)
        friend = self._people[other].handle if other != author else None
        bound: Bound = {}
        body = self._new(
            lambda: write_note(topic, self._phrasing(topic, bound), self._rng, friend=friend),
            lambda body: (body,),
            bound,
        )
        post = DemoPost(
            number=number, author=author, title=None, body=body, audience=self._audience(), published_at=at
        )
        self._open(post, topic, bound)
        return post

    def _reply(self, number: int, author: int, at: datetime, answered: OpenPost, *, members: int) -> DemoPost:
        returns = answered.answered_author is not None and self._rng.random() < 0.5
        if returns and answered.answered_author is not None:
            author = answered.answered_author
        elif author == answered.author:
            author = (author + 1 + self._rng.randrange(members - 1)) % members
        reply = self._new(
            lambda: self._answer(answered, returns=returns), lambda reply: (reply.body,), answered.bound
        )
        post = DemoPost(
            number=number,
            author=author,
            title=None,
            body=reply.body,
            audience=answered.audience,
            published_at=at,
            answers=answered.number,
        )
        self._open(post, answered.topic, answered.bound, answered=answered, kind=reply.kind)
        return post

    def _answer(self, answered: OpenPost, *, returns: bool) -> Reply:
        phrasing = self._phrasing(answered.topic, answered.bound)
        addressed = self._people[answered.author].handle if self._rng.random() < 0.3 else None
        if returns:
            return write_return(answered.kind, phrasing, self._rng, to=addressed)
        return write_reply(answered.topic, phrasing, self._rng, to=addressed)

    def _new(self, write: Callable[[], T], texts_of: Callable[[T], tuple[str, ...]], bound: Bound) -> T:
        """Write until it is new: at best from its first words on, or else at least in all its words.

        The body is the first of the texts. What was bound for one that is thrown away goes with it.
        """
        before = dict(bound)
        for attempt in range(_MOST_ATTEMPTS):
            bound.clear()
            bound.update(before)
            written = write()
            texts = texts_of(written)
            begun_before = attempt < _PICKY_ATTEMPTS and any(map(self._novelty.begins_like_another, texts))
            if not begun_before and not self._novelty.is_repetition(texts[0]):
                break
        for text in texts:
            self._novelty.remember(text)
        return written

    def _edited(self, post: DemoPost) -> DemoPost:
        """A few texts are changed after they were published, and say so."""
        if self._rng.random() > (0.08 if post.title else 0.02):
            return post
        edited_at = post.published_at + timedelta(minutes=self._rng.randrange(4, 3_000))
        if edited_at > self._now:
            return post
        body = f"{post.body}\n\n{self._phrasing(None, {}).one_of(EDITS)}"
        return replace(post, body=body, first_body=post.body, edited_at=edited_at)

    def _open(
        self,
        post: DemoPost,
        topic: Topic | None,
        bound: Bound,
        *,
        answered: OpenPost | None = None,
        kind: str = "",
    ) -> None:
        depth = 0 if answered is None else answered.depth + 1
        self._conversations.open(
            OpenPost(
                number=post.number,
                author=post.author,
                answered_author=None if answered is None else answered.author,
                topic=topic,
                bound=bound,
                kind=kind,
                depth=depth,
                audience=post.audience,
                published_at=post.published_at,
                pull=self._conversations.pull_of(article=post.title is not None, depth=depth),
            )
        )

    def _topic_of(self, author: int) -> Topic:
        """What they write about: mostly what they hold dearest."""
        interests = self._people[author].interests
        dearest = self._rng.random() < 0.6
        return TOPICS[interests[0] if dearest else self._rng.choice(interests)]

    def _audience(self) -> str:
        return "unlisted" if self._rng.random() < 0.04 else "public"

    def _phrasing(self, topic: Topic | None, bound: Bound) -> Phrasing:
        lasting = PLACES if topic is None else _CHOICES[topic.name]
        return Phrasing(self._rng, lasting=lasting, fleeting=EVERYDAY, bound=bound)
