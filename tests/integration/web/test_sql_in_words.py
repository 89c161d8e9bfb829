"""Words that mean something in SQL are words on each database, wherever they are sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from adapters.sqlalchemy.tables import metadata
from adapters.sqlalchemy.throttles import SqlAlchemyStorage
from domain.profiles import parse_handle
from domain.texts import TextFault
from tests.payloads import ODD_TEXTS
from tests.visitor import PASSWORD, Visitor

SQL = (
    "' OR 1=1--",
    "' OR '1'='1",
    '" OR ""="',
    "1 OR 1=1",
    "1; DROP TABLE posts--",
    "'; DROP TABLE posts; --",
    "') UNION SELECT password_hash FROM accounts--",
    "ada' --",
    "ada'/*",
    "ada%",
    "a_a",
    "%",
    "_",
    "_d_",
    "\\",
    "\\%",
    "a\\",
    "%' ESCAPE '",
    "ada\0",
    "\0",
    ":id",
    "%(id)s",
    "%s",
    "?",
    "$1",
    "{0}",
    "NULL",
    "9" * 19,
    "9" * 20,
    "9" * 400,
    "-1",
    "+1",
    "1e3",
    "0x10",
    "١٢",
    "1\n",
    " 1",
    "⅕",
    "²",
)

SHORT = [text.encode("utf-8", "replace").decode() for text in ODD_TEXTS if len(text) < 1000]


@contextmanager
def unchanged(engine: Engine, *tables: str) -> Iterator[None]:
    def rows() -> dict[str, list[object]]:
        with engine.connect() as connection:
            return {name: list(connection.execute(select(metadata.tables[name]))) for name in tables}

    before = rows()
    yield
    assert rows() == before


@pytest.fixture
def ada(member: Callable[[str], Visitor]) -> Visitor:
    visitor = member("ada")
    visitor.post("/drafts", title="An article", body="Words.", tags="a-tag", then="publish")
    visitor.post("/drafts", title="A closed draft", body="Words.")
    return visitor


def test_no_address_finds_more_than_it_names(app: Flask, ada: Visitor, engine: Engine) -> None:
    stranger = Visitor(app)
    with unchanged(engine, "accounts", "profiles", "posts", "drafts"):
        for text in (*SQL, *SHORT):
            word = quote(text, safe="")
            for path in (f"/@{word}", f"/@ada/{word}", f"/@{word}/an-article", f"/tags/{word}"):
                answer = stranger.get(path)
                assert answer.status_code in (200, 301, 404), (path, answer.status_code)
                assert "An article" not in answer.text, path
            for path in (f"/posts/{word}/history", f"/drafts/{word}/edit", f"/posts/{word}/edit"):
                assert ada.get(path).status_code == 404, path


def test_no_cursor_is_more_than_a_number(ada: Visitor, engine: Engine) -> None:
    with unchanged(engine, "accounts", "profiles", "posts", "drafts"):
        for text in (*SQL, *SHORT):
            word = quote(text, safe="")
            for path in (
                "/?before",
                "/local?before",
                "/@ada?before",
                "/@ada?shows",
                "/tags/a-tag?before",
                "/drafts?before",
                "/trash?before",
                "/@ada/an-article?after",
            ):
                answer = ada.get(f"{path}={word}")
                is_number = text.isascii() and text.isdigit() and len(text) <= 18
                assert answer.status_code in ((200, 404) if is_number else (404,)), (path, text)


def test_no_login_matches_more_than_its_account(app: Flask, ada: Visitor, engine: Engine) -> None:
    for number, text in enumerate((*SQL, *SHORT)):
        client = Visitor(app)
        form = client.form("/sign-in", "/sign-in")
        # Many of these are one login once what can't be seen is dropped, and would use up its tries.
        SqlAlchemyStorage(engine).reset()
        for password in (PASSWORD, text):
            answer = client.client.post(
                "/sign-in",
                data=form.values | {"login": text, "password": password},
                base_url="http://127.0.0.1:8000",
                environ_overrides={"REMOTE_ADDR": f"10.{number}.0.1"},
            )
            if (text, password) == ("ada\0", PASSWORD):
                # The zero byte is dropped before the look-up, and what is left is a name.
                assert answer.status_code == 303
                break
            assert answer.status_code == 422, text


def test_every_field_keeps_or_returns_such_words(ada: Visitor, engine: Engine) -> None:
    with unchanged(engine, "accounts"):
        for number, text in enumerate((*SQL, *SHORT)):
            fields = dict.fromkeys(("title", "body", "summary"), text)
            token = ada.csrf()
            sent = {"csrf": token, "key": f"{number}{text}"} | fields
            assert ada.send("/drafts", sent).status_code in ((303,) if len(text) <= 200 else (303, 422)), text
            assert ada.send("/drafts", sent | {"tags": text, "slug": text}).status_code in (303, 422)
            assert ada.send("/posts", sent | {"key": text}).status_code in (303, 422), text
            published = ada.send("/drafts", sent | {"title": f"T {text}", "then": "publish"})
            assert published.status_code in (303, 422), text
            if published.status_code == 303:
                assert ada.get(published.headers["Location"]).status_code == 200
            version = ada.form("/settings/profile", "/settings/profile").values["version"]
            profile = {"csrf": token, "display_name": text, "bio": text, "version": version}
            assert ada.send("/settings/profile", profile).status_code in (303, 422), text
    for path in ("/", "/local", "/@ada", "/drafts", "/about"):
        assert ada.get(path).status_code == 200


def _is_handle(text: str) -> bool:
    try:
        parse_handle(text)
    except TextFault:
        return False
    return True


def test_a_handle_that_means_something_in_sql_is_no_handle(app: Flask, ada: Visitor, engine: Engine) -> None:
    stranger = Visitor(app)
    with unchanged(engine, "accounts", "profiles"):
        for number, text in enumerate(text for text in SQL if not _is_handle(text)):
            sent = {"handle": text, "email": f"eve{number}@example.org", "password": PASSWORD}
            answer = stranger.client.post(
                "/register",
                data=stranger.form("/register", "/register").values | sent,
                base_url="http://127.0.0.1:8000",
                environ_overrides={"REMOTE_ADDR": f"10.{number}.0.1"},
            )
            assert answer.status_code == 422, text


@pytest.mark.parametrize("id", [0, 1, 2**31, 2**63 - 1, 2**63, 2**64, 10**30, 10**400])
def test_numbers_that_no_column_holds_name_nothing(ada: Visitor, engine: Engine, id: int) -> None:
    token = ada.csrf()
    with unchanged(engine, "posts", "drafts"):
        for path in (f"/@ada/{id}", f"/posts/{id}/history", f"/posts/{id}/edit", f"/drafts/{id}/edit"):
            assert ada.get(path).status_code == 404
        sent = {"csrf": token, "body": "Words.", "version": "1"}
        for path in (
            f"/posts/{id}",
            f"/posts/{id}?_method=DELETE",
            f"/posts/{id}/replies",
            f"/posts/{id}/restoration",
            f"/posts/{id}/publication?_method=DELETE",
            f"/drafts/{id}",
            f"/drafts/{id}?_method=DELETE",
            f"/drafts/{id}/publication",
        ):
            assert ada.send(path, sent).status_code == 404, path
