import itertools

import pytest

from domain.errors import Invalid
from domain.writings import MAX_BODY_BYTES, MAX_NOTE, MAX_SUMMARY, MAX_TITLE, Audience, Writing
from tests.factories import a_writing


def test_a_writing_with_a_title_is_an_article_and_without_one_a_note() -> None:
    assert Writing.parse(title="On walking", body="Words.").is_article
    assert not Writing.parse(title="", body="Words.").is_article


@pytest.mark.parametrize("title", ["", "   ", "\n", "\u200b", "\u202e", "\u3164"])
def test_a_title_that_shows_nothing_is_none(title: str) -> None:
    assert Writing.parse(title=title, body="Words.").title is None


def test_words_are_kept_as_they_were_meant() -> None:
    writing = Writing.parse(
        title=" On\twalking\u202e ",
        body="One.\r\nTwo.\x00",
        summary="Short\nand good.",
        tags="#Bread, rye",
        audience="unlisted",
    )
    assert writing == Writing(
        title="On walking",
        body="One.\nTwo.",
        summary="Short and good.",
        tags=("bread", "rye"),  # type: ignore[arg-type]  # tags by their spelling
        audience=Audience.UNLISTED,
    )


def test_spaces_at_the_edges_of_a_body_stay_since_markdown_counts_them() -> None:
    assert Writing.parse(title="", body="    code\n").body == "    code\n"


def test_nothing_at_all_makes_a_draft() -> None:
    assert Writing.parse(title="", body="") == Writing(title=None, body="")


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        Writing.parse(
            title="x" * (MAX_TITLE + 1),
            body="x" * (MAX_BODY_BYTES + 1),
            summary="x" * (MAX_SUMMARY + 1),
            tags="c++",
            audience="everybody",
        )
    assert set(refused.value.fields) == {"title", "body", "summary", "tags", "audience"}


def test_a_body_is_measured_in_bytes_after_it_was_cleaned() -> None:
    assert Writing.parse(title="x", body="é" * (MAX_BODY_BYTES // 2)).body
    assert Writing.parse(title="x", body="x" * MAX_BODY_BYTES + "\x00\x00").body
    with pytest.raises(Invalid):
        Writing.parse(title="x", body="é" * (MAX_BODY_BYTES // 2) + "x")


@pytest.mark.parametrize("audience", ["PUBLIC", "Public", "private", "public ", "0"])
def test_an_audience_is_one_of_four(audience: str) -> None:
    with pytest.raises(Invalid) as refused:
        Writing.parse(title="", body="x", audience=audience)
    assert set(refused.value.fields) == {"audience"}


def test_a_fault_in_the_audience_never_means_public() -> None:
    with pytest.raises(Invalid):
        Writing.parse(title="", body="For friends.", audience="folowers")


@pytest.mark.parametrize("body", ["", " ", "\n\n", "\u200b\u2060", "\u3164\n\u2800"])
@pytest.mark.parametrize("title", [None, "A title"])
def test_what_shows_nothing_can_not_be_published(title: str | None, body: str) -> None:
    with pytest.raises(Invalid) as refused:
        a_writing(body, title=title).check_publishable()
    assert set(refused.value.fields) == {"body"}


def test_a_note_has_at_most_a_thousand_characters() -> None:
    a_writing("é" * MAX_NOTE).check_publishable()
    with pytest.raises(Invalid, match="at most 1000 characters and this has 1001"):
        a_writing("é" * (MAX_NOTE + 1)).check_publishable()


def test_an_article_may_be_longer() -> None:
    a_writing("x" * MAX_BODY_BYTES, title="Long").check_publishable()


def test_audiences_stand_from_widest_to_narrowest() -> None:
    assert list(Audience) == ["public", "unlisted", "followers", "mentioned"]


@pytest.mark.parametrize(("wider", "narrower"), list(itertools.combinations_with_replacement(Audience, 2)))
def test_the_narrower_of_two_audiences_wins_either_way(wider: Audience, narrower: Audience) -> None:
    assert wider.narrower(narrower) is narrower
    assert narrower.narrower(wider) is narrower


@pytest.mark.parametrize("audience", list(Audience))
def test_strangers_may_read_what_is_public_or_unlisted(audience: Audience) -> None:
    assert audience.is_open is (audience in (Audience.PUBLIC, Audience.UNLISTED))
