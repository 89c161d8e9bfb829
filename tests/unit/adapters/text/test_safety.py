"""Nothing that a member writes runs in a reader's browser."""

import re

import pytest

from adapters.text.markdown import MarkdownItRenderer
from adapters.text.sanitising import sanitise
from tests.payloads import ODD_TEXTS, SCRIPT_INJECTIONS
from tests.unit.adapters.text.reading import dangers_in, tags_in

RENDERER = MarkdownItRenderer()
NUMBERED = pytest.mark.parametrize("payload", SCRIPT_INJECTIONS, ids=range(len(SCRIPT_INJECTIONS)))


def rendered(source: str) -> str:
    return RENDERER.render(source, lambda handles: handles).html


def test_the_payloads_are_many_and_distinct() -> None:
    assert len(set(SCRIPT_INJECTIONS)) == len(SCRIPT_INJECTIONS) >= 80


@NUMBERED
def test_no_script_handler_or_unsafe_address_survives(payload: str) -> None:
    for source in (
        payload,
        f"> - {payload}",
        f"# {payload}",
        f"[{payload}](/x)",
        f"a | {payload}\n-|-\nb | c",
    ):
        assert dangers_in(rendered(source)) == []


@NUMBERED
def test_the_sanitiser_alone_stops_what_the_parser_would_let_through(payload: str) -> None:
    assert dangers_in(sanitise(payload)) == []


@NUMBERED
def test_sanitising_again_changes_nothing(payload: str) -> None:
    for html in (rendered(payload), sanitise(payload)):
        assert sanitise(html) == html


@pytest.mark.parametrize("text", ODD_TEXTS[:42], ids=range(42))
def test_odd_texts_are_rendered_safely(text: str) -> None:
    html = rendered(text)
    assert dangers_in(html) == []
    assert sanitise(html) == html
    html.encode()


def test_html_is_shown_as_it_was_written() -> None:
    assert rendered("a <b>bold</b> word\n\n<em>x</em>") == (
        "<p>a &lt;b&gt;bold&lt;/b&gt; word</p>\n<p>&lt;em&gt;x&lt;/em&gt;</p>\n"
    )


def test_links_to_other_places_are_not_recommended_by_this_one() -> None:
    links = [attributes for tag, attributes in tags_in(rendered("[a](https://x.example) https://y.example"))]
    assert [link.get("rel") for link in links if "href" in link] == ["nofollow noopener ugc"] * 2


def test_pictures_of_other_places_are_links_and_load_nothing() -> None:
    html = rendered("![A *cat*](https://x.example/cat.png)")
    assert "<img" not in html
    assert ">A cat</a>" in html


def test_a_picture_inside_a_link_leaves_its_words() -> None:
    html = rendered("[![cat](https://x.example/cat.png)](https://y.example)")
    assert [a.get("href") for tag, a in tags_in(html) if tag == "a"] == ["https://y.example"]


def test_ids_cannot_name_anything_of_the_page() -> None:
    ids = [a["id"] for _, a in tags_in(rendered("# body\n\n# cookie\n\nx[^y]\n\n[^y]: z")) if "id" in a]
    assert len(ids) == 4
    assert all(re.fullmatch(r"(?:h|fn|fnref)-[0-9a-f]{10}-[a-z0-9-]+", id) for id in ids)


def test_ids_are_unique_within_a_text_and_between_two() -> None:
    one, other = (
        rendered("# a\n\n# a\n\n# a 2\n\nx[^1] y[^1]\n\n[^1]: z"),
        rendered("# a\n\nx[^1]\n\n[^1]: z"),
    )
    ids = [a["id"] for _, a in tags_in(one + other) if "id" in a]
    assert len(ids) == len(set(ids)) == 9


def test_every_fragment_leads_somewhere() -> None:
    tags = tags_in(rendered("# The plan\n\nsee [below](#the-plan) x[^1] y[^1]\n\n[^1]: z"))
    ids = {a["id"] for _, a in tags if "id" in a}
    assert {a["href"][1:] for _, a in tags if a.get("href", "").startswith("#")} <= ids


def test_a_fault_of_the_parser_shows_the_text_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for fault in (RecursionError, ValueError, IndexError):
        renderer = MarkdownItRenderer()

        def broken(*_: object, fault: type[Exception] = fault) -> None:
            raise fault

        monkeypatch.setattr(renderer._parser, "parse", broken)
        assert renderer.render("*a* <b>\nc\n\nd", lambda h: h).html == (
            "<p>*a* &lt;b&gt;<br>c</p>\n<p>d</p>\n"
        )


def test_a_fault_of_the_directory_is_not_taken_for_one_of_the_text() -> None:
    def unavailable(_: object) -> tuple[str, ...]:
        raise OSError("the directory does not answer")

    with pytest.raises(OSError, match="does not answer"):
        RENDERER.render("@ada", unavailable)


def test_what_is_nested_too_deep_is_shown_whole_as_plain_text() -> None:
    html = rendered("> " * 40 + "the words")
    assert "the words" in html
    assert "<blockquote" not in html
