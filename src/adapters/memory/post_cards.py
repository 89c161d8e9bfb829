"""Posts as readers see them, made from the kept ones."""

from typing import Any

from adapters.memory.store import Tables
from adapters.memory.visibility import may_see
from domain.ids import ProfileId
from domain.posts import Post
from domain.viewers import Viewer
from services.ports.posts import Author, PostCard, PostView


def author_of(profile_id: ProfileId, tables: Tables) -> Author:
    profile = tables.profiles[profile_id]
    return Author(id=profile.id, handle=profile.handle, display_name=profile.display_name)


def card(post: Post, viewer: Viewer, tables: Tables) -> PostCard:
    return PostCard(**_card_fields(post, viewer, tables) | _html_of_note(post))


def page_view(post: Post, viewer: Viewer, tables: Tables) -> PostView:
    return PostView(
        **_card_fields(post, viewer, tables),
        html=post.typeset.html,
        words=post.typeset.words,
        version=post.version,
        thread_id=post.place.thread_id,
        path=post.place.path,
        editions=post.edition,
    )


def _html_of_note(post: Post) -> dict[str, str]:
    return {"html": "" if post.writing.is_article else post.typeset.html}


def _card_fields(post: Post, viewer: Viewer, tables: Tables) -> dict[str, Any]:
    parent = tables.posts.get(post.in_reply_to) if post.in_reply_to else None
    sees_parent = parent is not None and may_see(parent, viewer, tables)
    return {
        "id": post.id,
        "author": author_of(post.author_id, tables),
        "slug": post.slug,
        "title": post.writing.title,
        "summary": post.writing.summary,
        "excerpt": post.typeset.excerpt,
        "minutes": post.typeset.minutes,
        "tags": post.writing.tags,
        "audience": post.writing.audience,
        "published_at": post.published_at,
        "edited_at": post.edited_at,
        "replies": sum(other.in_reply_to == post.id and other.counts for other in tables.posts.values()),
        "reply_to": author_of(parent.author_id, tables) if parent and sees_parent else None,
        "in_reply_to": parent.id if parent and sees_parent else None,
    }
