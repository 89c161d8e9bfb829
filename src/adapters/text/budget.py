"""How much a text may become: the limits that keep a small input from making a large page."""

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

MAX_GROWTH = 20
"""HTML may be this many times as long as the Markdown it comes from."""

FLOOR = 20_000
"""Characters of HTML that any text may make, however short."""

MAX_BLOCK_DEPTH = 16
"""Eight lists within lists (each takes two levels). Deeper ones are nobody's writing, and each level
is read once more for every line."""

MAX_INLINE_DEPTH = 50
"""Emphasis within emphasis; browsers flatten what is nested some 500 deep, each in its own way."""

_BLOCKS_A_CHARACTER = 1.5
"""A table with words in its cells makes fewer; only empty cells, filled in by the parser, make more."""
_MARKUP = 5
"""Characters that a token costs at the least."""


class TooMuch(Exception):
    """A text whose HTML would be out of all proportion: it is shown as plain text."""


def allowance(source: str) -> int:
    """Characters of HTML that a text may make."""
    return max(FLOOR, MAX_GROWTH * len(source))


def check_depth(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule that never matches. Raises TooMuch where the parser would drop words in silence."""
    if state.level >= MAX_BLOCK_DEPTH:
        raise TooMuch("nested too deep")
    return False


def check_lazy_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule that never matches: it counts how often a line is asked whether it ends a quotation.

    Lines that continue nested quotations without a mark of their own are asked once for every level.
    Raises TooMuch when the questions outnumber the characters.
    """
    if silent:
        asked = state.env["asked"] = state.env.get("asked", 0) + 1
        if asked > max(FLOOR, len(state.src)):
            raise TooMuch("too many lazy lines")
    return False


def check_blocks(tokens: list[Token], source: str) -> None:
    """Raises TooMuch when a text makes more blocks than a sane one of its length can."""
    if len(tokens) > max(FLOOR, _BLOCKS_A_CHARACTER * len(source)):
        raise TooMuch("too many blocks")


def check_size(tokens: list[Token], source: str) -> None:
    """Raises TooMuch before rendering what would outgrow its allowance or nest too deep."""
    left = allowance(source)
    for block in tokens:
        left -= _cost(block)
        depth = 0
        for token in block.children or ():
            depth += token.nesting
            left -= _cost(token)
            if depth > MAX_INLINE_DEPTH:
                raise TooMuch("nested too deep")
        if left < 0:
            raise TooMuch("too long")


def _cost(token: Token) -> int:
    # What an inline block holds is counted with its children.
    words = 0 if token.children else len(token.content)
    return _MARKUP + words + sum(len(str(value)) for value in token.attrs.values())
