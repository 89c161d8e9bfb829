"""Who may read what, by plain looking: the contract's reference for the SQL clause."""

from adapters.memory.store import Tables
from domain.posts import Post
from domain.viewers import Viewer
from domain.writings import Audience


def may_see(post: Post, viewer: Viewer, tables: Tables) -> bool:
    if not post.is_published:
        return False
    if viewer.profile_id is not None and post.author_id == viewer.profile_id:
        return True
    if not tables.profiles[post.author_id].is_visible:
        return False
    return post.writing.audience.is_open or viewer.profile_id in post.typeset.mentions


def is_listed(post: Post, tables: Tables) -> bool:
    """Whether lists of everybody's posts show it, the same to all who look."""
    author = tables.profiles[post.author_id]
    is_first = post.is_published and post.in_reply_to is None
    return is_first and post.writing.audience is Audience.PUBLIC and author.is_visible and author.is_listed
