"""After signing in people come back to where they were, and never to another site."""

from collections.abc import Callable
from urllib.parse import quote, urljoin, urlsplit

import pytest
from flask import Flask

from tests.visitor import HOST, PASSWORD, Visitor, query_of
from web.addresses import own_path

ELSEWHERE = (
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "//evil.example/%2f..",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/ /evil.example",
    "https://evil.example",
    "HTTPS://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "http:evil.example",
    "ftp://evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "mailto:a@evil.example",
    "evil.example",
    "@evil.example",
    ".evil.example",
    "?next=//evil.example",
    "#//evil.example",
    "//127.0.0.1:8000@evil.example",
    "//evil.example:8000",
    "//[::1]",
    "http://127.0.0.1:8000@evil.example/",
    "http://127.0.0.1:8000.evil.example/",
    "/about\r\nSet-Cookie: x=y",
    "/about\r\n\r\n<script>alert(1)</script>",
    "/about\nLocation: https://evil.example",
    "/about\x00",
    "/\u2028/evil.example",
    "/\uff0fevil.example",
    "\uff0f\uff0fevil.example",
    "/\u3002evil.example",
    "//evil\u3002example",
    "/\u202eabout",
    "",
    " ",
)

OURS = (
    "/about",
    "/",
    "/@ada?shows=replies",
    "/@ada/an-article#replies",
    "/%09/evil.example",
    "/%5Cevil.example",
    "/%2F%2Fevil.example",
    "/%0d%0aSet-Cookie:x=y",
    "/;//evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/about?next=https://evil.example",
    "/about#//evil.example",
    "/a:b",
    "/@evil.example",
    "/" + "x" * 5_000,
)


def leads_here(location: str) -> bool:
    """Where a browser would go: tabs and breaks dropped, backslashes read as slashes (WHATWG URL 4.4)."""
    read = location.strip().translate(str.maketrans({"\t": "", "\n": "", "\r": "", "\\": "/"}))
    return urlsplit(urljoin(f"{HOST}/sign-in", read))[:2] == tuple(HOST.split("://"))


@pytest.mark.parametrize("wanted", [*ELSEWHERE, *OURS])
def test_signing_in_leads_to_a_page_of_ours(app: Flask, join: Callable[..., None], wanted: str) -> None:
    join("ada")
    visitor = Visitor(app)
    form = visitor.form(f"/sign-in?next={quote(wanted, safe='')}", "/sign-in")
    assert leads_here(form.values["next"])
    registered = visitor.send(
        "/register",
        form.values | {"handle": "eve", "email": "e@example.org", "password": PASSWORD, "next": wanted},
    )
    assert leads_here(registered.headers["Location"])
    assert leads_here(query_of(registered.headers["Location"])["next"][0])
    answer = visitor.send("/sign-in", form.values | {"login": "ada", "password": PASSWORD, "next": wanted})
    assert answer.status_code == 303
    location = answer.headers["Location"]
    assert leads_here(location)
    assert location == ("/" if wanted in ELSEWHERE else wanted)
    assert not set("\r\n\t\\") & set(location)
    assert "x=y" not in answer.headers.get("Set-Cookie", "")
    already = visitor.get(f"/sign-in?next={quote(wanted, safe='')}")
    assert already.status_code == 303
    assert leads_here(already.headers["Location"])


def test_a_very_long_wish_is_an_ordinary_path(stranger: Visitor) -> None:
    assert own_path("/" + "x" * 100_000).startswith("/x")
    assert stranger.get("/sign-in?next=/" + "x" * 100_000).status_code == 200


def test_links_between_the_doors_keep_the_way_back(stranger: Visitor) -> None:
    page = stranger.fetch("/sign-in?next=/@ada")
    assert 'href="/register?next=/@ada"' in page.replace("%2F", "/").replace("%40", "@")
    assert "evil" not in stranger.fetch("/sign-in?next=//evil.example")
    assert "evil" not in stranger.fetch("/register?next=//evil.example")
