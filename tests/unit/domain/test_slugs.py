import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.slugs import MAX_SLUG, Slug, first_free, is_slug, slug_from, stem_of

WORDS = st.text("abz019", min_size=1, max_size=20)
SLUGS = st.lists(WORDS, min_size=1, max_size=6).map("-".join).filter(is_slug).map(Slug)


@pytest.mark.parametrize("value", ["on-walking", "a", "2026-in-review", "1-2", "x" * MAX_SLUG])
def test_words_joined_by_hyphens_are_a_slug(value: str) -> None:
    assert is_slug(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "-",
        "-a",
        "a-",
        "a--b",
        "On-walking",
        "on walking",
        "on_walking",
        "a/b",
        "..",
        "é",
        "a\n",
        "x" * (MAX_SLUG + 1),
        "7421",
        "٧",
    ],
)
def test_anything_else_is_not(value: str) -> None:
    assert not is_slug(value)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("On walking", "on-walking"),
        ("  On -- walking!  ", "on-walking"),
        ("", "article"),
        ("!?", "article"),
        ("文章", "article"),
        ("2026", "article-2026"),
        ("It's 5 o'clock", "it-s-5-o-clock"),
        ("9" * 100, "article-" + "9" * 72),
        ("x" * 79 + " yz", "x" * 79),
    ],
)
def test_a_title_becomes_the_nearest_slug(words: str, slug: str) -> None:
    assert slug_from(words) == slug


@given(st.text(st.characters(exclude_categories=[]), max_size=200))
def test_any_title_becomes_a_slug(title: str) -> None:
    assert is_slug(slug_from(title))


@given(SLUGS)
def test_a_slug_stays_as_it_is(slug: Slug) -> None:
    assert slug_from(slug) == slug


@given(SLUGS, st.sets(st.integers(2, 12)), st.booleans())
def test_the_first_free_slug_is_free_and_fits(slug: Slug, numbers: set[int], is_taken: bool) -> None:
    taken = {Slug(f"{slug}-{number}") for number in numbers} | ({slug} if is_taken else set())
    free = first_free(slug, taken)
    assert free not in taken
    assert is_slug(free)
    assert len(free) <= MAX_SLUG


@given(SLUGS, st.integers(1, 40))
def test_articles_of_one_title_get_one_address_after_another(slug: Slug, count: int) -> None:
    taken: set[Slug] = set()
    for _ in range(count):
        free = first_free(slug, taken)
        assert free not in taken
        assert free.startswith(stem_of(slug))
        taken.add(free)


def test_numbers_begin_with_two_and_fill_gaps() -> None:
    slug = Slug("walking")
    assert first_free(slug, ()) == "walking"
    assert first_free(slug, {slug}) == "walking-2"
    assert first_free(slug, {slug, Slug("walking-3")}) == "walking-2"
    assert first_free(slug, {slug, Slug("walking-2")}) == "walking-3"


def test_a_long_slug_is_cut_to_make_room_for_its_number() -> None:
    slug = Slug("word-" * 15 + "words")
    taken = {slug} | {Slug(f"{slug[:78]}-{number}") for number in range(2, 10)}
    assert len(slug) == MAX_SLUG
    assert first_free(slug, taken) == "word-" * 15 + "wo-10"
