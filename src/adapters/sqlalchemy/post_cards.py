"""A post in a list: its columns with author, counters and whom it answers, in one statement."""

from datetime import datetime
from functools import cache
from typing import Any, TypedDict

from sqlalchemy import Column, and_, case, select
from sqlalchemy.sql.elements import ColumnElement

from adapters.sqlalchemy.rows import AnyRow, AnySelect
from adapters.sqlalchemy.tables import posts, profiles
from adapters.sqlalchemy.visibility import may_see
from domain.ids import PostId, ProfileId
from domain.posts import Typeset
from domain.slugs import Slug
from domain.tags import Tag
from domain.writings import Audience
from services.ports.posts import Author, PostCard

_parents = posts.alias("parents")
_parent_authors = profiles.alias("parent_authors")

HTML_OF_NOTES = case((posts.c.title.is_(None), posts.c.html), else_="").label("html")
"""A list shows notes whole and of articles an excerpt only: their bodies stay on the disk."""

_COLUMNS: tuple[ColumnElement[Any] | Column[Any], ...] = (
    posts.c.id,
    posts.c.author_id,
    profiles.c.handle,
    profiles.c.display_name,
    posts.c.slug,
    posts.c.title,
    posts.c.summary,
    posts.c.excerpt,
    posts.c.words,
    posts.c.tags,
    posts.c.audience,
    posts.c.published_at,
    posts.c.edited_at,
    posts.c.reply_count,
    posts.c.in_reply_to,
    _parent_authors.c.id.label("parent_author_id"),
    _parent_authors.c.handle.label("parent_handle"),
    _parent_authors.c.display_name.label("parent_display_name"),
)


class CardFields(TypedDict):
    id: PostId
    author: Author
    slug: Slug | None
    title: str | None
    summary: str
    excerpt: str
    html: str
    minutes: int
    tags: tuple[Tag, ...]
    audience: Audience
    published_at: datetime
    edited_at: datetime | None
    replies: int
    reply_to: Author | None
    in_reply_to: PostId | None


@cache
def select_cards(
    member: bool, *more: ColumnElement[Any], html: ColumnElement[str] = HTML_OF_NOTES
) -> AnySelect:
    """Posts with what a card needs; which posts is for the caller to say.

    Every post has an author; outer joins keep SQLite from beginning with the authors instead of the posts.

    Whom a post answers stays empty where the viewer may not see that: a hidden author's name must not leak.
    """
    return select(*_COLUMNS, html, *more).select_from(
        posts.outerjoin(profiles, profiles.c.id == posts.c.author_id)
        .outerjoin(_parents, _parents.c.id == posts.c.in_reply_to)
        .outerjoin(
            _parent_authors,
            and_(
                _parent_authors.c.id == _parents.c.author_id,
                may_see(member, _parents),
            ),
        )
    )


def to_card(row: AnyRow) -> PostCard:
    return PostCard(**card_fields(row))


def card_fields(row: AnyRow) -> CardFields:
    return {
        "id": PostId(row.id),
        "author": to_author(row),
        "slug": row.slug,
        "title": row.title,
        "summary": row.summary,
        "excerpt": row.excerpt,
        "html": row.html,
        "minutes": Typeset(html="", excerpt="", words=row.words).minutes,
        "tags": row.tags,
        "audience": Audience(row.audience),
        "published_at": row.published_at,
        "edited_at": row.edited_at,
        "replies": row.reply_count,
        "reply_to": _parent_author(row),
        "in_reply_to": row.in_reply_to if row.parent_author_id is not None else None,
    }


def to_author(row: AnyRow) -> Author:
    return Author(id=ProfileId(row.author_id), handle=row.handle, display_name=row.display_name)


def _parent_author(row: AnyRow) -> Author | None:
    if row.parent_author_id is None:
        return None
    return Author(
        id=ProfileId(row.parent_author_id), handle=row.parent_handle, display_name=row.parent_display_name
    )
