"""The Markdown of this place: CommonMark, with tables, struck words, tasks, footnotes and names."""

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from adapters.text.budget import MAX_BLOCK_DEPTH, check_depth, check_lazy_lines
from adapters.text.footnotes import footnotes
from adapters.text.headings import address_headings, fragment, render_heading_link
from adapters.text.highlighting import render_fence, render_indented
from adapters.text.links import is_safe, link_bare_addresses, render_link_open
from adapters.text.mentions import name_people_and_tags, render_hashtag, render_mention
from adapters.text.pictures import link_pictures
from adapters.text.tables import tables


class _CarefulMarkdown(MarkdownIt):
    """CommonMark whose links lead to safe places only."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # the library's name
        try:
            return super().normalizeLink(url)
        except ValueError:
            return ""

    def validateLink(self, url: str) -> bool:  # noqa: N802  # the library's name
        return is_safe(url)


def build_parser() -> MarkdownIt:
    """A parser to be shared by threads. `env` holds `digest` to parse, and `known` handles to render.

    It raises whatever a hostile text provokes; see MarkdownItRenderer.
    """
    parser = _CarefulMarkdown(
        "commonmark",
        # One level more than the check allows, so that nothing is dropped unseen.
        {
            "html": False,
            "maxNesting": MAX_BLOCK_DEPTH + 1,
            "tasklists": True,
            "strikethrough_single_tilde": True,
        },
    )
    parser.enable("strikethrough")
    parser.use(tables).use(footnotes)
    parser.block.ruler.before("table", "depth", check_depth)
    parser.block.ruler.before("table", "lazy_lines", check_lazy_lines, {"alt": ["blockquote"]})
    parser.core.ruler.before("text_join", "pictures", link_pictures)
    parser.core.ruler.before("text_join", "bare_links", link_bare_addresses)
    parser.core.ruler.before("text_join", "names", name_people_and_tags)
    parser.core.ruler.push("headings", address_headings)
    parser.core.ruler.push("fragments", _lead_to_headings)
    for name, rule in {
        "link_open": render_link_open,
        "mention": render_mention,
        "hashtag": render_hashtag,
        "heading_link": render_heading_link,
        "fence": render_fence,
        "code_block": render_indented,
        "list_item_open": _render_item_open,
    }.items():
        parser.add_render_rule(name, rule)
    return parser


def _lead_to_headings(state: StateCore) -> None:
    """`[below](#the-plan)` reaches the heading "The plan" of the same text."""
    for block in state.tokens:
        for token in block.children or ():
            href = token.attrs.get("href")
            if token.type == "link_open" and isinstance(href, str) and href.startswith("#"):
                token.attrSet("href", "#" + fragment(state.env["digest"], href[1:]))


def _render_item_open(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A list's item, a task's with a box that tells whether it is done."""
    item = self.renderToken(tokens, index, options, env)
    checked = (tokens[index].meta or {}).get("checked")
    if checked is None:
        return item
    state = ' checked="" aria-label="Done"' if checked else ' aria-label="To do"'
    return f'{item}<input class="task" type="checkbox" disabled=""{state}> '
