"""Web addresses, taken apart once: what is checked is what is asked."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from typing import NamedTuple, Self
from urllib.parse import urljoin

MAX_LENGTH = 8_000
"""Characters; RFC 9110, section 4.1 asks everybody to take this many octets."""

MAX_HOST = 253
"""Characters of a name in the DNS, its dots included (RFC 1035, section 2.3.4)."""

PORTS = {"http": 80, "https": 443}

_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62})"
_ADDRESS = re.compile(
    r"(?P<scheme>https?)://"
    rf"(?:(?P<name>{_LABEL}(?:\.{_LABEL})*)|\[(?P<v6>[0-9A-Fa-f:.]+)\])"
    r"(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>[/?][!-\[\]-~]*)?"
)
"""Printable ASCII without a backslash, and no `@` before the path: no parser reads it differently."""

_PRINTABLE = re.compile(r"[!-\[\]-~]+")


class HostAndPort(NamedTuple):
    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom to ask for what. `host` is in lower case, an IPv6 address without its brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def parse(cls, url: str) -> Self:
        """Raises ValueError for anything but http and https, and for user names, control characters
        and names that aren't written in ASCII (RFC 5890 says how others are).

        What follows a `#` is for browsers and left out.
        """
        found = _ADDRESS.fullmatch(url.partition("#")[0]) if len(url) <= MAX_LENGTH else None
        if found is None:
            raise ValueError("not an address such as https://example.org/path")
        host = str(IPv6Address(found["v6"])) if found["v6"] else found["name"].lower()
        port = int(found["port"]) if found["port"] else PORTS[found["scheme"]]
        if len(host) > MAX_HOST or not 0 < port < 65536:
            raise ValueError("no host has such a name or port")
        path = found["path"] or "/"
        return cls(scheme=found["scheme"], host=host, port=port, path=path if path[0] == "/" else f"/{path}")

    @property
    def server(self) -> HostAndPort:
        return HostAndPort(self.host, self.port)

    @property
    def origin(self) -> tuple[str, str, int]:
        """Who is trusted with what (RFC 6454, section 4)."""
        return self.scheme, self.host, self.port

    @property
    def is_encrypted(self) -> bool:
        return self.scheme == "https"

    @property
    def authority(self) -> str:
        """Host and port as a `Host` header has them (RFC 9110, section 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    def redirected(self, location: str) -> Self:
        """Where a `Location` leads from here, relative or not. Raises ValueError."""
        if not _PRINTABLE.fullmatch(location):
            raise ValueError("a redirect to no address")
        return self.parse(urljoin(self.url, location))
