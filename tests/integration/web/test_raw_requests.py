"""What a socket can send that no client library would, to a real server."""

import re
import socket
import time
from collections.abc import Iterator

import pytest

from tests.integration.serving import RunningStoa

FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
PATIENCE = 15
"""Seconds after which a silent server has failed."""


@pytest.fixture(scope="module")
def stoa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStoa]:
    running = RunningStoa(tmp_path_factory.mktemp("raw")).start()
    yield running
    running.stop()


def exchange(stoa: RunningStoa, *pieces: bytes, pause: float = 0) -> bytes:
    """Send pieces and read until the server closes or has said what it has to say."""
    with socket.create_connection(("127.0.0.1", stoa.port), timeout=PATIENCE) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(pause)
        except (BrokenPipeError, ConnectionResetError):
            pass
        connection.settimeout(2)
        answer = b""
        try:
            while chunk := connection.recv(65536):
                answer += chunk
        except (TimeoutError, ConnectionResetError):
            pass
        return answer


def status_of(answer: bytes) -> int | None:
    """None for a connection closed without a word."""
    found = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
    return int(found.group(1)) if found else None


def request(stoa: RunningStoa, line: str, headers: str = "", body: bytes = b"", *, host: str = "") -> bytes:
    name = host or f"127.0.0.1:{stoa.port}"
    return f"{line}\r\nHost: {name}\r\nConnection: close\r\n{headers}\r\n".encode("latin-1") + body


def assert_well(stoa: RunningStoa) -> None:
    """Others are still served, at once, and no trace of a failure was printed."""
    began = time.monotonic()
    assert status_of(exchange(stoa, request(stoa, "GET /livez HTTP/1.1"))) == 200
    assert status_of(exchange(stoa, request(stoa, "GET / HTTP/1.1"))) == 200
    assert time.monotonic() - began < PATIENCE
    assert "Traceback" not in stoa.output.read_text()


@pytest.mark.parametrize(
    "line",
    [
        "GET / HTTP/9.9",
        "GET /",
        "GET  /  HTTP/1.1",
        "G\0T / HTTP/1.1",
        "GET /\x01 HTTP/1.1",
        "GET /\xff\xfe HTTP/1.1",
        "GET http://evil.example/ HTTP/1.1",
        "GET //evil.example/ HTTP/1.1",
        "GET * HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "CONNECT evil.example:443 HTTP/1.1",
        "TRACE / HTTP/1.1",
        "PRI * HTTP/2.0",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        "GET /%zz%00%ff HTTP/1.1",
        "GET /" + "x" * 20_000 + " HTTP/1.1",
        "GET /?" + "x=1&" * 5_000 + " HTTP/1.1",
        "A" * 100_000,
    ],
)
def test_a_request_line_of_garbage_is_refused_in_peace(stoa: RunningStoa, line: str) -> None:
    answer = exchange(stoa, request(stoa, line))
    assert status_of(answer) in (None, 200, 308, 400, 403, 404, 405, 414, 431, 505)
    assert b"Traceback" not in answer
    assert b"Location: http://evil" not in answer
    assert_well(stoa)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "a b", "x" * 300, "ada@127.0.0.1", "[::1"]
)
def test_another_host_is_refused(stoa: RunningStoa, host: str) -> None:
    answer = exchange(stoa, request(stoa, "GET /sign-in HTTP/1.1", host=host))
    assert status_of(answer) == 400
    assert b"evil" not in answer
    assert b"Traceback" not in stoa.output.read_bytes()


def test_no_host_and_two_hosts_are_refused(stoa: RunningStoa) -> None:
    for headers in ("", "Host: \r\n", f"Host: 127.0.0.1:{stoa.port}\r\nHost: evil.example\r\n"):
        answer = exchange(stoa, f"GET /sign-in HTTP/1.1\r\n{headers}Connection: close\r\n\r\n".encode())
        assert status_of(answer) in (None, 400)
        assert b"evil" not in answer


def test_nothing_tells_what_serves(stoa: RunningStoa) -> None:
    head = exchange(stoa, request(stoa, "GET / HTTP/1.1")).partition(b"\r\n\r\n")[0].lower()
    for product in (b"werkzeug", b"flask", b"python", b"granian/", b"x-powered-by"):
        assert product not in head


