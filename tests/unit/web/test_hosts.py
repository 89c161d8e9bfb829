"""This place answers to its own name, and no request can make it use another one."""

import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.integration.visitors.markup import masked
from tests.unit.web.conftest import SECURE
from tests.visitor import HOST, Visitor

FOREIGN = (
    "",
    "evil.example",
    "evil.example:8000",
    "127.0.0.1",
    "127.0.0.1:80",
    "127.0.0.1:8001",
    "127.0.0.1:8000.",
    "127.0.0.1.:8000",
    "127.0.0.1:8000.evil.example",
    "127.0.0.1:8000@evil.example",
    "evil.example@127.0.0.1:8000",
    "ada:secret@127.0.0.1:8000",
    "127.0.0.1:8000, evil.example",
    "127.0.0.1:8000/evil.example",
    "127.0.0.1:8000#evil.example",
    "127.0.0.1:08000",
    "127.0.0.1:99999999999",
    "127.0.0.1:",
    "127.1:8000",
    "2130706433:8000",
    "0.0.0.0:8000",
    "[::ffff:127.0.0.1]:8000",
    "[",
    "a b",
    "<script>alert(1)</script>",
    "\xe9.example",
    "x" * 10_000,
)

FORWARDED = {
    "Forwarded": "for=192.0.2.1;host=evil.example;proto=https",
    "X-Forwarded-For": "192.0.2.1",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Server": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Scheme": "https",
    "X-Forwarded-Port": "443",
    "X-Forwarded-Prefix": "/evil",
    "X-Host": "evil.example",
    "X-Original-URL": "/admin/approvals",
    "X-Rewrite-URL": "/admin/approvals",
    "X-Original-Host": "evil.example",
}

PATHS = ("/", "/local", "/about", "/sign-in", "/register", "/nowhere", "/@ada", "/static/x/css/stoa.css")


@pytest.mark.parametrize("host", FOREIGN)
def test_another_name_is_refused_everywhere(stranger: Visitor, kept: Any, host: str) -> None:
    before = kept()
    for path in PATHS:
        answer = stranger.get(path, headers={"Host": host})
        assert answer.status_code == 400
        assert "evil" not in answer.text
        assert "evil" not in str(answer.headers)
    posted = stranger.client.post("/register", data={"handle": "eve"}, headers={"Host": host}, base_url=HOST)
    assert posted.status_code == 400
    assert kept() == before


@pytest.mark.parametrize("path", PATHS)
def test_no_name_at_all_is_refused(app: Flask, stranger: Visitor, path: str) -> None:
    environ = EnvironBuilder(path, base_url=HOST).get_environ()
    del environ["HTTP_HOST"]
    _, status, _ = run_wsgi_app(app, environ, buffered=True)
    assert status.startswith("400")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LocalHost:8000", "[::1]:8000"])
def test_each_name_of_loopback_is_ours_in_any_case(stranger: Visitor, host: str) -> None:
    assert stranger.get("/about", headers={"Host": host}).status_code == 200


def test_a_place_with_a_name_answers_to_that_name_only(secure_app: Flask, place: Any) -> None:
    visitor = Visitor(secure_app)
    for host in ("stoa.example.org", "STOA.Example.org"):
        assert visitor.get("/about", base_url=SECURE, headers={"Host": host}).status_code == 200
    for host in (
        "stoa.example.org:443",
        "www.stoa.example.org",
        "localhost",
        "127.0.0.1",
        "stoa.example.org.",
    ):
        assert visitor.get("/about", base_url=SECURE, headers={"Host": host}).status_code == 400


def test_headers_of_proxies_are_not_believed(ada: Visitor, stranger: Visitor) -> None:
    for visitor in (ada, stranger):
        for path in PATHS:
            plain = masked(visitor.get(path).text)
            assert masked(visitor.get(path, headers=FORWARDED).text) == plain
            for name, value in FORWARDED.items():
                answer = visitor.get(path, headers={name: value})
                assert masked(answer.text) == plain, name
                assert "evil" not in str(answer.headers)


def test_whole_addresses_in_a_page_name_this_place(ada: Visitor, stranger: Visitor) -> None:
    ada.post("/drafts", title="An article", body="Words.", tags="a", then="publish")
    for path in ("/", "/local", "/about", "/@ada", "/@ada/an-article", "/tags/a"):
        page = stranger.get(path, headers={"Host": "LOCALHOST:8000"} | FORWARDED).text
        for address in re.findall(r"https?://[^\"'<> ]+", page):
            assert address.startswith(f"{HOST}/"), path


def test_whole_addresses_of_a_place_on_https_are_secure(secure_app: Flask, place: Any) -> None:
    """Also where a proxy hands the request on over plain HTTP."""
    for base_url in (SECURE, "http://stoa.example.org"):
        page = Visitor(secure_app).get("/local", base_url=base_url).text
        assert set(re.findall(r"https?://[^\"'<> /]+", page)) <= {SECURE}
