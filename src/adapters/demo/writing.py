"""Writing a made-up community into the database, as if its people had done it all themselves."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, bindparam, exists, insert, select, update

from adapters.demo.community import Community, DemoPerson
from adapters.demo.conversations import REACH
from adapters.demo.posts import DemoPost
from adapters.sqlalchemy.accounts import to_row as to_account_row
from adapters.sqlalchemy.engine import reading, writing
from adapters.sqlalchemy.posts import to_revision_row
from adapters.sqlalchemy.posts import to_row as to_post_row
from adapters.sqlalchemy.profiles import to_row as to_profile_row
from adapters.sqlalchemy.tables import (
    accounts,
    mentions,
    post_addresses,
    post_tags,
    posts,
    profiles,
    revisions,
)
from adapters.text.slugs import slugify
from domain.accounts import Account, Role, Standing
from domain.ids import AccountId, PostId, ProfileId, make_id, milliseconds_of
from domain.posts import Post, Typeset
from domain.profiles import Profile
from domain.revisions import Revision
from domain.slugs import Slug, first_free, slug_from
from domain.tags import with_hashtags
from domain.threads import ThreadPlace
from domain.writings import Writing
from services.ports.typesetting import MarkdownRenderer

BATCH = 500
"""Rows in a transaction: few syncs to the disk, and nobody else waits long for the lock."""

T = TypeVar("T")


def fill(
    engine: Engine,
    community: Community,
    renderer: MarkdownRenderer,
    password_hash: str,
    *,
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Add the community's people and posts to whatever is there already.

    Everybody gets the same password and an address that no mail can reach (RFC 6761, section 6.4).
    Handles step aside for those in use, so it may be run again, also after it was interrupted: the
    counters are right after each transaction. No events are told, since nobody wants to be notified
    of posts from last year. `progress` hears how many posts are done, after each batch.
    """
    with reading(engine) as connection:
        taken = frozenset(connection.scalars(select(profiles.c.skeleton)))
    community = replace(community, taken=community.taken | taken)
    people = _People()
    for persons in _batches(community.people()):
        with writing(engine) as connection:
            people.move_in(connection, persons, password_hash)
    shelf = _Shelf(people, renderer)
    for written in _batches(community.published()):
        prints = [shelf.typeset(post) for post in written]
        with writing(engine) as connection:
            shelf.put(connection, prints)
        progress(written[-1].number + 1)


class _People:
    """Who has moved in, by their place in the order of people and by handle."""

    def __init__(self) -> None:
        self.ids: list[ProfileId] = []
        self.by_handle: dict[str, ProfileId] = {}
        self._last = dict.fromkeys((accounts, profiles), 0)

    def move_in(self, connection: Connection, persons: Sequence[DemoPerson], password_hash: str) -> None:
        joined = [person.joined_at for person in persons]
        account_ids = self._free_ids(connection, accounts, joined)
        profile_ids = self._free_ids(connection, profiles, joined)
        each = list(zip(persons, account_ids, profile_ids, strict=True))
        _insert(
            connection,
            accounts,
            (_account_row(person, AccountId(account_id), password_hash) for person, account_id, _ in each),
        )
        _insert(connection, profiles, (_profile_row(*one) for one in each))
        for person, _, profile_id in each:
            self.ids.append(ProfileId(profile_id))
            self.by_handle[person.handle] = ProfileId(profile_id)

    def _free_ids(self, connection: Connection, table: Table, moments: Sequence[datetime]) -> list[int]:
        ids = free_ids(connection, table, moments, after=self._last[table])
        self._last[table] = ids[-1]
        return ids


def _account_row(person: DemoPerson, id: AccountId, password_hash: str) -> dict[str, Any]:
    account = Account(
        id=id,
        email=f"{person.handle}@demo.invalid",
        phone=None,
        password_hash=password_hash,
        role=Role.MEMBER,
        standing=Standing.ACTIVE,
        registered_at=person.joined_at,
        confirmed_at=person.joined_at,
    )
    return {**to_account_row(account), "version": 1}


def _profile_row(person: DemoPerson, account_id: int, id: int) -> dict[str, Any]:
    profile = Profile(
        id=ProfileId(id),
        account_id=AccountId(account_id),
        handle=person.handle,
        display_name=person.handle,
        bio="",
        created_at=person.joined_at,
    )
    profile.describe(display_name=person.display_name, bio=person.bio)
    return {**to_profile_row(profile), "version": 1}


@dataclass(frozen=True, slots=True)
class _Print:
    """A post ready for its place on the shelf."""

    source: DemoPost
    writing: Writing
    typeset: Typeset


@dataclass(frozen=True, slots=True)
class _Spot:
    """What must be known of a post to answer it."""

    author_id: ProfileId
    place: ThreadPlace
    id: PostId


