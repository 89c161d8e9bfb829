"""After signing in people come back to where they were, and never to another site."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest
from flask import Flask

from adapters.memory.identities import InMemoryProvider
from bootstrap.container import Container
from services.accounts.identity_rounds import MAX_NEXT
from services.accounts.registration import REGISTRATIONS
from tests.integration.visitors.markup import dangers_in, elements_of
from tests.unit.web.keys import HERE, account_of, an_identity, give_app, give_passkey, link_login
from tests.unit.web.rounds import come_back, set_out, state_in
from tests.visitor import HOST, PASSWORD, Visitor, forms_in, query_of
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


def ways_on(html: str) -> list[str]:
    """Where a page's forms and links lead in the end, as they say themselves."""
    kept = [form.values["next"] for form in forms_in(html) if "next" in form.values]
    links = [e.attributes["href"] for e in elements_of(html) if e.tag == "a" and "href" in e.attributes]
    return kept + [wanted for link in links for wanted in query_of(link).get("next", [])]


def query(wanted: str) -> str:
    return f"next={quote(wanted, safe='')}"


@pytest.fixture
def on_the_way(
    app: Flask, join: Callable[..., None], container: Container, clock: Any, provider: InMemoryProvider
) -> dict[str, Callable[[], Visitor]]:
    """For each step, somebody who stands before it."""
    for handle in ("ada", "tess", "lee"):
        join(handle)
    give_app(container, "tess", clock)
    container.accounts.closing().close(account_of(container, "lee").id, browser=HERE)

    def after_password(login: str) -> Visitor:
        visitor = Visitor(app)
        assert visitor.fill("/sign-in", "/sign-in", login=login, password=PASSWORD).status_code == 303
        return visitor

    def newcomer() -> Visitor:
        visitor = Visitor(app)
        state = set_out(visitor)
        come_back(visitor, provider, state, an_identity(state))
        return visitor

    return {
        "/sign-in": lambda: Visitor(app),
        "/register": lambda: Visitor(app),
        "/register/sent": lambda: Visitor(app),
        "/register/with": newcomer,
        "/sign-in/second-step": lambda: after_password("tess"),
        "/sign-in/reopening": lambda: after_password("lee"),
        "/prove": lambda: after_password("ada"),
    }


PAGES = (
    "/sign-in",
    "/register",
    "/register/sent",
    "/register/with",
    "/sign-in/second-step",
    "/sign-in/reopening",
    "/prove",
)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_on_the_way_leads_elsewhere(on_the_way: dict[str, Callable[[], Visitor]], path: str) -> None:
    visitor = on_the_way[path]()
    for wanted in (*ELSEWHERE, *OURS):
        page = visitor.fetch(f"{path}?{query(wanted)}")
        onward = ways_on(page)
        assert onward, path
        for way in onward:
            assert leads_here(way), (path, wanted)
            assert way == ("/" if wanted in ELSEWHERE else wanted), (path, wanted)
        assert dangers_in(page) == []


SENT = {
    "/sign-in": {"login": "ada", "password": PASSWORD},
    "/register/with": {"email": "eve@example.org"},
    "/sign-in/reopening": {},
    "/prove": {"by": "password", "password": PASSWORD},
}


@pytest.mark.parametrize("path", SENT)
def test_no_step_on_the_way_leads_elsewhere(
    on_the_way: dict[str, Callable[[], Visitor]], container: Container, path: str
) -> None:
    """Whatever a form is made to say, past the page that it stands on."""
    for number, wanted in enumerate((*ELSEWHERE, *OURS)):
        visitor = on_the_way[path]()
        values = SENT[path] | {"next": wanted}
        if path == "/register/with":
            values |= {"handle": f"eve{number}", "email": f"eve{number}@example.org"}
            # More newcomers than one network may have in an hour.
            container.gateways().throttle.forgive(REGISTRATIONS, "127.0.0.0/24")
        answer = visitor.post(path, **values)
        assert answer.status_code == 303, (path, wanted)
        location = answer.headers["Location"]
        assert leads_here(location)
        onward = query_of(location)["next"][0] if location.startswith("/register/sent") else location
        assert onward == ("/" if wanted in ELSEWHERE else wanted), (path, wanted)
        if path == "/sign-in/reopening":
            container.accounts.closing().close(account_of(container, "lee").id, browser=HERE)


@pytest.mark.parametrize("wanted", ELSEWHERE[:9])
def test_the_second_step_leads_to_a_page_of_ours(
    app: Flask, join: Callable[..., None], container: Container, clock: Any, wanted: str
) -> None:
    join("tess")
    codes = give_app(container, "tess", clock).slip
    visitor = Visitor(app)
    step = visitor.fill("/sign-in", "/sign-in", login="tess", password=PASSWORD, next=wanted)
    assert step.headers["Location"] == "/sign-in/second-step?next=/"
    done = visitor.post("/sign-in/second-step", by="recovery", code=codes[0], next=wanted)
    assert (done.status_code, done.headers["Location"]) == (303, "/")


@pytest.mark.parametrize("wanted", [*ELSEWHERE, *OURS])
def test_a_passkey_leads_to_a_page_of_ours(
    app: Flask, join: Callable[..., None], container: Container, wanted: str
) -> None:
    join("ada")
    device, visitor = give_passkey(container, "ada"), Visitor(app)
    answer = device.get(visitor.post("/sign-in/passkey/request").text, HOST)
    done = visitor.post("/sign-in/passkey", answer=answer, next=wanted)
    assert done.headers["Location"] == ("/" if wanted in ELSEWHERE else wanted)


@pytest.mark.parametrize("wanted", [*ELSEWHERE, *OURS])
def test_a_round_to_a_provider_ends_at_a_page_of_ours(
    app: Flask, join: Callable[..., None], container: Container, provider: InMemoryProvider, wanted: str
) -> None:
    join("ada")
    link_login(container, "ada", an_identity())
    visitor = Visitor(app)
    for path in ("/sign-in/with/example", "/prove/with/example"):
        page = visitor.post(path, next=wanted)
        assert page.headers["Refresh"].startswith("0;url=https://provider.example/")
        assert "evil" not in page.text
        done = come_back(visitor, provider, state_in(page))
        assert done.status_code == 303
        is_lost = wanted in ELSEWHERE or len(wanted) > MAX_NEXT
        assert done.headers["Location"] == ("/" if is_lost else wanted)


@pytest.mark.parametrize("wanted", ELSEWHERE[:12])
@pytest.mark.parametrize("page", ["/sign-in", "/register", "/register/with", "/prove"])
def test_a_way_inside_of_a_way_leads_here_as_well(
    app: Flask, join: Callable[..., None], page: str, wanted: str
) -> None:
    """Each page on the way looks anew."""
    join("ada")
    visitor = Visitor(app)
    nested = f"{page}?{query(f'{page}?{query(wanted)}')}"
    answer = visitor.post("/sign-in", login="ada", password=PASSWORD, next=nested)
    while answer.status_code == 303:
        location = answer.headers["Location"]
        assert leads_here(location)
        answer = visitor.get(location)
        if answer.status_code == 200 and location.startswith("/prove"):
            answer = visitor.send("/prove", form_at("/prove", answer.text) | {"password": PASSWORD})
    assert location == "/"


def form_at(action: str, html: str) -> dict[str, str]:
    return next(form.values for form in forms_in(html) if form.action == action)


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
