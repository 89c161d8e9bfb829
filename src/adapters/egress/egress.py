"""The one door to other servers: nothing else here asks another one for anything."""

import re
import ssl
import zlib
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPException, HTTPResponse
from types import MappingProxyType

from adapters.egress.addresses import is_public
from adapters.egress.connections import (
    Allowance,
    CheckedConnection,
    Resolver,
    Unreachable,
    resolve,
    resolve_within,
)
from adapters.egress.targets import HostAndPort, Target

SECONDS = 10.0
"""For everything together, from looking up the name to the last byte: somebody waits for it."""

MAX_BODY = 1_000_000
"""Bytes of an answer, decoded. Discovery documents, keys and profiles take a hundredth of it."""

MAX_RECEIVED = 2 * MAX_BODY
"""Bytes of an answer as they come, with headers, the frames of chunks and redirects."""

MAX_REDIRECTS = 3

MAX_REASON = 200
"""Characters of an error for the log: some repeat a whole line that the server sent."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_OWN_HEADERS: Mapping[str, str] = MappingProxyType(
    {"User-Agent": "Stoa", "Accept-Encoding": "gzip", "Connection": "close"}
)
_NAME = re.compile(r"[A-Za-z0-9-]+")
_VALUE = re.compile(r"[ -~]*")
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, whatever its status. `url` is where it came from, `headers` are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Egress:
    """Asks servers of the public Internet, and of the owner's own network those in `allowed` only.

    A name is resolved once, every address that it has is checked, and the connection goes to one of
    those addresses, so that no other answer of a name server can lead it elsewhere. Certificates are
    verified against the name. Proxies named in the environment are passed over.
    """

    def __init__(
        self,
        allowed: Collection[HostAndPort] = (),
        *,
        resolver: Resolver = resolve,
        context: ssl.SSLContext | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._allowed = frozenset(allowed)
        self._resolver = resolver
        self._given_context = context
        self._seconds = seconds

    def get(self, url: str, *, headers: Mapping[str, str] = _NO_HEADERS) -> Answer:
        """Follows at most three redirects, each checked as the first address was, none to plain http.

        `Authorization` goes to the first origin only. Raises Unreachable.
        """
        allowance = Allowance(seconds=self._seconds, size=MAX_RECEIVED)
        target = _target(url)
        for _ in range(1 + MAX_REDIRECTS):
            answer = self._ask("GET", target, None, headers, allowance)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer
            target, headers = _next(target, answer.headers["location"], headers)
        raise Unreachable(f"{target.host} redirects too often")

    def post(self, url: str, body: bytes, *, headers: Mapping[str, str] = _NO_HEADERS) -> Answer:
        """Follows no redirect: what is sent is for this server only. Raises Unreachable."""
        allowance = Allowance(seconds=self._seconds, size=MAX_RECEIVED)
        return self._ask("POST", _target(url), body, headers, allowance)

    def _ask(
        self,
        method: str,
        target: Target,
        body: bytes | None,
        headers: Mapping[str, str],
        allowance: Allowance,
    ) -> Answer:
        addresses = self._checked_addresses(target, allowance)
        try:
            context = self._context if target.is_encrypted else None
            with closing(CheckedConnection(target, addresses, allowance, context)) as connection:
                sent = {**_checked(headers), **_OWN_HEADERS, "Host": target.authority}
                connection.request(method, target.path, body=body, headers=sent)
                with closing(connection.getresponse()) as response:
                    return _answer(target, response)
        except (HTTPException, OSError, ValueError) as error:
            # The library lets a ValueError out for a chunk of a negative size.
            raise Unreachable(f"{target.host}: {repr(str(error))[:MAX_REASON]}") from error

    def _checked_addresses(self, target: Target, allowance: Allowance) -> Sequence[str]:
        """Raises Unreachable when any of them is not public: who owns a name may mix them as they like."""
        addresses = resolve_within(allowance, self._resolver, target)
        if target.server not in self._allowed:
            for address in addresses:
                if not is_public(address):
                    raise Unreachable(f"{target.host} is at {address}, which is not a public address")
        return addresses

    @cached_property
    def _context(self) -> ssl.SSLContext:
        context = self._given_context or ssl.create_default_context()
        context.set_alpn_protocols(["http/1.1"])
        return context


def _target(url: str) -> Target:
    try:
        return Target.parse(url)
    except ValueError as error:
        raise Unreachable(str(error)) from error


def _next(target: Target, location: str, headers: Mapping[str, str]) -> tuple[Target, Mapping[str, str]]:
    try:
        following = target.redirected(location)
    except ValueError as error:
        raise Unreachable(f"{target.host} redirects to no address") from error
    if target.is_encrypted and not following.is_encrypted:
        raise Unreachable(f"{target.host} redirects to an address without encryption")
    if following.origin != target.origin:
        headers = {name: value for name, value in headers.items() if name.lower() != "authorization"}
    return following, headers


def _checked(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Raises Unreachable for what would end a header and begin another (RFC 9110, section 5.5)."""
    for name, value in headers.items():
        if not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            raise Unreachable("a header that can't be sent")
    return headers


def _answer(target: Target, response: HTTPResponse) -> Answer:
    received = response.headers
    headers = {name.lower(): ", ".join(received.get_all(name, ())) for name in received}
    is_redirect = response.status in REDIRECTS
    encoding = headers.get("content-encoding", "").strip().lower()
    return Answer(
        url=target.url,
        status=response.status,
        headers=MappingProxyType(headers),
        body=b"" if is_redirect else _decoded(_received(response, target), encoding, target),
    )


def _received(response: HTTPResponse, target: Target) -> bytes:
    body = bytearray()
    while chunk := response.read(MAX_BODY + 1 - len(body)):
        body += chunk
        if len(body) > MAX_BODY:
            raise Unreachable(f"{target.host} sent too much")
    if response.length:
        raise Unreachable(f"{target.host} hung up early")
    return bytes(body)


def _decoded(body: bytes, encoding: str, target: Target) -> bytes:
    """One layer of gzip, which was offered, or none. Decoding stops at the limit."""
    if encoding in ("", "identity"):
        return body
    if encoding not in ("gzip", "x-gzip"):
        raise Unreachable(f"{target.host} sent an encoding that wasn't asked for")
    stream = zlib.decompressobj(wbits=_GZIP)
    try:
        decoded = stream.decompress(body, MAX_BODY + 1)
    except zlib.error as error:
        raise Unreachable(f"{target.host} sent broken gzip") from error
    if len(decoded) > MAX_BODY or not stream.eof or stream.unused_data:
        raise Unreachable(f"{target.host} sent too much, or not all")
    return decoded
