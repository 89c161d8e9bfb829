"""Where things are found on this site: the one place that knows how addresses are built."""

from urllib.parse import urlsplit

from flask import url_for

from domain.ids import PostId
from domain.slugs import Slug
from services.ports.posts import PostCard


def path_of(handle: str, slug: Slug | None, id: PostId) -> str:
    if slug is not None:
        return url_for("posts.show_article", handle=handle, slug=slug)
    return url_for("posts.show_note", handle=handle, post_id=id)


def post_path(post: PostCard) -> str:
    return path_of(post.author.handle, post.slug, post.id)


def profile_path(handle: str) -> str:
    return url_for("profiles.show", handle=handle)


def tag_path(tag: str) -> str:
    return url_for("tags.show", tag=tag)


def own_path(wanted: str) -> str:
    """A path on this site, or / when the wish leads anywhere else.

    Browsers read // and \\ after the first slash as a host, and drop tabs and line feeds
    (WHATWG URL, section 4.4), so those never pass.
    """
    if not wanted.startswith("/") or wanted.startswith("//") or "\\" in wanted:
        return "/"
    if any(character < "!" or character > "~" for character in wanted):
        return "/"
    parts = urlsplit(wanted)
    return "/" if parts.scheme or parts.netloc else wanted
