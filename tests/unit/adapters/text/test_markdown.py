"""What readers see of what people write."""

from collections.abc import Collection

import pytest

from adapters.text.markdown import MarkdownItRenderer
from services.ports.typesetting import Rendering
from tests.unit.adapters.text.reading import tags_in, words_in

RENDERER = MarkdownItRenderer()


def render(source: str, *people: str) -> Rendering:
    return RENDERER.render(source, lambda handles: [handle for handle in handles if handle in people])


def test_headings_begin_below_the_page_title() -> None:
    html = render("# One\n\n## Two\n\n###### Six").html
    assert [tag for tag, _ in tags_in(html) if tag.startswith("h")] == ["h2", "h3", "h6"]


def test_a_heading_links_to_itself_with_a_spoken_name() -> None:
    tags = dict(tags_in(render("# Über uns").html))
    assert tags["h2"]["id"].endswith("-ueber-uns")
    assert tags["a"] == {
        "href": "#" + tags["h2"]["id"],
        "class": "heading-link",
        "aria-label": "Link to “Über uns”",
    }


def test_a_table_scrolls_in_a_named_region_that_the_keyboard_reaches() -> None:
    tags = tags_in(render("| Name | Age |\n|:-:|--:|\n| Ada | 36 |").html)
    assert tags[0] == (
        "div",
        {"class": "table", "tabindex": "0", "role": "region", "aria-label": "Table: Name, Age"},
    )
    assert ("td", {"class": "right"}) in tags


def test_tasks_are_boxes_that_nobody_can_tick() -> None:
    boxes = [a for tag, a in tags_in(render("- [x] done\n- [ ] not yet").html) if tag == "input"]
    assert [("checked" in box, box["aria-label"]) for box in boxes] == [(True, "Done"), (False, "To do")]
    assert all("disabled" in box and box["type"] == "checkbox" for box in boxes)


def test_struck_words_and_footnotes_are_set() -> None:
    html = render("~~old~~ new[^why]\n\n[^why]: Because.").html
    assert "<s>old</s>" in html
    assert '<section class="footnotes">' in html


def test_code_in_a_named_language_is_coloured() -> None:
    html = render("```Python\ndef f(): ...\n```").html
    assert '<pre class="code" tabindex="0"><code class="language-python"><span class="k">def</span>' in html


@pytest.mark.parametrize("source", ["```\nx = 1\n```", "    x = 1", "```klingon\nx = 1\n```"])
def test_code_in_no_known_language_is_plain(source: str) -> None:
    html = render(source).html
    assert html.startswith('<pre class="code" tabindex="0"><code')
    assert "<span" not in html


@pytest.mark.parametrize("code", ["x = 1\n" * 5_000, "x = " + " " * 100 + "1", "x" * 2_000])
def test_very_long_or_uneven_code_stays_plain(code: str) -> None:
    assert "<span" not in render(f"```python\n{code}\n```").html


@pytest.mark.parametrize(
    ("source", "href"),
    [
        ("see https://a.example/b_c_d?x=1&y=2.", "https://a.example/b_c_d?x=1&y=2"),
        ("(https://a.example/x_(y))", "https://a.example/x_(y)"),
        ("www.a.example!", "https://www.a.example"),
        ("ada@a.example", "mailto:ada@a.example"),
        ("<https://a.example>", "https://a.example"),
    ],
)
def test_an_address_in_the_text_becomes_a_link(source: str, href: str) -> None:
    assert [a["href"] for tag, a in tags_in(render(source).html) if tag == "a"] == [href]


def test_known_people_are_linked_and_others_are_not() -> None:
    rendering = render("@Ada, @grace and @nobody", "ada", "grace")
    assert rendering.mentions == ("ada", "grace")
    assert '<a href="/@ada" class="mention">@Ada</a>' in rendering.html
    assert "@nobody</p>" in rendering.html


def test_the_directory_is_asked_once_and_only_when_somebody_is_named() -> None:
    asked: list[Collection[str]] = []

    def known(handles: Collection[str]) -> Collection[str]:
        asked.append(handles)
        return handles

    RENDERER.render("@ada @Grace @ada\n\n> @ada", known)
    RENDERER.render("nobody", known)
    assert [tuple(handles) for handles in asked] == [("ada", "grace")]


@pytest.mark.parametrize(
    "source",
    [
        "`@ada #tag`",
        "    @ada #tag",
        "```\n@ada #tag\n```",
        "[@ada #tag](/x)",
        "\\@ada \\#tag",
        "me@ada x#tag",
        "https://a.example/@ada#tag",
        "@ada@other.example",
        "&#64;ada &#35;tag",
        "@ada.example ##tag",
    ],
)
def test_code_links_escapes_and_addresses_name_nobody(source: str) -> None:
    rendering = render(source, "ada")
    assert (rendering.mentions, rendering.hashtags) == ((), ())


def test_hashtags_are_kept_as_written_and_link_to_their_tag() -> None:
    rendering = render("#Python, #python and #Ärzte! #42 #a-b-")
    assert rendering.hashtags == ("Python", "Ärzte", "a-b")
    assert '<a href="/tags/%C3%A4rzte" class="hashtag">#Ärzte</a>' in rendering.html


def test_the_excerpt_is_prose_without_markup_cut_between_words() -> None:
    excerpt = render("# Title\n\n| a | b |\n|-|-|\n| c | d |\n\n" + "some *words* " * 60).excerpt
    assert excerpt.startswith("some words some")
    assert excerpt.endswith((" words…", " some…"))
    assert len(excerpt) <= 280


def test_an_excerpt_without_spaces_is_cut_between_letters() -> None:
    excerpt = render("\U0001f469\u200d\U0001f467" * 200).excerpt
    assert len(excerpt) <= 280
    assert not excerpt.removesuffix("…").endswith("\u200d")


def test_a_text_of_code_only_has_an_excerpt_too() -> None:
    assert render("```\nx = 1\n```").excerpt == "x = 1"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", 0),
        ("Two *words*", 2),
        ("don't well-known 3.14", 3),
        ("漢字とかな", 5),
        ("Hello 世界!", 3),
        ("`some code`", 2),
        ("👍 — …", 0),
    ],
)
def test_words_are_counted_as_readers_would(source: str, words: int) -> None:
    assert render(source).words == words


def test_plain_text_after_a_fault_keeps_excerpt_and_count() -> None:
    rendering = render("> " * 40 + "two words")
    assert rendering.words == 2
    assert words_in(rendering.html).endswith("two words")
