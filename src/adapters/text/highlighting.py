"""Code in colours, for the languages that a fence names."""

import re
import time
from collections.abc import Iterator
from io import StringIO

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import _TokenType

_NAMES = """
    bash c c++ cpp cs csharp css diff docker dockerfile elixir erlang go golang haskell html ini java
    javascript js json kotlin lua make makefile nix php powershell py python r rb rs ruby rust sh
    shell sql swift toml ts typescript xml yaml yml zig
"""
LANGUAGES = frozenset(_NAMES.split())
"""Each was measured on hostile code. A language not named here is shown in one colour."""

MAX_CODE = 10_000
"""Characters of one block, and four times as many in a text: the grammars are regular expressions."""

MAX_BLOCKS = 50
"""Coloured blocks in one text."""

SECONDS = 0.2
"""The time that one block may take, looked at between two tokens."""

_UNEVEN = re.compile(r"\s{80}|[^\n]{1000}")
"""Long runs of white space and endless lines: C's and INI's grammars take seconds for 10,000 spaces."""

_LANGUAGE = re.compile(r"[a-z0-9][a-z0-9+#.-]{0,29}")


class _TooSlow(Exception):
    """A block that takes more time than colours are worth."""


def render_fence(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A fenced block; what stands first after the fence names the language."""
    token = tokens[index]
    name = (token.info.split(maxsplit=1) or [""])[0].lower()
    language = f' class="language-{escapeHtml(name)}"' if _LANGUAGE.fullmatch(name) else ""
    code = _coloured(token.content, name, env) or escapeHtml(token.content)
    return f'<pre class="code" tabindex="0"><code{language}>{code}</code></pre>\n'


def render_indented(
    self: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return f'<pre class="code" tabindex="0"><code>{escapeHtml(tokens[index].content)}</code></pre>\n'


def _coloured(code: str, name: str, env: EnvType) -> str | None:
    """Spans with Pygments' class names, None where colours would cost too much or don't exist."""
    left, blocks = env.setdefault("colours", (4 * MAX_CODE, MAX_BLOCKS))
    if name not in LANGUAGES or len(code) > min(MAX_CODE, left) or not blocks or _UNEVEN.search(code):
        return None
    env["colours"] = (left - len(code), blocks - 1)
    lexer = get_lexer_by_name(name, stripnl=False)
    page = StringIO()
    try:
        HtmlFormatter(nowrap=True).format(_in_time(lexer.get_tokens(code)), page)
    except _TooSlow:
        return None
    return page.getvalue()


def _in_time(tokens: Iterator[tuple[_TokenType, str]]) -> Iterator[tuple[_TokenType, str]]:
    until = time.monotonic() + SECONDS
    for token in tokens:
        if time.monotonic() > until:
            raise _TooSlow
        yield token
