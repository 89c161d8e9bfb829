"""Addresses from titles."""

import pytest

from adapters.text.slugs import slugify
from domain.slugs import MAX_SLUG, is_slug
from tests.payloads import ODD_TEXTS


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hello, World!", "hello-world"),
        ("Äpfel & Öl für Füße", "aepfel-oel-fuer-fuesse"),
        ("Ada's café", "adas-cafe"),
        ("Привет", "privet"),
        ("&amp; &#106;", "amp-106"),
        ("…", ""),
    ],
)
def test_a_title_becomes_words_in_ascii(title: str, slug: str) -> None:
    assert slugify(title) == slug


@pytest.mark.parametrize("title", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_whatever_the_title_the_slug_fits_or_is_empty(title: str) -> None:
    slug = slugify(title)
    assert slug == "" or slug.isdigit() or is_slug(slug)
    assert len(slug) <= MAX_SLUG
