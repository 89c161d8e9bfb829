"""Texts made to cost time: what they become is safe, and in proportion."""

from adapters.text.markdown import MarkdownItRenderer
from adapters.text.sanitising import sanitise
from tests.payloads import hostile_markdown
from tests.unit.adapters.text.reading import dangers_in


def test_costly_texts_are_rendered_safely_and_stay_in_proportion() -> None:
    for name, source in hostile_markdown(1).items():
        html = MarkdownItRenderer().render(source, lambda _: ()).html
        assert dangers_in(html) == [], name
        assert sanitise(html) == html, name
        assert len(html) <= max(20 * len(source), 21_000), name
