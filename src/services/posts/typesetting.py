"""Making words ready for readers, the same for a preview as for a post."""

from collections.abc import Collection
from dataclasses import replace

from domain.ids import ProfileId
from domain.posts import Typeset
from domain.profiles import MAX_HANDLE
from domain.tags import with_hashtags
from domain.writings import Writing
from services.ports.profiles import ProfileQueries
from services.ports.typesetting import MarkdownRenderer

MAX_MENTIONS = 50
"""People that one post can address; more would be a mailing list."""


class Typesetting:
    """Renders a writing outside any transaction, since a long text takes its time."""

    def __init__(self, renderer: MarkdownRenderer, profiles: ProfileQueries) -> None:
        self._renderer, self._profiles = renderer, profiles

    def set(self, writing: Writing) -> tuple[Writing, Typeset]:
        """The writing with the hashtags of its body among its tags, and what readers will see."""
        named: dict[str, ProfileId] = {}

        def known(handles: Collection[str]) -> Collection[str]:
            plausible = sorted(handle for handle in handles if len(handle) <= MAX_HANDLE)[:MAX_MENTIONS]
            named.update(self._profiles.ids_of(plausible) if plausible else {})
            return named.keys()

        rendering = self._renderer.render(writing.body, known)
        typeset = Typeset(
            html=rendering.html,
            excerpt=writing.summary or rendering.excerpt,
            words=rendering.words,
            mentions=frozenset(named[handle] for handle in rendering.mentions),
        )
        return replace(writing, tags=with_hashtags(writing.tags, rendering.hashtags)), typeset

    def bio(self, text: str) -> str:
        """A bio as HTML, by the same door as everything else that people write."""
        return self._renderer.render(text, lambda _: ()).html
