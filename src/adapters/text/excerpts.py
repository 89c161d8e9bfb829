"""The plain words of a text: an excerpt for lists, and how many there are."""

import re
import unicodedata
from collections.abc import Iterator

from markdown_it.token import Token

MAX_EXCERPT = 280
"""Characters, the ellipsis included (services.ports.typesetting.Rendering)."""

_ELLIPSIS = "…"
_ROOM_FOR_A_WORD = 40
"""Where the last word is longer than this, there are no spaces to cut at (Chinese, Japanese, Thai)."""

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\W{_IDEOGRAPHS}]+(?:['’.-][^\W{_IDEOGRAPHS}]+)*")
"""Han and kana stand without spaces, each counted as a word; Korean is written with spaces."""

_ASIDE = {
    "heading_open": "heading_close",
    "table_open": "table_close",
    "footnote_block_open": "footnote_block_close",
}
"""What doesn't read well as the beginning of a text, by the tokens around it."""

_SPOKEN = ("text", "text_special", "code_inline", "mention", "hashtag")
_CODE = ("fence", "code_block")


def inline_text(tokens: list[Token]) -> str:
    """The words of a line, without its markup."""
    words: list[str] = []
    for token in tokens:
        if token.type in _SPOKEN:
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type == "image":
            words.append(inline_text(token.children or []))
    return "".join(words)


def prose_of(tokens: list[Token]) -> str:
    """The words of the paragraphs and lists; all words where there are none."""
    return " ".join(_prose(tokens)) or text_of(tokens)


def text_of(tokens: list[Token]) -> str:
    """All words, code included."""
    return " ".join(_words(token) for token in tokens if token.children or token.type in _CODE)


def excerpt_of(words: str) -> str:
    """The beginning of some words on one line, cut between two of them."""
    line = " ".join(words.split())
    if len(line) <= MAX_EXCERPT:
        return line
    end = line.rfind(" ", MAX_EXCERPT - _ROOM_FOR_A_WORD, MAX_EXCERPT)
    if end < 0:
        end = _between_letters(line, MAX_EXCERPT - len(_ELLIPSIS))
    return line[:end].rstrip(" ,;:–—-") + _ELLIPSIS


def count_words(words: str) -> int:
    return sum(1 for _ in _WORD.finditer(words))


def _prose(tokens: list[Token]) -> Iterator[str]:
    until = ""
    for token in tokens:
        if until:
            until = "" if token.type == until else until
        elif token.type in _ASIDE:
            until = _ASIDE[token.type]
        elif token.children:
            yield _words(token)


def _words(token: Token) -> str:
    return inline_text(token.children) if token.children else token.content


def _between_letters(line: str, end: int) -> int:
    """The nearest place at or before `end` that separates no accent or joined emoji from its letter."""
    while end > 1 and (_clings(line[end]) or line[end - 1] == "\u200d"):
        end -= 1
    return end


def _clings(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf", "Sk")
