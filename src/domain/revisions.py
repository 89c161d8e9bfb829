"""Revision: what a post said before it was edited, and how two versions differ."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile

from domain.ids import PostId, ProfileId
from domain.writings import Writing

MAX_PAIRS = 10_000
"""Pairs of equal words that one comparison looks at; what needs more is shown as a whole, old then new.

The work grows with the power 1.5 of their number: a tenth of a second for as many, minutes for a text
that says one word over and over. A thousand English words, all rewritten, have about as many.
"""

PassedOver = Callable[[str], bool]
"""Which words or lines are too common to look for: they belong to their neighbours."""

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A superseded version: number 1 is what was first published, at `written_at`."""

    post_id: PostId
    number: int
    writing: Writing
    written_at: datetime

    def may_be_read_by(self, reader: ProfileId | None, *, author: ProfileId) -> bool:
        """Words that were for a few people stay theirs, whoever may read what replaced them."""
        return reader == author or self.writing.audience.is_open


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and what became of it."""

    change: Change
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """How to get from old to new: unchanged lines whole, changed passages word by word.

    Takes a fraction of a second for any two texts that fit in a post.
    """
    pieces: list[Piece] = []
    for piece in _by_line(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        if pieces and pieces[-1].change is piece.change:
            pieces[-1] = Piece(piece.change, pieces[-1].text + piece.text)
        elif piece.text:
            pieces.append(piece)
    return pieces


def _by_line(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    # Blank lines tell passages apart, unless there are so many that they tell nothing.
    passed_over = None if _pairs(old, new) <= MAX_PAIRS else str.isspace
    for_lines, for_words = Patience(), Patience()
    for is_same, before, after in _stretches(old, new, for_lines, passed_over):
        if is_same:
            yield Piece(Change.SAME, "".join(before))
        else:
            yield from _by_word(_WORDS.findall("".join(before)), _WORDS.findall("".join(after)), for_words)


def _by_word(old: Sequence[str], new: Sequence[str], patience: "Patience") -> Iterator[Piece]:
    for is_same, before, after in _stretches(old, new, patience, str.isspace):
        if is_same:
            yield Piece(Change.SAME, "".join(before))
        else:
            yield Piece(Change.REMOVED, "".join(before))
            yield Piece(Change.ADDED, "".join(after))


def _stretches(
    old: Sequence[str], new: Sequence[str], patience: "Patience", passed_over: PassedOver | None
) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Both texts in stretches that are the same or not.

    Most edits leave most of a text alone: only what lies between needs a closer look.
    """
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    was, now = old[head : len(old) - tail], new[head : len(new) - tail]
    yield True, old[:head], new[:head]
    if patience.lasts_for(_pairs(was, now, passed_over)):
        for tag, i1, i2, j1, j2 in SequenceMatcher(passed_over, was, now, autojunk=False).get_opcodes():
            yield tag == "equal", was[i1:i2], now[j1:j2]
    else:
        yield False, was, now
    yield True, old[len(old) - tail :], new[len(new) - tail :]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many parts both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _pairs(old: Sequence[str], new: Sequence[str], passed_over: PassedOver | None = None) -> int:
    """How many pairs of equal parts a comparison has to look at."""
    there = Counter(new)
    return sum(
        count * there[part]
        for part, count in Counter(old).items()
        if passed_over is None or not passed_over(part)
    )


class Patience:
    """What is left of MAX_PAIRS while a text is compared passage by passage."""

    def __init__(self) -> None:
        self._left = MAX_PAIRS

    def lasts_for(self, pairs: int) -> bool:
        if pairs > self._left:
            return False
        self._left -= pairs
        return True