class _Shelf:
    """Where the posts go. Remembers as many of them as may still be answered."""

    def __init__(self, people: _People, renderer: MarkdownRenderer) -> None:
        self._people, self._renderer = people, renderer
        self._spots: dict[int, _Spot] = {}
        self._slugs: defaultdict[int, set[Slug]] = defaultdict(set)
        self._last = 0

    def typeset(self, post: DemoPost) -> _Print:
        """By the same door as everything that people write."""
        named = self._people.by_handle
        rendering = self._renderer.render(post.body, lambda handles: named.keys() & handles)
        draft = Writing.parse(
            title=post.title or "",
            body=post.body,
            summary=post.summary,
            tags=" ".join(post.tags),
            audience=post.audience,
        )
        return _Print(
            source=post,
            writing=replace(draft, tags=with_hashtags(draft.tags, rendering.hashtags)),
            typeset=Typeset(
                html=rendering.html,
                excerpt=draft.summary or rendering.excerpt,
                words=rendering.words,
                mentions=frozenset(named[handle] for handle in rendering.mentions),
            ),
        )

    def put(self, connection: Connection, prints: Sequence[_Print]) -> None:
        """Insert posts with all that belongs to them, and move the counters."""
        moments = [each.source.published_at for each in prints]
        ids = free_ids(connection, posts, moments, after=self._last)
        self._last = ids[-1]
        written = [self._post(each, PostId(id)) for each, id in zip(prints, ids, strict=True)]
        _insert(connection, posts, ({**to_post_row(post), "version": 1} for post in written))
        _insert(connection, post_addresses, _address_rows(written))
        _insert(connection, post_tags, _part_rows("tag", ((post.id, post.writing.tags) for post in written)))
        _insert(
            connection,
            mentions,
            _part_rows("profile_id", ((post.id, post.typeset.mentions) for post in written)),
        )
        _insert(
            connection, revisions, map(to_revision_row, (old for post in written for old in post.superseded))
        )
        _count(
            connection, profiles, "post_count", (post.author_id for post in written if not post.in_reply_to)
        )
        _count(connection, posts, "reply_count", (post.in_reply_to for post in written if post.in_reply_to))

    def _post(self, each: _Print, id: PostId) -> Post:
        source = each.source
        author_id = self._people.ids[source.author]
        post = Post.publish(
            each.writing,
            each.typeset,
            id=id,
            author_id=author_id,
            at=source.published_at,
            slug=self._slug(source),
        )
        if source.answers is not None:
            answered = self._spots[source.answers]
            post.in_reply_to, post.place = answered.id, answered.place.reply(id)
            post.typeset = replace(each.typeset, mentions=each.typeset.mentions | {answered.author_id})
        if source.first_body is not None:
            first = replace(each.writing, body=source.first_body)
            post.superseded.append(
                Revision(post_id=id, number=1, writing=first, written_at=source.published_at)
            )
            post.edited_at, post.edition = source.edited_at, 2
        self._spots[source.number] = _Spot(author_id, post.place, id)
        self._spots.pop(source.number - REACH, None)
        return post

    def _slug(self, post: DemoPost) -> Slug | None:
        """The first address that is free among those of the author, who has none from before."""
        if post.title is None:
            return None
        taken = self._slugs[post.author]
        slug = first_free(slug_from(slugify(post.title)), taken)
        taken.add(slug)
        return slug


def free_ids(connection: Connection, table: Table, moments: Sequence[datetime], *, after: int) -> list[int]:
    """Ids that tell these moments and grow, all larger than `after`, none of them in the table yet.

    Where an earlier filling has taken one, all of these step aside to another sequence number.
    """
    sequence = 0
    while True:
        ids: list[int] = []
        last = after
        for moment in moments:
            last = max(make_id(milliseconds_of(moment), sequence), last + 1)
            ids.append(last)
        if not connection.scalar(select(exists().where(table.c.id.in_(ids)))):
            return ids
        sequence += 1


def _address_rows(written: Iterable[Post]) -> Iterator[Mapping[str, Any]]:
    for post in written:
        if post.slug is not None:
            yield {"author_id": post.author_id, "slug": post.slug, "post_id": post.id}


def _part_rows(
    column: str, parts: Iterable[tuple[PostId, Collection[str] | Collection[int]]]
) -> Iterator[Mapping[str, Any]]:
    for post_id, values in parts:
        for value in values:
            yield {"post_id": post_id, column: value}


def _insert(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    all_rows = list(rows)
    if all_rows:
        connection.execute(insert(table), all_rows)


def _count(connection: Connection, table: Table, counter: str, ids: Iterable[int]) -> None:
    """Move a kept counter up once for every time that an id occurs."""
    column = table.c[counter]
    moves = [{"counted": id, "times": times} for id, times in Counter(ids).items()]
    if moves:
        statement = update(table).where(table.c.id == bindparam("counted"))
        connection.execute(statement.values({column: column + bindparam("times")}), moves)


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(things)
    while batch := list(islice(iterator, BATCH)):
        yield batch
