"""Slug: the readable end of an article's address."""

import re
from collections.abc import Collection
from typing import NewType

Slug = NewType("Slug", str)

MAX_SLUG = 80
"""Fits an address in a mail's line; titles may be longer."""

_ROOM_FOR_NUMBER = 8
"""Characters that a hyphen and a number may take: millions of articles of one title."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_slug(value: str) -> bool:
    """Whether an address could end so. A slug of digits only would read as a note's id."""
    return len(value) <= MAX_SLUG and bool(_SLUG.fullmatch(value)) and not value.isdigit()


def slug_from(words: str) -> Slug:
    """The nearest slug to some words in ASCII; `article` when nothing is left of them."""
    slug = "-".join(re.findall(r"[a-z0-9]+", words.lower()))[:MAX_SLUG].strip("-")
    if not slug:
        return Slug("article")
    return Slug(slug if is_slug(slug) else f"article-{slug}"[:MAX_SLUG].strip("-"))


def stem_of(slug: Slug) -> Slug:
    """What the slug and every numbered form of it begin with (see `first_free`)."""
    return Slug(slug[: MAX_SLUG - _ROOM_FOR_NUMBER].rstrip("-"))


def first_free(slug: Slug, taken: Collection[Slug]) -> Slug:
    """The slug itself, or the first of slug-2, slug-3 ... that is not taken.

    A long slug is cut to make room for the number, so `taken` must hold all that begin with its stem.
    """
    if slug not in taken:
        return slug
    number = 2
    while (candidate := _numbered(slug, number)) in taken:
        number += 1
    return candidate


def _numbered(slug: Slug, number: int) -> Slug:
    ending = f"-{number}"
    return Slug(slug[: MAX_SLUG - len(ending)].rstrip("-") + ending)
