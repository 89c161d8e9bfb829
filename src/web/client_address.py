"""Which address a request came from, where servers that the owner named stand in between."""

import ipaddress
import re
from collections.abc import Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

HEADER = "X-Forwarded-For"

_WITH_PORT = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9.]+))(?::[0-9]{1,5})?")


def parse_networks(text: str) -> tuple[Network, ...]:
    """Networks or single addresses, separated by commas. Raises ValueError."""
    return tuple(_network(part.strip()) for part in text.split(",")) if text.strip() else ()


def client_address(remote_addr: str, forwarded_for: Sequence[str], trusted: Sequence[Network]) -> str:
    """The last address that a trusted server vouches for; `remote_addr` where none is in between.

    `forwarded_for` holds the header's values in the order of their arrival. Each server adds, at the
    right, whom it heard. So the way back is walked from the right, as long as there stands a trusted one:
    whatever is left of the first stranger is the stranger's own tale. What is no address ends the walk.
    """
    last = _address(remote_addr)
    if last is None:
        return remote_addr
    for entry in reversed(",".join(forwarded_for).split(",")):
        if not _is_in(last, trusted):
            break
        before = _address(entry)
        if before is None:
            break
        last = before
    return str(last)


def _is_in(address: Address, networks: Sequence[Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)


def _address(text: str) -> Address | None:
    """An address as servers write it: with a port or without, IPv6 in brackets or without."""
    written = _WITH_PORT.fullmatch(text.strip())
    bare = (written[1] or written[2]) if written else text.strip()
    if "%" in bare:
        # A zone (RFC 4007, section 11) means something on the machine that wrote it only.
        return None
    try:
        return _plain(ipaddress.ip_address(bare))
    except ValueError:
        return None


def _plain(address: Address) -> Address:
    """A socket for both versions shows ::ffff:192.0.2.1: in one /48 lies the whole of IPv4."""
    return (isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped) or address


def _network(text: str) -> Network:
    """The network of every address is none: whoever asks could name any address as theirs."""
    try:
        network = ipaddress.ip_network(text)
    except ValueError:
        network = None
    if network is None or network.prefixlen == 0:
        raise ValueError("must be addresses or networks, such as 127.0.0.1, 10.1.0.0/16")
    return network
