"""Which network addresses belong to the public Internet.

The tables are our own: `ipaddress.is_global` of Python 3.11 calls `64:ff9b::7f00:1`, `2002:7f00:1::`,
`fec0::1` and `192.0.0.8` global, of which the first two are ways to write 127.0.0.1.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NOT_PUBLIC_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network (RFC 791)
        "10.0.0.0/8",  # private (RFC 1918)
        "100.64.0.0/10",  # shared behind carriers' address translation (RFC 6598)
        "127.0.0.0/8",  # this machine (RFC 1122)
        "169.254.0.0/16",  # this link (RFC 3927), where clouds keep their secrets
        "172.16.0.0/12",  # private (RFC 1918)
        "192.0.0.0/24",  # protocol assignments (RFC 6890)
        "192.0.2.0/24",  # documentation (RFC 5737)
        "192.88.99.0/24",  # relays of 6to4, given up (RFC 7526)
        "192.168.0.0/16",  # private (RFC 1918)
        "198.18.0.0/15",  # benchmarks (RFC 2544)
        "198.51.100.0/24",  # documentation (RFC 5737)
        "203.0.113.0/24",  # documentation (RFC 5737)
        "224.0.0.0/4",  # multicast (RFC 5771)
        "240.0.0.0/4",  # reserved, and the broadcast address (RFC 1112, RFC 919)
    )
)

_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""The only part of IPv6 that is given out for the public Internet (RFC 4291, section 2.4)."""

_NOT_PUBLIC_V6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo with an IPv4 address within among them (RFC 4380)
        "2001:db8::/32",  # documentation (RFC 3849)
        "2002::/16",  # 6to4, an IPv4 address within, given up (RFC 7526)
        "3fff::/20",  # documentation (RFC 9637)
    )
)

_CARRYING_V4 = (
    IPv6Network("::ffff:0:0/96"),  # mapped (RFC 4291, section 2.5.5.2)
    IPv6Network("64:ff9b::/96"),  # translated by NAT64 (RFC 6052, section 2.1)
)
"""Ways to write an IPv4 address that are in use: what counts is the address within.

The others are outside of global unicast or given up, and are refused whatever they carry: `::/96`
(RFC 4291), `64:ff9b:1::/48` (RFC 8215, for inside a network), Teredo and 6to4.
"""


def is_public(address: str) -> bool:
    """Whether an address is one of the public Internet; False for what is no address, too."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return _is_public_v4(parsed) if isinstance(parsed, IPv4Address) else _is_public_v6(parsed)


def _is_public_v4(address: IPv4Address) -> bool:
    return not any(address in network for network in _NOT_PUBLIC_V4)


def _is_public_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if any(address in network for network in _CARRYING_V4):
        return _is_public_v4(IPv4Address(int(address) & 0xFFFFFFFF))
    return address in _GLOBAL_UNICAST and not any(address in network for network in _NOT_PUBLIC_V6)
