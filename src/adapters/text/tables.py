"""Tables, in a frame that scrolls sideways on a narrow screen."""

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from adapters.text.budget import check_blocks
from adapters.text.excerpts import inline_text

MAX_COLUMNS = 100
"""Wider ones are shown as they were written: a short row is filled up with empty cells."""

_LABEL_LENGTH = 80


def tables(parser: MarkdownIt) -> None:
    """Add tables to a parser (GFM, section 4.10)."""
    parser.enable("table")
    parser.block.ruler.at("table", _bounded_table, {"alt": ["paragraph", "reference"]})
    parser.add_render_rule("table_open", _render_open)
    parser.add_render_rule("table_close", _render_close)
    for cell in ("th_open", "td_open"):
        parser.add_render_rule(cell, _render_cell)


def _bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The parser's rule for tables of a sane width. Raises TooMuch when cells outgrow the text."""
    if start + 1 >= end or state.src.count("|", state.bMarks[start], state.eMarks[start]) > MAX_COLUMNS:
        return False
    found = table(state, start, end, silent)
    if found and not silent:
        check_blocks(state.tokens, state.src)
    return found


def _render_open(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    label = escapeHtml(f"Table: {_columns(tokens, index)}"[:_LABEL_LENGTH])
    return f'<div class="table" tabindex="0" role="region" aria-label="{label}"><table>\n'


def _render_close(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return "</table></div>\n"


def _render_cell(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Alignment as a class: the page's content-security policy forbids inline styles."""
    token = tokens[index]
    style = str(token.attrGet("style") or "").removeprefix("text-align:")
    place = f' class="{style}"' if style in ("center", "right") else ""
    return f"<{token.tag}{place}>"


def _columns(tokens: list[Token], index: int) -> str:
    """The words of the head row, which tell one table from another."""
    names: list[str] = []
    for token in tokens[index:]:
        if token.type == "thead_close" or len(names) > _LABEL_LENGTH:
            break
        if token.type == "inline":
            names.append(inline_text(token.children or []))
    return ", ".join(filter(None, names))
