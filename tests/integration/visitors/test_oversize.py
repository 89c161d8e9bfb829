"""Too much at once is refused before it is read."""

import io
import time
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Response
from werkzeug.test import EnvironBuilder, run_wsgi_app

from domain.writings import MAX_BODY_BYTES
from tests.visitor import HOST, Visitor
from web.app import MAX_FORM_PARTS, MAX_REQUEST_BYTES

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"
AT_MOST = 1.0
"""Seconds for an answer, on a machine that does other things as well."""


class Endless(io.RawIOBase):
    """A body as long as anybody likes; counts what was read of it."""

    def __init__(self, size: int, first: bytes = b"") -> None:
        self.left, self.taken, self._first = size, 0, first

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = min(len(buffer), self.left)
        chunk = (self._first + b"x" * count)[:count]
        self._first = self._first[count:]
        buffer[:count] = chunk
        self.left -= count
        self.taken += count
        return count


def send(visitor: Visitor, body: Any, kind: str, length: int | None, path: str = "/posts") -> Response:
    """With the length told beforehand, or (None) in pieces until it ends."""
    cookie = visitor.client.get_cookie("stoa", domain="127.0.0.1")
    headers = {"Origin": HOST, "Cookie": f"stoa={cookie.value}"}
    environ = EnvironBuilder(path, method="POST", base_url=HOST, headers=headers).get_environ()
    environ |= {"wsgi.input": body if isinstance(body, io.IOBase) else io.BytesIO(body), "CONTENT_TYPE": kind}
    if length is None:
        environ |= {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
        environ.pop("CONTENT_LENGTH", None)
    else:
        environ["CONTENT_LENGTH"] = str(length)
    return Response(*run_wsgi_app(visitor.client.application, environ, buffered=True))


@pytest.fixture
def unchanged(kept: Any, ada: Visitor) -> Iterator[None]:
    before = kept()
    began = time.perf_counter()
    yield
    assert time.perf_counter() - began < AT_MOST
    assert kept() == before


@pytest.mark.parametrize("kind", [URLENCODED, MULTIPART, "text/plain", "application/json", ""])
@pytest.mark.parametrize("path", ["/posts", "/sign-in", "/nowhere", "/posts/7?_method=DELETE"])
def test_a_body_that_says_it_is_too_long_is_not_read(
    unchanged: None, ada: Visitor, kind: str, path: str
) -> None:
    body = Endless(50_000_000)
    answer = send(ada, body, kind, body.left, path)
    assert body.taken == 0
    assert answer.status_code == 413
    assert answer.headers["Connection"] == "close"
    assert "too large" in answer.get_data(as_text=True)


@pytest.mark.parametrize("kind", [URLENCODED, MULTIPART])
def test_a_body_of_untold_length_is_not_read(unchanged: None, ada: Visitor, kind: str) -> None:
    """It would be cut off at the limit, and what came before that kept as if it were all."""
    body = Endless(50_000_000, b"body=")
    assert send(ada, body, kind, None).status_code == 400
    assert body.taken == 0


def test_one_byte_too_many_is_too_many(unchanged: None, ada: Visitor) -> None:
    body = b"body=" + b"x" * (MAX_REQUEST_BYTES - 4)
    assert send(ada, body, URLENCODED, len(body)).status_code == 413
    assert send(ada, body[:-1], URLENCODED, len(body) - 1).status_code == 403


def test_ten_thousand_parts_are_too_many(unchanged: None, ada: Visitor) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'
    parts = part * 10_000 + b"--b--\r\n"
    assert send(ada, parts[:MAX_REQUEST_BYTES], MULTIPART, MAX_REQUEST_BYTES).status_code == 413
    few = part * (MAX_FORM_PARTS + 1) + b"--b--\r\n"
    assert send(ada, few, MULTIPART, len(few)).status_code == 413


def test_ten_thousand_fields_are_read_quickly_or_not_at_all(unchanged: None, ada: Visitor) -> None:
    body = b"&".join(b"a%d=1" % number for number in range(10_000))
    assert send(ada, body, URLENCODED, len(body)).status_code in (403, 413)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b",
        b"--b\r\n\r\n",
        b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
        b'--b\r\nContent-Disposition: form-data; name="title"; filename="x"\r\n\r\nx\r\n--b--',
        b"--b\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
        b"--c\r\n" * 1000,
        b"\r\n" * 50_000,
        b"\0" * 1000,
    ],
)
def test_a_broken_multipart_body_is_no_fault_of_ours(unchanged: None, ada: Visitor, body: bytes) -> None:
    for kind in (MULTIPART, "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed"):
        assert send(ada, body, kind, len(body)).status_code in (400, 403, 413)


def test_the_longest_text_in_its_longest_encoding_fits(ada: Visitor) -> None:
    body = "ä" * (MAX_BODY_BYTES // 2)
    assert ada.post("/drafts", title="Long", body=body).status_code == 303
    assert ada.post("/drafts", title="Too long", body=body + "ä").status_code == 422


def test_long_addresses_and_headers_are_nothing_special(ada: Visitor) -> None:
    long = "9" * 100_000
    assert ada.get(f"/posts/{long}/history").status_code == 404
    assert ada.get(f"/local?before={long}").status_code == 404
    assert ada.get(f"/@ada/{long}").status_code == 404
    assert ada.get(f"/?{long}").status_code == 200
    assert ada.get("/", headers={"User-Agent": long, "Accept-Language": long, "X": long}).status_code == 200
    written = ada.send("/posts", {"csrf": ada.csrf(), "body": "Words."}, headers={"Idempotency-Key": long})
    assert written.status_code == 303
