"""The one Markdown door: from what people write to what readers see."""

import hashlib
import html
import logging
import re

from markdown_it.token import Token
from markdown_it.utils import EnvType

from adapters.text.budget import TooMuch, allowance, check_size
from adapters.text.excerpts import count_words, excerpt_of, prose_of, text_of
from adapters.text.mentions import handles_in, hashtags_in
from adapters.text.parsing import build_parser
from adapters.text.sanitising import sanitise
from services.ports.typesetting import Known, MarkdownRenderer, Rendering

_log = logging.getLogger(__name__)

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Nothing that HTML can hold (WHATWG HTML, section 13.2.3.5); lone surrogates can't even be encoded."""

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


class MarkdownItRenderer(MarkdownRenderer):
    """Parses with markdown-it-py, sanitises with nh3.

    A text that the parser can't take, or whose HTML would be out of proportion (adapters.text.budget),
    is shown as plain text and names nobody: a lasting error page would be worse than missing italics.
    """

    def __init__(self) -> None:
        self._parser = build_parser()

    def render(self, source: str, known: Known) -> Rendering:
        source = _UNPRINTABLE.sub("\ufffd", source)
        env: EnvType = {"digest": _digest(source)}
        tokens = self._parse(source, env)
        if tokens is None:
            return _plain(source)
        handles = handles_in(tokens)
        # Outside of everything that is caught: a database that doesn't answer is no fault of the text.
        confirmed = frozenset(known(handles)) if handles else frozenset()
        env["known"] = confirmed.intersection(handles)
        page = self._typeset(tokens, source, env)
        if page is None:
            return _plain(source)
        return Rendering(
            html=page,
            excerpt=excerpt_of(prose_of(tokens)),
            words=count_words(text_of(tokens)),
            mentions=tuple(handle for handle in handles if handle in env["known"]),
            hashtags=hashtags_in(tokens),
        )

    def _parse(self, source: str, env: EnvType) -> list[Token] | None:
        try:
            tokens = self._parser.parse(source, env)
            check_size(tokens, source)
        except TooMuch:
            return None
        except Exception as error:  # The contract: no text whatsoever makes this raise.
            _log.warning("markdown not parsed: %s", type(error).__name__)
            return None
        return tokens

    def _typeset(self, tokens: list[Token], source: str, env: EnvType) -> str | None:
        try:
            page: str = self._parser.renderer.render(tokens, self._parser.options, env)
            if len(page) > allowance(source):
                return None
            return sanitise(page)
        except Exception as error:  # As above.
            _log.warning("markdown not rendered: %s", type(error).__name__)
            return None


def _digest(source: str) -> str:
    """What sets the ids of one text apart from those of another on the same page."""
    return hashlib.sha256(source.encode()).hexdigest()[:10]


def _plain(source: str) -> Rendering:
    """The source as it is, in paragraphs."""
    paragraphs = _BLANK_LINES.split(source.strip("\n"))
    lines = (html.escape(paragraph).replace("\n", "<br>") for paragraph in paragraphs)
    return Rendering(
        html=sanitise("".join(f"<p>{line}</p>\n" for line in lines)),
        excerpt=excerpt_of(source),
        words=count_words(source),
    )
