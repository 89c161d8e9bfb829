"""Pictures of other places: shown as links, never loaded."""

from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from adapters.text.excerpts import inline_text
from adapters.text.links import close_link, open_link, text


def link_pictures(state: StateCore) -> None:
    """Turn `![alt](address)` into a link with the alternative text.

    Loading it would tell another host who reads here, and when. Inside a link, where no other link may
    stand, only the words remain.
    """
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = list(_as_links(block.children))


def _as_links(tokens: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            depth += token.nesting
        if token.type != "image":
            yield token
            continue
        address = str(token.attrGet("src") or "")
        words = " ".join(inline_text(token.children or []).split()) or address
        if depth:
            yield text(words)
        else:
            yield open_link(address, **{"class": "picture"})
            yield text(words)
            yield close_link()
