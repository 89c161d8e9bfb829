"""People and tags that a text names: `@handle` and `#hashtag`."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from adapters.text.links import outside_links, text
from domain.tags import parse_tag
from domain.texts import TextFault

MAX_MENTIONED = 50
"""Different people in one text; more would be a way to shout at everybody."""

MAX_HASHTAGS = 50
"""Different hashtags in one text; domain.tags keeps fewer."""

_NAMED = re.compile(
    r"(?<![\w@/.#&-])(?:"
    r"@(?P<handle>[a-z0-9_]{1,30})(?![\w@]|\.\w)"
    r"|\#(?P<hashtag>[^\W_][\w-]{0,60}(?<!-))(?![\w#])"
    r")",
    re.IGNORECASE,
)
"""Not inside a word, an e-mail address or a path; `@ada@other.example` is somebody of another place."""


def name_people_and_tags(state: StateCore) -> None:
    """Set apart what could be a mention or a hashtag, outside links and code.

    Runs before escapes are joined with their surroundings, so `\\@ada` stays as it is.
    """
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = list(_with_names(block.children))


def handles_in(tokens: list[Token]) -> tuple[str, ...]:
    """The handles that a text could mean, in lower case, in order, each once."""
    found = dict.fromkeys(token.meta["handle"] for token in _inline(tokens) if token.type == "mention")
    return tuple(found)[:MAX_MENTIONED]


def hashtags_in(tokens: list[Token]) -> tuple[str, ...]:
    """The hashtags of a text as written, in order, each tag once."""
    found: dict[str, str] = {}
    for token in _inline(tokens):
        if token.type == "hashtag":
            found.setdefault(token.meta["tag"], token.content[1:])
    return tuple(found.values())[:MAX_HASHTAGS]


def render_mention(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    written = escapeHtml(token.content)
    if token.meta["handle"] not in env["known"]:
        return written
    return f'<a href="/@{token.meta["handle"]}" class="mention">{written}</a>'


def render_hashtag(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    return f'<a href="/tags/{quote(token.meta["tag"])}" class="hashtag">{escapeHtml(token.content)}</a>'


def _inline(tokens: list[Token]) -> Iterator[Token]:
    for block in tokens:
        yield from block.children or ()


def _with_names(tokens: list[Token]) -> Iterator[Token]:
    before = ""
    for token, is_free in outside_links(tokens):
        if is_free:
            yield from _split(before, token.content)
        else:
            yield token
        before = token.content[-1:]


def _split(before: str, content: str) -> Iterator[Token]:
    """`before` is the character that precedes the text: it decides whether a word begins here."""
    whole, end = before + content, len(before)
    for match in _NAMED.finditer(whole, len(before)):
        named = _named(match)
        if named is not None:
            yield text(whole[end : match.start()])
            yield named
            end = match.end()
    yield text(whole[end:])


def _named(match: re.Match[str]) -> Token | None:
    if match["handle"]:
        meta = {"handle": match["handle"].lower()}
        return Token("mention", "", 0, content=match[0], meta=meta)
    try:
        tag = parse_tag(match["hashtag"])
    except TextFault:
        return None
    return Token("hashtag", "", 0, content=match[0], meta={"tag": tag})
