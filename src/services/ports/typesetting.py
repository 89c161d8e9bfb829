"""From Markdown to what readers see: the one door (sanitised after rendering)."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """Sanitised HTML; a plain-text excerpt of at most 280 characters; words; what the text names.

    `mentions` are the handles that `known` confirmed, `hashtags` the words after #, as written,
    both in order, each once, without those in code.
    """

    html: str
    excerpt: str
    words: int
    mentions: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()


Known = Callable[[Collection[str]], Collection[str]]
"""Which of these handles (lower case, without @) somebody has. Called at most once a text."""


class MarkdownRenderer(ABC):
    @abstractmethod
    def render(self, source: str, known: Known) -> Rendering:
        """Never raises for any text: what the parser can't take is shown as plain text."""
