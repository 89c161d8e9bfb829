"""Words as people send them, made safe to keep: one form, no invisible tricks, a named length.

Nothing here knows HTML; escaping belongs to whoever prints.
"""

import re
import unicodedata

from domain.errors import Sentence

MAX_MARKS = 30
"""UAX15-D4's bound on a run of combining marks."""

_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_BIDI_CONTROLS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_BEYOND_LATIN = re.compile(r"[\u0300-\U0010ffff]")
_SPACES = re.compile(r"\s+")
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing: the fillers of Hangul, the empty pattern of Braille."""


class TextFault(ValueError):
    """A text that breaks a rule; `sentence` says which, for the person who wrote it."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


def one_line(value: str, *, most: int | None, required: bool = False) -> str:
    """A single line: NFC, runs of white space folded, no control or direction characters.

    Invisible characters alone count as nothing: as a title they would be a link that nobody can press.
    Direction overrides (Unicode TR36, section 3.2) could make a name or title read as another.
    Raises TextFault over `most` characters, or when `required` and empty.
    """
    line = _SPACES.sub(" ", many_lines(_BIDI_CONTROLS.sub("", value), most=None)).strip()
    return _measured("" if is_blank(line) else line, most=most, required=required)


def many_lines(value: str, *, most: int | None, required: bool = False) -> str:
    """A text of any lines: NFC, line feeds only, no control characters or lone surrogates.

    Raises TextFault over `most` characters, or when `required` and blank.
    """
    text = _stream_safe(_UNPRINTABLE.sub("", _BREAKS.sub("\n", value)))
    return _measured(unicodedata.normalize("NFC", text), most=most, required=required)


def _stream_safe(text: str) -> str:
    """At most 30 combining marks in a row (Unicode UAX15, stream-safe text): no language needs more.

    Normalising takes quadratic time in the length of such a run.
    """
    if not _BEYOND_LATIN.search(text):
        return text
    kept, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: white space and invisible characters only."""
    return all(
        character.isspace() or character in _BLANK_LETTERS or unicodedata.category(character) == "Cf"
        for character in text
    )


def _measured(text: str, *, most: int | None, required: bool) -> str:
    if required and is_blank(text):
        raise TextFault(Sentence("Please write something here."))
    if most is not None and len(text) > most:
        raise TextFault(
            Sentence("This is {length} characters long; {most} fit here.", length=len(text), most=most)
        )
    return text
