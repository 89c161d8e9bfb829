"""Whatever a form, an address or a field's name says comes back as words, or not at all."""

from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from flask import Flask

from bootstrap.container import Container
from tests.integration.visitors.markup import dangers_in, kinds_of, masked, squeezed, words_of
from tests.payloads import SCRIPT_INJECTIONS
from tests.visitor import HOST, Visitor

PAYLOADS = [payload.encode("utf-8", "replace").decode().replace("\0", "") for payload in SCRIPT_INJECTIONS]
TOGETHER = " ".join(PAYLOADS)
HARMLESS = "harmless ! " * (len(TOGETHER) // 11)
"""As long as the payloads, and no better a tag or a number."""

IN_QUERIES = (
    "/?done={}",
    "/?before={}",
    "/local?before={}",
    "/@ada?shows={}",
    "/@ada?before={}",
    "/tags/a?before={}",
    "/sign-in?next={}",
    "/sign-in?done={}",
    "/register?next={}",
    "/drafts?before={}",
    "/trash?before={}",
    "/about?{}=1",
)
IN_PATHS = ("/{}", "/@{}", "/@ada/{}", "/tags/{}", "/posts/{}/history", "/drafts/{}/edit", "/static/x/{}")


def assert_echoed_as_words(answer: str, benign: str, *, shown: bool = True) -> None:
    assert dangers_in(answer) == []
    assert set(kinds_of(answer)) <= set(kinds_of(benign))
    assert not shown or squeezed(TOGETHER) in words_of(answer)


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        ("/drafts", "title body summary tags audience slug key then", 422),
        ("/drafts", "title summary tags audience slug", 422),
        ("/posts", "body tags audience key", 422),
        ("/settings/profile", "display_name bio", 422),
        ("/settings/profile", "display_name bio version", 422),
        ("/settings/account/phone", "phone", 422),
    ],
)
def test_what_was_typed_comes_back_as_words(ada: Visitor, action: str, fields: str, status: int) -> None:
    def answer(words: str) -> str:
        response = ada.post(action, **({"version": "1"} | dict.fromkeys(fields.split(), words)))
        assert response.status_code == status
        return response.text

    assert_echoed_as_words(answer(TOGETHER), answer(HARMLESS))


def test_a_reply_and_a_revision_come_back_as_words(ada: Visitor) -> None:
    location = ada.post("/drafts", title="T", body="B", then="publish").headers["Location"]
    post = ada.form(location, "/posts/").action.split("/")[2]
    for action in (f"/posts/{post}", f"/posts/{post}/replies"):
        fields = ("body", "title", "summary", "tags", "slug", "audience")
        answers = [
            ada.post(action, **dict.fromkeys(fields, words), version="1") for words in (TOGETHER, HARMLESS)
        ]
        assert [answer.status_code for answer in answers] == [422, 422]
        assert_echoed_as_words(*(answer.text for answer in answers))


@pytest.mark.parametrize(
    ("path", "fields"), [("/register", "handle email phone next"), ("/sign-in", "login next")]
)
def test_a_strangers_form_comes_back_as_words(stranger: Visitor, path: str, fields: str) -> None:
    def answer(words: str) -> str:
        response = stranger.fill(path, path, **dict.fromkeys(fields.split(), words), password=words)
        assert response.status_code == 422
        return response.text

    assert_echoed_as_words(answer(TOGETHER), answer(HARMLESS))


def test_the_form_of_a_new_place_comes_back_as_words(app: Flask) -> None:
    visitor = Visitor(app)
    names = ("key", "place_name", "tagline", "registration", "handle", "email", "phone", "password")

    def answers(words: str) -> list[str]:
        sent = visitor.post("/setup", **dict.fromkeys(names, words))
        assert sent.status_code == 422
        return [sent.text, visitor.fetch(f"/setup?key={quote_plus(words)}")]

    for answer, benign in zip(answers(TOGETHER), answers(HARMLESS), strict=True):
        assert_echoed_as_words(answer, benign)


def test_a_form_that_is_to_be_sent_again_holds_words_only(stranger: Visitor) -> None:
    """Its fields' names are the sender's, too, and so is its address."""

    def answer(words: str) -> str:
        sent = {"body": words, "short": words[:40], words: words, f"{words}-password": words}
        return stranger.send(f"/drafts?{quote(words[:1000])}", sent).text

    assert_echoed_as_words(answer(TOGETHER), answer(HARMLESS))


@pytest.mark.parametrize("path", IN_QUERIES)
def test_a_query_is_never_markup(ada: Visitor, stranger: Visitor, path: str) -> None:
    for visitor in (ada, stranger):
        benign = visitor.get(path.format("harmless"))
        for words in (TOGETHER, *PAYLOADS[::50]):
            answer = visitor.get(path.format(quote_plus(words)))
            assert answer.status_code == benign.status_code
            if answer.status_code != 303:
                assert_echoed_as_words(answer.text, benign.text, shown=False)


def test_an_address_is_never_markup(ada: Visitor, stranger: Visitor) -> None:
    """What isn't there looks the same whatever it was called."""
    for number, path in enumerate(IN_PATHS):
        visitor = stranger if path.startswith("/static") else ada
        nothing = masked(visitor.get("/nowhere/at-all").text)
        for words in (TOGETHER, *PAYLOADS[number :: len(IN_PATHS)]):
            answer = visitor.get(path.format(quote(words, safe="")))
            if answer.status_code in (301, 308):
                assert answer.headers["Location"].startswith(("/tags/", f"{HOST}/"))
            elif answer.status_code == 200:
                assert dangers_in(answer.text) == []
            else:
                assert (answer.status_code, masked(answer.text)) == (404, nothing)


def test_a_key_from_the_console_is_never_markup(app: Flask, container: Container) -> None:
    visitor: Callable[[str], str] = Visitor(app).fetch
    assert_echoed_as_words(visitor(f"/setup?key={quote_plus(TOGETHER)}"), visitor("/setup?key=harmless"))
