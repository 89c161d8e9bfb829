import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.texts import TextFault, is_blank, many_lines, one_line

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=60)
"""Every code point that Python can hold, lone surrogates among them."""

BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_white_space_in_a_line_is_folded_to_single_spaces() -> None:
    assert one_line("  On \t walking\u00a0\u2003and\nstanding ", most=80) == "On walking and standing"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2028", "\u2029", "\x85"])
def test_every_kind_of_line_ending_becomes_a_line_feed(end: str) -> None:
    assert many_lines(f"one{end}two", most=None) == "one\ntwo"
    assert one_line(f"one{end}two", most=80) == "one two"


@pytest.mark.parametrize(
    "invisible",
    ["\x00", "\x08", "\x0b", "\x1b", "\x7f", "\x9f", "\udfff", "\ufeff", "\ufffe", "\uffff"],
)
def test_characters_that_nobody_can_print_are_dropped(invisible: str) -> None:
    assert many_lines(f"wo{invisible}rd", most=None) == "word"
    assert one_line(f"wo{invisible}rd", most=80) == "word"


def test_tabs_and_line_feeds_stay_in_a_text_of_many_lines() -> None:
    assert many_lines("\tcode\n\n\tmore\n", most=None) == "\tcode\n\n\tmore\n"


@pytest.mark.parametrize("control", list(BIDI_CONTROLS))
def test_a_line_can_not_be_turned_around(control: str) -> None:
    assert one_line(f"invoice{control}gpj.exe", most=80) == "invoicegpj.exe"


def test_letters_that_are_written_from_right_to_left_stay() -> None:
    assert one_line("צבר של מילים", most=80) == "צבר של מילים"
    assert one_line("نص", most=80) == "نص"


def test_an_accent_written_apart_is_joined_to_its_letter() -> None:
    assert one_line("cafe\u0301", most=80) == "café"
    assert many_lines("cafe\u0301", most=None) == "café"


@pytest.mark.parametrize("between", ["\u202e", "\x00", "\ufeff"])
def test_what_is_dropped_can_not_keep_an_accent_from_its_letter(between: str) -> None:
    assert one_line(f"cafe{between}\u0301", most=80) == "café"


@given(ANY_TEXT)
def test_a_cleaned_line_is_clean(text: str) -> None:
    line = one_line(text, most=None)
    assert one_line(line, most=None) == line
    assert unicodedata.is_normalized("NFC", line)
    line.encode()
    assert "\n" not in line
    assert not set(line) & set(BIDI_CONTROLS)


@given(ANY_TEXT)
def test_a_cleaned_text_is_clean(text: str) -> None:
    lines = many_lines(text, most=None)
    assert many_lines(lines, most=None) == lines
    assert unicodedata.is_normalized("NFC", lines)
    assert "\x00" not in lines
    assert "\r" not in lines
    lines.encode()


def test_a_text_of_just_the_length_fits() -> None:
    assert one_line("x" * 80, most=80) == "x" * 80
    assert many_lines("x" * 80, most=80) == "x" * 80


def test_a_longer_text_is_refused_with_both_numbers() -> None:
    with pytest.raises(TextFault, match="81 characters long; 80 fit here"):
        one_line("x" * 81, most=80)


def test_the_length_is_that_of_what_is_kept() -> None:
    assert one_line("  " + "e\u0301" * 80 + "  ", most=80) == "é" * 80


@pytest.mark.parametrize(
    "nothing", ["", " ", "\n\t", "\u00a0\u3000", "\u200b\u200d", "\u2060", "\u3164", "\u2800", "\xad"]
)
def test_what_shows_nothing_is_blank(nothing: str) -> None:
    assert is_blank(nothing)
    with pytest.raises(TextFault, match="write something"):
        one_line(nothing, most=80, required=True)
    with pytest.raises(TextFault, match="write something"):
        many_lines(nothing, most=None, required=True)


def test_a_line_of_invisible_characters_is_empty() -> None:
    assert one_line("\u200b \u2060", most=80) == ""


@pytest.mark.parametrize("something", ["a", "–", "👩‍👩‍👧", "می‌خواهم", "\u0301", "　。"])
def test_what_shows_anything_is_not_blank(something: str) -> None:
    assert not is_blank(something)
    assert one_line(something, most=80, required=True)


def test_joiners_stay_where_a_script_or_a_family_needs_them() -> None:
    assert one_line("می‌خواهم 👩‍👩‍👧", most=80) == "می‌خواهم 👩‍👩‍👧"
