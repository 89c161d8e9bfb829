"""Where a link in somebody's text may lead, and how it is printed."""

import re
from collections.abc import Iterator

from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

REL = "nofollow noopener ugc"
"""On links to other places: written by a member, not recommended by this place (HTML, section 4.6.7)."""

MAX_ADDRESS = 2_000
"""Longer ones work in no browser for sure, and repeated by reference they would swell a page."""

_SAFE = re.compile(r"(?:https?://[^/?#\\\s]|mailto:[^/\\\s]|/(?![/\\])|#)[^\s\\\x00-\x1f]*", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w/@.-])(?:"
    r"(?P<web>(?:https?://|www\.)[^\s<>]{1,2000})"
    r"|(?P<mail>[a-z0-9_.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,10})"
    r")",
    re.IGNORECASE,
)
_TRAILING = "?!.,:;*_~'\"[]"
"""Punctuation that ends a sentence rather than an address (GFM, section 6.9)."""


def is_safe(address: str) -> bool:
    """Whether a normalised address may be a link: http, https, mailto, or a place on this site.

    An address without a host or a leading slash would lead elsewhere from every page that shows the
    text, and `//host` or `/\\host` would leave the site without looking like it.
    """
    return len(address) <= MAX_ADDRESS and _SAFE.fullmatch(address) is not None


def is_elsewhere(address: str) -> bool:
    """Whether a safe address leads away from this site."""
    return not address.startswith(("/", "#"))


def open_link(address: str, **attributes: str) -> Token:
    return Token("link_open", "a", 1, attrs={"href": address, **attributes})


def close_link() -> Token:
    return Token("link_close", "a", -1)


def render_link_open(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    if is_elsewhere(str(token.attrGet("href") or "")):
        token.attrSet("rel", REL)
    return self.renderToken(tokens, index, options, env)


def link_bare_addresses(state: StateCore) -> None:
    """Make links of addresses that stand in the text as they are, outside links and code.

    Works on finished text in one pass. The ready-made rules run inside the parser and read the rest
    of the paragraph again at every colon and `www.`: quadratic on hostile input.
    """
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = list(_with_bare_links(state, block.children))


def outside_links(tokens: list[Token]) -> Iterator[tuple[Token, bool]]:
    """Each token, and whether it is text that no link surrounds."""
    depth = 0
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            depth += token.nesting
        yield token, token.type == "text" and depth == 0


def text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _with_bare_links(state: StateCore, tokens: list[Token]) -> Iterator[Token]:
    for token, is_free in outside_links(tokens):
        if is_free and ("." in token.content or "://" in token.content):
            yield from _split(state, token.content)
        else:
            yield token


def _split(state: StateCore, content: str) -> Iterator[Token]:
    end = 0
    for match in _BARE.finditer(content):
        written = match["mail"] or _trimmed(match["web"])
        address = state.md.normalizeLink(_completed(written, is_mail=match["mail"] is not None))
        if not state.md.validateLink(address):
            continue
        yield text(content[end : match.start()])
        yield open_link(address)
        yield text(written)
        yield close_link()
        end = match.start() + len(written)
    yield text(content[end:])


def _completed(written: str, *, is_mail: bool) -> str:
    if is_mail:
        return f"mailto:{written}"
    return f"https://{written}" if written[:4].lower() == "www." else written


def _trimmed(address: str) -> str:
    """Without the punctuation after it, and without brackets that were opened before it."""
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while end:
        if address[end - 1] == ")" and surplus > 0:
            surplus -= 1
        elif address[end - 1] not in _TRAILING:
            break
        end -= 1
    return address[:end]