def test_a_long_body_is_refused_at_once(stoa: RunningStoa) -> None:
    """Before it has arrived: only its length was told."""
    began = time.monotonic()
    told = request(stoa, "POST /posts HTTP/1.1", f"{FORM}Content-Length: 50000000\r\n", b"body=x")
    answer = exchange(stoa, told)
    assert status_of(answer) == 413
    assert time.monotonic() - began < PATIENCE
    assert_well(stoa)


def test_a_long_body_that_is_sent_all_the_same_is_not_taken(stoa: RunningStoa) -> None:
    told = request(stoa, "POST /posts HTTP/1.1", f"{FORM}Content-Length: 50000000\r\n")
    answer = exchange(stoa, told, *[b"x" * 1_000_000] * 50)
    # The server may close while we are still sending: then nothing can be read any more.
    assert status_of(answer) in (None, 413)
    assert_well(stoa)


def test_a_body_in_pieces_is_refused(stoa: RunningStoa) -> None:
    pieces = b"5\r\nbody=\r\n" + b"186A0\r\n" + b"x" * 100_000 + b"\r\n0\r\n\r\n"
    answer = exchange(
        stoa, request(stoa, "POST /posts HTTP/1.1", f"{FORM}Transfer-Encoding: chunked\r\n", pieces)
    )
    assert status_of(answer) == 400
    assert_well(stoa)


@pytest.mark.parametrize(
    "headers",
    [
        "Content-Length: 4\r\nContent-Length: 40\r\n",
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\nContent-Length: 4\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding:\x0bchunked\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: +4\r\n",
        "Content-Length: 0x4\r\n",
        "Content-Length: 4, 4\r\n",
        "Content-Length: " + "9" * 40 + "\r\n",
    ],
)
def test_two_opinions_about_a_bodys_end_smuggle_nothing(stoa: RunningStoa, headers: str) -> None:
    """A second request hidden in the body of the first gets no answer of its own."""
    hidden = f"GET /livez HTTP/1.1\r\nHost: 127.0.0.1:{stoa.port}\r\n\r\n".encode()
    name = f"127.0.0.1:{stoa.port}"
    head = f"POST /posts HTTP/1.1\r\nHost: {name}\r\n{FORM}{headers}\r\n".encode("latin-1")
    answer = exchange(stoa, head + b"0\r\n\r\n" + hidden)
    assert not answer.endswith(b"ok\n") or b"HTTP/1.1 400" in answer
    assert status_of(answer) in (None, 400, 403, 413, 501)
    assert_well(stoa)


def test_slow_senders_do_not_keep_others_waiting(stoa: RunningStoa) -> None:
    """More of them than there are threads, each with a body that never ends."""
    told = request(stoa, "POST /sign-in HTTP/1.1", f"{FORM}Content-Length: 1000\r\n", b"login=")
    slow = [socket.create_connection(("127.0.0.1", stoa.port), timeout=PATIENCE) for _ in range(3)]
    try:
        for connection in slow:
            connection.sendall(told)
        half = socket.create_connection(("127.0.0.1", stoa.port), timeout=PATIENCE)
        half.sendall(b"GET / HT")
        slow.append(half)
        assert_well(stoa)
    finally:
        for connection in slow:
            connection.close()


def test_a_sender_who_goes_away_leaves_nothing_behind(stoa: RunningStoa) -> None:
    told = request(stoa, "POST /sign-in HTTP/1.1", f"{FORM}Content-Length: 1000\r\n", b"login=")
    for _ in range(30):
        with socket.create_connection(("127.0.0.1", stoa.port), timeout=PATIENCE) as connection:
            connection.sendall(told)
    time.sleep(0.2)
    assert_well(stoa)


def test_headers_beyond_reason_are_refused(stoa: RunningStoa) -> None:
    for headers in ("X: " + "y" * 1_000_000 + "\r\n", "".join(f"X{n}: y\r\n" for n in range(5_000))):
        answer = exchange(stoa, request(stoa, "GET / HTTP/1.1", headers))
        assert status_of(answer) in (None, 400, 431)
        assert_well(stoa)
