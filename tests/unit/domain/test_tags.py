import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tags import MAX_TAG, MAX_TAGS, Tag, parse_tag, parse_tags, with_hashtags
from domain.texts import TextFault


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("Bread", "bread"),
        ("#bread", "bread"),
        ("##bread", "bread"),
        ("＃ｂｒｅａｄ", "bread"),
        ("old-computers", "old-computers"),
        ("snake_case", "snake_case"),
        ("3d", "3d"),
        ("Straße", "strasse"),
        ("Käse", "käse"),
        ("ka\u0308se", "käse"),
        ("Ελληνικά", "ελληνικά"),
        ("πρωτοΐδρυτής", "πρωτοΐδρυτήσ"),
        ("हिन्दी", "हिन्दी"),
        ("ภาษาไทย", "ภาษาไทย"),
        ("日本語", "日本語"),
        ("العربية", "العربية"),
        ("ﬁne", "fine"),
        ("br\u200bead", "bread"),
        ("bread\ufe0f", "bread"),
        ("br\u202eead", "bread"),
        ("b" * MAX_TAG, "b" * MAX_TAG),
    ],
)
def test_what_reads_the_same_is_the_same_tag(written: str, tag: str) -> None:
    assert parse_tag(written) == tag


@pytest.mark.parametrize(
    "written",
    [
        "",
        "#",
        "-",
        "_x",
        "-x",
        "2026",
        "٢٠٢٦",
        "c++",
        "a/b",
        "a.b",
        "a b",
        "<b>",
        "a&b",
        "'",
        "🍞",
        "\u0301a",
        "\u200b",
        "b" * (MAX_TAG + 1),
    ],
)
def test_what_is_no_word_is_no_tag(written: str) -> None:
    with pytest.raises(TextFault):
        parse_tag(written)


@given(st.text(st.characters(exclude_categories=[]), max_size=30))
def test_a_kept_tag_is_found_again_under_its_own_name(written: str) -> None:
    try:
        tag = parse_tag(written)
    except TextFault:
        return
    assert parse_tag(tag) == tag
    assert parse_tag(f"#{tag}") == tag
    assert len(tag) <= MAX_TAG
    tag.encode()


@given(st.text(st.characters(categories=["L", "M", "Nd"]), min_size=1, max_size=20))
def test_neither_case_nor_composition_makes_another_tag(word: str) -> None:
    try:
        tag = parse_tag(word)
    except TextFault:
        return
    assert parse_tag(unicodedata.normalize("NFD", word)) == tag
    assert parse_tag(word.casefold()) == tag


def test_tags_stand_in_a_line_between_commas_or_spaces_each_once_in_order() -> None:
    assert parse_tags(" bread, #Sourdough;rye  BREAD\n#") == ("bread", "sourdough", "rye")


@pytest.mark.parametrize("nothing", ["", " ", ",,;", "# #"])
def test_no_tags_are_no_fault(nothing: str) -> None:
    assert parse_tags(nothing) == ()


def test_ten_tags_fit_and_eleven_do_not() -> None:
    ten = [f"t{number}" for number in range(MAX_TAGS)]
    assert parse_tags(" ".join(ten)) == tuple(ten)
    with pytest.raises(TextFault, match="11 tags are too many; 10 fit"):
        parse_tags(" ".join([*ten, "t10"]))


def test_the_same_tag_in_many_spellings_counts_once() -> None:
    assert parse_tags("bread Bread BREAD #bread " * 9) == ("bread",)


def test_one_bad_tag_is_named() -> None:
    with pytest.raises(TextFault, match="“c\\+\\+” can't be a tag"):
        parse_tags("bread, c++")


def test_hashtags_join_the_tags_after_them_as_far_as_they_fit() -> None:
    own = tuple(Tag(f"own{number}") for number in range(MAX_TAGS - 1))
    assert with_hashtags(own, ["Own1", "first", "second"]) == (*own, "first")


def test_hashtags_that_can_not_be_tags_are_left_out() -> None:
    assert with_hashtags((Tag("bread"),), ["2026", "x" * 90, "_", "rye"]) == ("bread", "rye")
