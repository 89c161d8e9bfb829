"""Servers on loopback that behave as badly as a test wants them to."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from adapters.egress.targets import HostAndPort

DRIP = 0.02
"""Seconds between two bytes of a server that drips."""


class Asked(BaseHTTPRequestHandler):
    """One request, and the ways to answer it."""

    server: "Loopback"

    def do_GET(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append(self)
        self.server.answer(self)

    do_POST = do_GET

    @property
    def route(self) -> str:
        return urlsplit(self.path).path

    def reply(
        self,
        body: bytes = b"",
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, location: str, status: int = 302) -> None:
        self.reply(status=status, headers={"Location": location})

    def drip(self, words: bytes) -> None:
        """Byte after byte, until the test is over."""
        for byte in words:
            if self.server.is_over.wait(DRIP):
                return
            self.wfile.write(bytes([byte]))

    def pour(self, words: bytes) -> None:
        """The same again and again, until nobody listens any more."""
        while not self.server.is_over.is_set():
            self.wfile.write(words)

    def log_message(self, *_: object) -> None:
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            self.close_connection = True


class Loopback(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, answer: Callable[[Asked], None]) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.answer = answer
        self.asked: list[Asked] = []
        self.is_over = threading.Event()

    @property
    def place(self) -> HostAndPort:
        return HostAndPort("127.0.0.1", self.server_port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def routes(self) -> list[str]:
        return [asked.route for asked in self.asked]

    def handle_error(self, *_: object) -> None:
        """Clients hang up in the middle here: that is what they are tested for."""


@contextmanager
def serving(answer: Callable[[Asked], None], tls: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    server = Loopback(answer)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.is_over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def speaking(speak: Callable[[socket.socket, threading.Event], None]) -> Iterator[HostAndPort]:
    """A server that doesn't speak HTTP by any library."""
    is_over = threading.Event()

    class Speaker(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                speak(self.request, is_over)
            except OSError:
                return

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Speaker) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield HostAndPort("127.0.0.1", server.server_address[1])
        finally:
            is_over.set()
            server.shutdown()
            thread.join()


class Authority:
    """Signs certificates for tests."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An authority for tests")])
        self.certificate = self._signed(self._name, self._key.public_key(), is_authority=True)

    def trusted(self) -> ssl.SSLContext:
        """What a client that trusts only this authority needs."""
        context = ssl.create_default_context()
        context.load_verify_locations(cadata=self.certificate.public_bytes(Encoding.PEM).decode())
        return context

    def server(self, folder: Path, name: str, *, days: int = 1) -> ssl.SSLContext:
        """What a server of this name, or address, needs."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A server")])
        certificate = self._signed(subject, key.public_key(), name=name, days=days)
        file = folder / "server.pem"
        file.write_bytes(
            key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            + certificate.public_bytes(Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _signed(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePublicKey,
        *,
        name: str = "",
        days: int = 1,
        is_authority: bool = False,
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=30))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        )
        if name:
            known = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
            builder = builder.add_extension(x509.SubjectAlternativeName([known]), critical=False)
        return builder.sign(self._key, hashes.SHA256())
