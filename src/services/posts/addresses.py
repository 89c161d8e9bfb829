"""The readable address of an article."""

from collections.abc import Callable

from domain.errors import Invalid, Sentence
from domain.ids import PostId, ProfileId
from domain.slugs import Slug, first_free, is_slug, slug_from, stem_of
from domain.writings import Writing
from services.ports.unit_of_work import UnitOfWork

Slugify = Callable[[str], str]
"""A title in any script to words in ASCII."""


def address_for(work: UnitOfWork, writing: Writing, *, author: ProfileId, slugify: Slugify) -> Slug | None:
    """The first free address for a new article; None for a note."""
    if writing.title is None:
        return None
    wish = slug_from(slugify(writing.title))
    return first_free(wish, work.posts.slugs_like(author, stem_of(wish)))


def chosen_address(work: UnitOfWork, wish: str, *, author: ProfileId, post_id: PostId) -> Slug:
    """The address that an author asks for. Raises Invalid when it can't be had."""
    if not is_slug(wish):
        raise Invalid({"slug": Sentence("Use letters a to z, digits and single hyphens, not digits alone.")})
    slug = Slug(wish)
    if slug in work.posts.slugs_like(author, slug, but=post_id):
        raise Invalid({"slug": Sentence("Another of your articles has this address.")})
    return slug
