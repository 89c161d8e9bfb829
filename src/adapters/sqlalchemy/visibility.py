"""Who may see what: the one place where a statement says so.

The viewer is a parameter of the statement (`seen_by`), so that a statement is put together once and
then asked for everybody. Strangers get a shorter one, for they wrote nothing and nobody mentions them.
"""

from functools import cache
from typing import Any, Final

from sqlalchemy import FromClause, and_, bindparam, exists, or_
from sqlalchemy.sql.elements import ColumnElement

from adapters.sqlalchemy.columns import Id
from adapters.sqlalchemy.tables import mentions, posts, profiles
from domain.viewers import Viewer
from domain.writings import Audience

VIEWER: Final = bindparam("viewer_id", type_=Id())
"""The profile that looks. A statement that names it can't be run without `seen_by`."""

_OPEN: Final = tuple(audience.value for audience in Audience if audience.is_open)

_authors = profiles.alias("authors")


def is_member(viewer: Viewer) -> bool:
    """Which of the two statements to ask: a member's or a stranger's."""
    return viewer.profile_id is not None


def seen_by(viewer: Viewer) -> dict[str, Any]:
    """The parameters that make a statement this viewer's."""
    return {VIEWER.key: viewer.profile_id} if is_member(viewer) else {}


@cache
def may_see(member: bool, post: FromClause = posts) -> ColumnElement[bool]:
    """The viewer may read the post: see services.ports.posts.PostQueries."""
    addressed: list[ColumnElement[bool]] = [post.c.audience == audience for audience in _OPEN]
    if not member:
        return and_(is_on_show(post), or_(*addressed), _has_visible_author(post))
    addressed.append(exists().where(mentions.c.post_id == post.c.id, mentions.c.profile_id == VIEWER))
    is_own = post.c.author_id == VIEWER
    return and_(is_on_show(post), or_(is_own, and_(or_(*addressed), _has_visible_author(post))))


@cache
def is_listed() -> ColumnElement[bool]:
    """Lists of everybody's posts show it, the same to all who look: public, and answers nothing.

    Whoever is hidden or limited is not in them, not even for themselves.
    """
    return and_(
        posts.c.audience == Audience.PUBLIC.value,
        posts.c.in_reply_to.is_(None),
        is_on_show(),
        _has_visible_author(posts, _authors.c.is_listed),
    )


def _has_visible_author(post: FromClause, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Asked of each post rather than joined, so that a list is always read in the order of its posts.

    With a join, SQLite may begin with the authors, and read and sort all that they ever wrote.
    """
    return exists().where(_authors.c.id == post.c.author_id, _authors.c.is_visible, *more)


def is_on_show(post: FromClause = posts) -> ColumnElement[bool]:
    """Neither withdrawn nor deleted."""
    return and_(post.c.withdrawn_at.is_(None), post.c.deleted_at.is_(None))


def may_see_profile(viewer: Viewer) -> ColumnElement[bool]:
    """Everybody's, unless hidden; one's own always."""
    if viewer.account_id is None:
        return profiles.c.is_visible.is_(True)
    return or_(profiles.c.is_visible, profiles.c.account_id == viewer.account_id)
