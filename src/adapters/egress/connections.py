"""Connections to addresses that were checked, within a measure of time and bytes."""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection
from typing import TYPE_CHECKING

from adapters.egress.targets import Target
from domain.errors import Sentence, Unavailable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Resolver = Callable[[str, int], Sequence[str]]
"""The network addresses of a host, at least one. Raises OSError."""


class Unreachable(Unavailable):
    """Another server wasn't asked, or gave no answer that can be used.

    `reason` is for the log: it names hosts, but never what was sent.
    """

    code = "unreachable"
    sentence = Sentence("The other site doesn't answer as it should. Please try again in a moment.")

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__()


class Allowance:
    """The time and the bytes that a request may take with all its redirects, however they trickle in."""

    def __init__(self, *, seconds: float, size: int) -> None:
        self._end = time.monotonic() + seconds
        self._size = size

    def seconds_left(self) -> float:
        """More than nothing. Raises Unreachable when the time is up."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise Unreachable("it took too long")
        return left

    def take(self, count: int) -> None:
        """Raises Unreachable when more bytes came than were allowed."""
        self._size -= count
        if self._size < 0:
            raise Unreachable("it sent too much")


def resolve(host: str, port: int) -> Sequence[str]:
    """What the system knows of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def resolve_within(allowance: Allowance, resolver: Resolver, target: Target) -> Sequence[str]:
    """Look a host up in a thread of its own: the system's own patience with name servers can't be set.

    Raises Unreachable, also for a host without any address.
    """
    found: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

    def look() -> None:
        try:
            found.put(resolver(target.host, target.port))
        except OSError as error:
            found.put(error)

    threading.Thread(target=look, name="resolver", daemon=True).start()
    try:
        addresses = found.get(timeout=allowance.seconds_left())
    except queue.Empty:
        raise Unreachable(f"{target.host} couldn't be looked up in time") from None
    if isinstance(addresses, OSError) or not addresses:
        raise Unreachable(f"{target.host} has no address")
    return addresses


class CheckedConnection(HTTPConnection):
    """To the first of the checked addresses that takes it, over TLS when there is a context for it.

    The target's name is for certificates only. The first request opens the connection.
    """

    def __init__(
        self,
        target: Target,
        addresses: Sequence[str],
        allowance: Allowance,
        context: ssl.SSLContext | None,
    ) -> None:
        super().__init__(target.host, target.port)
        self._addresses, self._allowance, self._context = addresses, allowance, context

    def connect(self) -> None:
        plain = _dial(self._addresses, self.port, self._allowance)
        self.sock = plain
        if self._context is not None:
            self._context.sslsocket_class = _TlsSocket
            encrypted = self._context.wrap_socket(plain, server_hostname=self.host)
            assert isinstance(encrypted, _TlsSocket)
            encrypted.allowance = self._allowance
            self.sock = encrypted


class _PlainSocket(socket.socket):
    """Each wait ends when the allowance does, so that a server can't trickle for ever."""

    allowance: Allowance

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int = 0, flags: int = 0) -> int:
        self.settimeout(self.allowance.seconds_left())
        count = super().recv_into(buffer, nbytes, flags)
        self.allowance.take(count)
        return count


class _TlsSocket(ssl.SSLSocket):
    """The same over TLS. The handshake is one wait, as long as the socket that it began with."""

    allowance: Allowance

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int | None = None, flags: int = 0) -> int:
        self.settimeout(self.allowance.seconds_left())
        count = super().recv_into(buffer, nbytes, flags)
        self.allowance.take(count)
        return count


def _dial(addresses: Sequence[str], port: int, allowance: Allowance) -> _PlainSocket:
    """Raises OSError when none of the addresses takes the connection; each has its share of the time."""
    failure = OSError("no address")
    for tried, address in enumerate(addresses):
        share = allowance.seconds_left() / (len(addresses) - tried)
        try:
            return _dial_one(address, port, allowance, share)
        except OSError as error:
            failure = error
    raise failure


def _dial_one(address: str, port: int, allowance: Allowance, seconds: float) -> _PlainSocket:
    dialled = _PlainSocket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        dialled.allowance = allowance
        dialled.settimeout(seconds)
        dialled.connect((address, port))
        dialled.settimeout(allowance.seconds_left())
    except (OSError, Unreachable):
        dialled.close()
        raise
    return dialled
