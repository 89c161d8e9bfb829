"""Footnotes: numbered notes below a text, with links there and back."""

import re

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

MAX_LABEL = 100
"""Longer labels name nothing: the parser would read on to the end of the text for each."""

_REFERENCE = re.compile(rf"\[\^[^\s\]]{{1,{MAX_LABEL}}}\]")


def footnotes(parser: MarkdownIt) -> None:
    """Add footnotes to a parser. Their ids start with `fn-` and the text's digest (env["digest"])."""
    parser.use(footnote_plugin, inline=False)
    parser.inline.ruler.at("footnote_ref", _bounded_reference)
    parser.add_render_rule("footnote_ref", _render_reference)
    parser.add_render_rule("footnote_block_open", _render_list_open)
    parser.add_render_rule("footnote_open", _render_note_open)
    parser.add_render_rule("footnote_anchor", _render_way_back)


def _bounded_reference(state: StateInline, silent: bool) -> bool:
    """The plug-in's rule, spared what it would read to the end; no link stands inside a link."""
    if state.linkLevel > 0 or _REFERENCE.match(state.src, state.pos) is None:
        return False
    return footnote_ref(state, silent)


def _render_reference(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    note, here = _names(tokens[index], env)
    number = tokens[index].meta["id"] + 1
    return (
        f'<sup class="footnote-ref"><a href="#fn-{note}" id="fnref-{here}"'
        f' aria-label="Note {number}">{number}</a></sup>'
    )


def _render_list_open(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return '<section class="footnotes">\n<ol>\n'


def _render_note_open(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return f'<li id="fn-{env["digest"]}-{tokens[index].meta["id"] + 1}">'


def _render_way_back(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    _, there = _names(tokens[index], env)
    # U+FE0E asks for the arrow as text: some systems would show a coloured picture.
    return f' <a href="#fnref-{there}" class="footnote-back" aria-label="Back to the text">\u21a9\ufe0e</a>'


def _names(token: Token, env: EnvType) -> tuple[str, str]:
    """The ends of the ids of a note, and of one of the places that refer to it."""
    note = f"{env['digest']}-{token.meta['id'] + 1}"
    again = token.meta.get("subId", 0)
    return note, f"{note}-{again + 1}" if again else note
