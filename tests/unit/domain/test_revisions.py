import itertools
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.revisions import Change, Piece, differences
from domain.writings import MAX_BODY_BYTES

TEXTS = st.text(st.sampled_from("ab \n.é\u2028\r\t"), max_size=60) | st.text(max_size=60)

SLOW = 2.0
"""Seconds, on a busy machine; without a bound, these texts take minutes."""


def joined(pieces: list[Piece], *changes: Change) -> str:
    return "".join(piece.text for piece in pieces if piece.change in changes)


@given(TEXTS, TEXTS)
def test_what_stayed_and_what_went_make_the_old_text(old: str, new: str) -> None:
    assert joined(differences(old, new), Change.SAME, Change.REMOVED) == old


@given(TEXTS, TEXTS)
def test_what_stayed_and_what_came_make_the_new_text(old: str, new: str) -> None:
    assert joined(differences(old, new), Change.SAME, Change.ADDED) == new


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_neighbours_differ(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert all(piece.text for piece in pieces)
    assert all(one.change is not other.change for one, other in itertools.pairwise(pieces))


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert differences(text, text) == ([Piece(Change.SAME, text)] if text else [])


def test_a_changed_word_is_shown_alone() -> None:
    assert differences("I walked to the sea.\n", "I ran to the sea.\n") == [
        Piece(Change.SAME, "I "),
        Piece(Change.REMOVED, "walked"),
        Piece(Change.ADDED, "ran"),
        Piece(Change.SAME, " to the sea.\n"),
    ]


def test_a_changed_line_leaves_its_neighbours_alone() -> None:
    assert differences("one\ntwo\nthree\n", "one\n2\nthree\n") == [
        Piece(Change.SAME, "one\n"),
        Piece(Change.REMOVED, "two"),
        Piece(Change.ADDED, "2"),
        Piece(Change.SAME, "\nthree\n"),
    ]


def test_a_word_changed_in_each_of_many_paragraphs_is_found_in_each() -> None:
    rng = random.Random(7)
    words = [f"word{number}" for number in range(400)]
    paragraphs = [[rng.choice(words) for _ in range(80)] for _ in range(60)]
    old = "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
    for paragraph in paragraphs:
        paragraph[40] = "changed"
    new = "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
    changed = [piece for piece in differences(old, new) if piece.change is Change.ADDED]
    assert [piece.text for piece in changed] == ["changed"] * 60


def over_and_over(line: str) -> str:
    return (line * (MAX_BODY_BYTES // len(line) + 1))[:MAX_BODY_BYTES]


def shuffled(parts: list[str], seed: int) -> str:
    rng = random.Random(seed)
    return over_and_over("".join(rng.choice(parts) for _ in range(40_000)))


HOSTILE = {
    "one word": (over_and_over("a b "), over_and_over("a c ")),
    "one word in short lines": (over_and_over("a b " * 40 + "\n"), over_and_over("a c " * 40 + "\n")),
    "two words in any order": (shuffled(["a ", "b "], 1), shuffled(["a ", "b "], 2)),
    "two lines in turn": (over_and_over("a\nb\n"), over_and_over("a\nc\n")),
    "few lines in any order": (
        shuffled([f"{c}\n" for c in "abcdef"], 1),
        shuffled([f"{c}\n" for c in "abcdef"], 2),
    ),
    "many lines in any order": (
        shuffled([f"{number}\n" for number in range(300)], 1),
        shuffled([f"{number}\n" for number in range(300)], 2),
    ),
    "blank lines": ("\n" * MAX_BODY_BYTES, " \n" * (MAX_BODY_BYTES // 2)),
    "many short passages": (over_and_over("a b c a\n\n"), over_and_over("a c b d\n\n")),
    "punctuation": (over_and_over(".,"), over_and_over(".;")),
    "one long word": ("x" * MAX_BODY_BYTES, "y" * MAX_BODY_BYTES),
}


@pytest.mark.parametrize(("old", "new"), HOSTILE.values(), ids=HOSTILE.keys())
def test_no_two_texts_take_long_to_compare(old: str, new: str) -> None:
    began = time.process_time()
    pieces = differences(old, new)
    assert time.process_time() - began < SLOW
    assert joined(pieces, Change.SAME, Change.REMOVED) == old
    assert joined(pieces, Change.SAME, Change.ADDED) == new


def test_a_small_edit_of_the_longest_text_is_found_in_it() -> None:
    old = shuffled([f"word{number} " for number in range(999)] + ["\n\n"], 3)
    middle = old.index(" ", MAX_BODY_BYTES // 2)
    new = old[:middle] + " inserted" + old[middle:]
    pieces = differences(old, new)
    assert joined(pieces, Change.ADDED).strip() == "inserted"
    assert joined(pieces, Change.REMOVED) == ""
