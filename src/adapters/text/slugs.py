"""Addresses from titles in any script."""

import slugify as transliteration

from domain.slugs import MAX_SLUG

_READABLE = (
    ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"), ("ß", "ss"),
    ("å", "aa"), ("Å", "Aa"), ("ø", "oe"), ("Ø", "Oe"), ("'", ""), ("’", ""),
)  # fmt: skip
"""As their writers spell them where these letters are missing; an apostrophe divides no word."""


def slugify(title: str) -> str:
    """Words of a title in ASCII, joined by hyphens, at most MAX_SLUG characters; empty if none are left."""
    return transliteration.slugify(
        title[: 4 * MAX_SLUG],
        entities=False,
        decimal=False,
        hexadecimal=False,
        max_length=MAX_SLUG,
        word_boundary=True,
        replacements=_READABLE,
    )
