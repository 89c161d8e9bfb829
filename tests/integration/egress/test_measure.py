"""How long the one door listens to servers that mean harm, and how much it takes from them."""

import gzip
import socket
import threading
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from adapters.egress.egress import MAX_BODY, Egress
from tests.integration.egress.asking import SHORT, egress_to, hello, reason_of
from tests.integration.egress.servers import Asked, serving, speaking

# How long it listens


def drips_its_body(asked: Asked) -> None:
    asked.send_response(200)
    asked.send_header("Content-Length", "150")
    asked.end_headers()
    asked.drip(b"x" * 150)


def drips_chunks(asked: Asked) -> None:
    asked.send_response(200)
    asked.send_header("Transfer-Encoding", "chunked")
    asked.end_headers()
    asked.drip(b"1\r\nx\r\n" * 25 + b"0\r\n\r\n")


def drips_its_headers(asked: Asked) -> None:
    asked.drip(b"HTTP/1.1 200 OK\r\nX-Word: " + b"x" * 100 + b"\r\nContent-Length: 0\r\n\r\n")


def drips_that_it_will_go_on(asked: Asked) -> None:
    asked.drip(b"HTTP/1.1 100 Continue\r\n\r\n" * 5 + b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")


def says_nothing(asked: Asked) -> None:
    asked.server.is_over.wait()


@pytest.mark.parametrize(
    "answer",
    [drips_its_body, drips_chunks, drips_its_headers, drips_that_it_will_go_on, says_nothing],
    ids=lambda answer: answer.__name__,
)
def test_a_server_that_drips_is_left_when_the_time_is_up(answer: Callable[[Asked], None]) -> None:
    with serving(answer) as server:
        reason_of(lambda: egress_to(server, seconds=SHORT).get(server.url))
        reason_of(lambda: egress_to(server, seconds=SHORT).post(server.url, b""))


def test_redirects_share_one_time() -> None:
    def slowly(asked: Asked) -> None:
        asked.server.is_over.wait(SHORT * 0.4)
        asked.redirect("/again") if len(asked.server.asked) < 4 else hello(asked)

    with serving(slowly) as server:
        reason_of(lambda: egress_to(server, seconds=SHORT).get(server.url))
        assert len(server.asked) < 4


def test_a_handshake_that_drips_is_left_when_the_time_is_up() -> None:
    def handshake(connection: socket.socket, is_over: threading.Event) -> None:
        connection.sendall(b"\x16\x03\x03\x40\x00")
        while not is_over.wait(0.02):
            connection.sendall(b"\x00")

    with speaking(handshake) as place:
        egress = Egress([place], seconds=SHORT)
        assert reason_of(lambda: egress.get(f"https://127.0.0.1:{place.port}/"))


# How much it takes


def test_an_answer_may_be_a_megabyte_large() -> None:
    with serving(lambda asked: asked.reply(b"x" * MAX_BODY)) as server:
        assert len(egress_to(server).get(server.url).body) == MAX_BODY


def test_an_answer_of_one_byte_more_is_refused() -> None:
    with serving(lambda asked: asked.reply(b"x" * (MAX_BODY + 1))) as server:
        assert "too much" in reason_of(lambda: egress_to(server).get(server.url))


def pours_its_body(asked: Asked) -> None:
    asked.send_response(200)
    asked.end_headers()
    asked.pour(b"x" * 65_536)


def pours_chunks(asked: Asked) -> None:
    asked.send_response(200)
    asked.send_header("Transfer-Encoding", "chunked")
    asked.end_headers()
    asked.pour(b"1\r\nx\r\n" * 1_000)


def pours_one_chunk_size(asked: Asked) -> None:
    asked.send_response(200)
    asked.send_header("Transfer-Encoding", "chunked")
    asked.end_headers()
    asked.pour(b"1" * 65_536)


def pours_trailers(asked: Asked) -> None:
    asked.send_response(200)
    asked.send_header("Transfer-Encoding", "chunked")
    asked.end_headers()
    asked.wfile.write(b"0\r\n")
    asked.pour(b"X-Word: x\r\n" * 1_000)


def pours_headers(asked: Asked) -> None:
    asked.wfile.write(b"HTTP/1.1 200 OK\r\n")
    asked.pour(b"X-Word: x\r\n" * 1_000)


def pours_one_header(asked: Asked) -> None:
    asked.wfile.write(b"HTTP/1.1 200 OK\r\nX-Word: ")
    asked.pour(b"x" * 65_536)


def pours_that_it_will_go_on(asked: Asked) -> None:
    asked.pour(b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000)


def claims_a_terabyte(asked: Asked) -> None:
    asked.reply(b"x" * (MAX_BODY + 1), length=10**12)


@pytest.mark.parametrize(
    "answer",
    [
        pours_its_body,
        pours_chunks,
        pours_one_chunk_size,
        pours_trailers,
        pours_headers,
        pours_one_header,
        pours_that_it_will_go_on,
        claims_a_terabyte,
    ],
    ids=lambda answer: answer.__name__,
)
def test_a_server_that_never_ends_is_left_when_it_is_too_much(answer: Callable[[Asked], None]) -> None:
    with serving(answer) as server:
        # The default time is long: it is the bytes that end this.
        reason = reason_of(lambda: egress_to(server, seconds=60).get(server.url))
        assert "too long" not in reason


def packed(body: bytes, *, times: int = 1) -> bytes:
    for _ in range(times):
        body = gzip.compress(body, mtime=0)
    return body


def encoded(body: bytes, encoding: str) -> Callable[[Asked], None]:
    return lambda asked: asked.reply(body, headers={"Content-Encoding": encoding})


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP"])
def test_an_answer_may_be_packed(encoding: str) -> None:
    with serving(encoded(packed(b"x" * MAX_BODY), encoding)) as server:
        assert egress_to(server).get(server.url).body == b"x" * MAX_BODY
        assert server.asked[0].headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (packed(b"x" * (MAX_BODY + 1)), "gzip"),
        (packed(b"x" * 10 * MAX_BODY, times=2), "gzip, gzip"),
        (packed(b"x") + packed(b"x"), "gzip"),
        (packed(b"x") * 30_000, "gzip"),
        (packed(b"x") + b"rest", "gzip"),
        (packed(b"x")[:-1], "gzip"),
        (packed(b"x" * 1_000)[:10], "gzip"),
        (b"", "gzip"),
        (b"x", "gzip"),
        (zlib.compress(b"x"), "gzip"),
        (zlib.compress(b"x"), "deflate"),
        (b"x", "br"),
        (b"x", "zstd"),
        (b"x", "identity, gzip"),
        (b"x", "unknown"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(len(value)),
)
def test_what_is_packed_in_another_way_is_refused(body: bytes, encoding: str) -> None:
    with serving(encoded(body, encoding)) as server:
        assert reason_of(lambda: egress_to(server).get(server.url))


def test_one_layer_is_unpacked_and_no_more() -> None:
    with serving(encoded(packed(b"x" * 10 * MAX_BODY, times=2), "gzip")) as server:
        assert egress_to(server).get(server.url).body == packed(b"x" * 10 * MAX_BODY)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = packed(b"\x00" * 200 * MAX_BODY)
    with serving(encoded(bomb, "gzip")) as server:
        tracemalloc.start()
        try:
            assert "too much" in reason_of(lambda: egress_to(server).get(server.url))
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert most < 10 * MAX_BODY


# What it makes of nonsense


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"\r\n",
        b"\x00" * 100,
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 99 OK\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nx",
        b"x" * 60_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    ],
    ids=lambda words: repr(words[-60:]),
)
def test_what_is_no_answer_counts_as_none(words: bytes) -> None:
    def speak(connection: socket.socket, is_over: threading.Event) -> None:
        connection.recv(65_536)
        connection.sendall(words)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(65_536)

    with speaking(speak) as place:
        reason = reason_of(lambda: Egress([place], seconds=5).get(f"http://127.0.0.1:{place.port}/"))
        assert reason
        assert reason.isprintable()
        assert len(reason) < 300


def test_a_refusal_of_a_server_is_an_answer() -> None:
    with serving(lambda asked: asked.reply(b"gone", status=410)) as server:
        answer = egress_to(server).get(server.url)
    assert (answer.status, answer.body) == (410, b"gone")
