"""A person with a browser that runs no script: reads pages, fills in the forms it finds there."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from services.ports.mail import Letter

PASSWORD = "four words make sense"
HOST = "http://127.0.0.1:8000"


@dataclass
class PageForm:
    """A form as it stands on a page: where it goes, and what it holds already."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(PageForm(at.get("action", ""), at.get("method", "get").lower()))
            return
        if not self.forms or ("name" not in at and tag != "option"):
            return
        values = self.forms[-1].values
        if tag == "textarea":
            self._area = at["name"]
            values[self._area] = ""
        elif tag == "select":
            self._select = at["name"]
        elif tag == "option" and self._select and ("selected" in at or self._select not in values):
            values[self._select] = at.get("value", "")
        elif tag == "input" and at.get("type") in ("radio", "checkbox"):
            if "checked" in at:
                values[at["name"]] = at.get("value", "on")
        elif tag == "input":
            values[at["name"]] = at.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            values = self.forms[-1].values
            # The parser of a browser drops one line feed after the opening tag.
            values[self._area] += data.removeprefix("\n") if not values[self._area] else data


def forms_in(html: str) -> list[PageForm]:
    parser = _Forms()
    parser.feed(html)
    return parser.forms


class Visitor:
    """Follows no redirect by itself: a test says what it expects."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self._token = ""
        self._token_for: list[str] | None = None

    def get(self, path: str, **options: Any) -> TestResponse:
        options.setdefault("base_url", HOST)
        return self.client.get(path, **options)

    def fetch(self, path: str) -> str:
        """A page that must be there."""
        response = self.get(path)
        assert response.status_code == 200, (path, response.status_code, response.headers.get("Location"))
        return response.text

    def form(self, path: str, action: str) -> PageForm:
        """The form on a page whose action begins so."""
        forms = forms_in(self.fetch(path))
        found = [form for form in forms if form.action.startswith(action)]
        assert found, f"no form for {action} on {path}: {[form.action for form in forms]}"
        return found[0]

    def fill(
        self, path: str, action: str, /, *, at: str | None = None, headers: Any = None, **values: str
    ) -> TestResponse:
        """Open a page, fill in its form and send it, `at` another address when a button says so."""
        form = self.form(path, action)
        return self.send(at or form.action, form.values | values, headers=headers)

    def send(self, action: str, values: dict[str, str], *, headers: Any = None) -> TestResponse:
        return self.client.post(action, data=values, headers=headers or {"Origin": HOST}, base_url=HOST)

    def csrf(self) -> str:
        """A token good for this browser; read off a form once for each set of cookies that it holds."""
        if self._token_for != self._cookies:
            self._token = self._token_on_a_page()
            self._token_for = self._cookies
        return self._token

    @property
    def _cookies(self) -> list[str]:
        held = [self.client.get_cookie(name, "127.0.0.1") for name in ("stoa", "stoa-visit")]
        return [cookie.value for cookie in held if cookie is not None]

    def _token_on_a_page(self) -> str:
        for path in ("/settings/profile", "/sign-in"):
            response = self.get(path)
            if response.status_code == 200:
                return next(form.values["csrf"] for form in forms_in(response.text) if "csrf" in form.values)
        raise AssertionError("no page with a form")

    def post(self, action: str, **values: str) -> TestResponse:
        """Send values with a good token, from no page in particular."""
        return self.send(action, values | {"csrf": self.csrf()})

    def sign_in(self, login: str, password: str = PASSWORD, *, code: str = "") -> "Visitor":
        """By password, and by a code of the app where there is a second step."""
        response = self.fill("/sign-in", "/sign-in", login=login, password=password)
        assert response.status_code == 303, response.text
        if code:
            response = self.second_step(code=code)
        assert not response.headers["Location"].startswith("/sign-in"), "there is a step to go"
        return self

    def second_step(self, *, by: str = "code", code: str = "", answer: str = "") -> TestResponse:
        """What the page of the second step sends."""
        return self.post("/sign-in/second-step", by=by, code=code, answer=answer)

    def register_and_confirm(
        self, handle: str, letters: Callable[[], Sequence[Letter]], password: str = PASSWORD
    ) -> "Visitor":
        """Join, open the link in the mail and press its button, and sign in."""
        email = f"{handle}@example.org"
        registered = self.fill("/register", "/register", handle=handle, email=email, password=password)
        assert registered.status_code == 303, registered.text
        confirmed = self.fill(link_in(letters(), to=email), "/confirm-email")
        assert confirmed.status_code == 303, confirmed.text
        return self.sign_in(handle, password)


def link_in(letters: Sequence[Letter], *, to: str) -> str:
    """The path of the link with a key in the newest letter to an address."""
    text = next(letter.text for letter in reversed(letters) if letter.to == to)
    found = re.search(rf"^{re.escape(HOST)}(/\S+\?key=\S+)$", text, re.MULTILINE)
    assert found, text
    return found[1]


def query_of(location: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(location).query)
