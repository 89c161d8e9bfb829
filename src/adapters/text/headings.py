"""Headings inside a text: a level below the page's own title, each with an address."""

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from adapters.text.excerpts import inline_text
from adapters.text.slugs import slugify

MAX_ADDRESSED = 500
"""Headings with an address in one text; a book has fewer."""

_ID_LENGTH = 60
_LABEL_LENGTH = 100


def address_headings(state: StateCore) -> None:
    """Make a text's highest heading an h2, as the page has its h1, and give each an id and a link to itself.

    Ids start with `h-` and the text's digest (env["digest"]): no words of a member can name or shadow
    anything of the page, and two texts on one page don't get in each other's way.
    """
    levels = [int(token.tag[1]) for token in state.tokens if token.type == "heading_open"]
    shift = 2 - min(levels, default=2)
    taken: dict[str, int] = {}
    addressed = 0
    for index, token in enumerate(state.tokens):
        if token.type not in ("heading_open", "heading_close"):
            continue
        token.tag = f"h{min(int(token.tag[1]) + shift, 6)}"
        if token.type == "heading_open" and addressed < MAX_ADDRESSED:
            addressed += 1
            _address(token, state.tokens[index + 1], state.env["digest"], taken)


def fragment(digest: str, name: str) -> str:
    """The id of a heading whose slug is `name`, in the text with this digest."""
    return f"h-{digest}-{name}"


def render_heading_link(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    label = escapeHtml(f"Link to “{token.meta['title']}”")
    return f' <a href="#{token.meta["id"]}" class="heading-link" aria-label="{label}">#</a>'


def _address(heading: Token, inline: Token, digest: str, taken: dict[str, int]) -> None:
    children = inline.children or []
    title = " ".join(inline_text(children).split())[:_LABEL_LENGTH]
    name = fragment(digest, _free(slugify(title)[:_ID_LENGTH].strip("-") or "section", taken))
    heading.attrSet("id", name)
    inline.children = [*children, Token("heading_link", "", 0, meta={"id": name, "title": title})]


def _free(name: str, taken: dict[str, int]) -> str:
    """The name, or the first free of name-2, name-3 ...; counting on keeps many equal ones cheap."""
    number = taken.get(name, 0)
    candidate = name if not number else f"{name}-{number + 1}"
    while candidate in taken:
        number += 1
        candidate = f"{name}-{number + 1}"
    taken[name] = number + 1
    taken.setdefault(candidate, 1)
    return candidate
