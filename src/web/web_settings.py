"""What the web needs to know about where it stands."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.place import Registration
from web.client_address import Network

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """`base_url` is how people reach this place, without a path; links in mails begin with it.

    `trusted_proxies` are the servers whose word about a visitor's address is believed.
    """

    base_url: str
    secret_key: str
    password_min: int
    registration: Registration | None = None
    shows_gallery: bool = False
    evens_answers: bool = False
    trusted_proxies: tuple[Network, ...] = ()

    @property
    def is_secure(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def hosts(self) -> frozenset[str]:
        """The Host headers that are answered; a place on loopback answers to all of its names."""
        parts = urlsplit(self.base_url)
        if f"{parts.hostname}" not in ("127.0.0.1", "localhost", "::1"):
            return frozenset({parts.netloc.lower()})
        port = f":{parts.port}" if parts.port else ""
        return frozenset(f"{name}{port}" for name in LOOPBACK)
