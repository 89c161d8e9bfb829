"""Who a request comes from, where servers stand in between and where somebody only says so."""

import ipaddress
from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from bootstrap.container import Container
from tests.unit.web.conftest import HOST, SECRET
from web.app import create_app
from web.client_address import client_address, parse_networks
from web.viewer import network
from web.web_settings import WebSettings

TRUSTED = parse_networks("127.0.0.1, 10.1.0.0/16, 2001:db8:1::/48, ::1")
PROXY = "127.0.0.1"


def came_from(*values: str, peer: str = PROXY) -> str:
    return client_address(peer, values, TRUSTED)


@pytest.mark.parametrize("peer", ["192.0.2.7", "10.2.0.1", "2001:db8:2::1", "::ffff:192.0.2.7"])
def test_a_strangers_headers_are_ignored(peer: str) -> None:
    told = client_address(peer, ["198.51.100.9"], TRUSTED)
    assert told == peer.removeprefix("::ffff:")


@pytest.mark.parametrize("peer", ["127.0.0.1", "192.0.2.7", "::1"])
def test_where_nobody_is_trusted_every_header_is_ignored(peer: str) -> None:
    assert client_address(peer, ["198.51.100.9"], ()) == peer


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.1.255.1", "2001:db8:1:2::3", "::1", "::ffff:10.1.0.1"])
def test_a_trusted_server_says_whom_it_heard(peer: str) -> None:
    assert came_from("198.51.100.9", peer=peer) == "198.51.100.9"


def test_a_chain_of_trusted_servers_is_walked_to_the_first_stranger() -> None:
    assert came_from("198.51.100.9, 10.1.0.2, 10.1.0.3") == "198.51.100.9"
    assert came_from("198.51.100.9", "2001:db8:1::5", "10.1.0.3") == "198.51.100.9"
    assert came_from("198.51.100.9,10.1.0.2", " 10.1.0.3 ") == "198.51.100.9"


@pytest.mark.parametrize(
    "lies", ["203.0.113.5", "127.0.0.1", "10.1.0.9, 127.0.0.1", "203.0.113.5, 203.0.113.6", "::1", "?"]
)
def test_what_stands_left_of_the_first_stranger_is_the_strangers_own_tale(lies: str) -> None:
    assert came_from(f"{lies}, 198.51.100.9") == "198.51.100.9"
    assert came_from(lies, "198.51.100.9, 10.1.0.2") == "198.51.100.9"


def test_who_is_inside_is_found_at_the_far_end() -> None:
    assert came_from("10.1.0.9, 10.1.0.2") == "10.1.0.9"


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        " ",
        "unknown",
        "_hidden",
        "example.org",
        "198.51.100",
        "198.51.100.256",
        "198.51.100.9:port",
        "198.51.100.9:1:2",
        "0198.51.100.9",
        "[2001:db8::1",
        "[2001:db8::1]x",
        "[example.org]",
        "2001:db8:::1",
        "fe80::1%eth0",
        "[fe80::1%25eth0]",
        '"198.51.100.9"',
        "198.51.100.9 203.0.113.5",
        "\u0661\u0669\u0668.51.100.9",
        "1" * 10_000,
    ],
)
def test_garbage_ends_the_walk_at_the_last_good_address(garbage: str) -> None:
    assert came_from(garbage) == PROXY
    assert came_from(f"198.51.100.9, {garbage}") == PROXY
    assert came_from(f"198.51.100.9, {garbage}, 10.1.0.2") == "10.1.0.2"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("198.51.100.9:51234", "198.51.100.9"),
        ("[2001:db8::9]", "2001:db8::9"),
        ("[2001:db8::9]:51234", "2001:db8::9"),
        ("2001:DB8:0::9", "2001:db8::9"),
        ("::ffff:198.51.100.9", "198.51.100.9"),
        ("[::ffff:198.51.100.9]:51234", "198.51.100.9"),
        ("\t198.51.100.9 ", "198.51.100.9"),
    ],
)
def test_addresses_are_read_as_servers_write_them(written: str, meant: str) -> None:
    assert came_from(written) == meant
    assert came_from(f"203.0.113.5, {written}, [2001:db8:1::5]:80, 10.1.0.2:8080") == meant


@pytest.mark.parametrize("peer", ["", "unix:", "localhost", "fe80::1%eth0"])
def test_a_peer_without_an_address_is_trusted_with_nothing(peer: str) -> None:
    assert client_address(peer, ["198.51.100.9"], TRUSTED) == peer


@given(
    st.text(max_size=40), st.lists(st.text(alphabet="0123456789abcdef.:,[]% \x00٣", max_size=60), max_size=4)
)
def test_no_header_breaks_anything(peer: str, values: list[str]) -> None:
    told = client_address(peer, values, TRUSTED)
    assert told == peer or ipaddress.ip_address(told)
    ipaddress.ip_address(client_address(PROXY, values, TRUSTED))


@given(st.lists(st.ip_addresses().map(str), max_size=5), st.ip_addresses())
def test_no_tale_moves_a_stranger(
    lies: list[str], stranger: ipaddress.IPv4Address | ipaddress.IPv6Address
) -> None:
    if not any(stranger in network for network in TRUSTED if network.version == stranger.version):
        assert came_from(*lies, str(stranger)) == came_from(str(stranger))


@pytest.mark.parametrize("text", ["", " "])
def test_nobody_is_trusted_unless_named(text: str) -> None:
    assert parse_networks(text) == ()


@pytest.fixture
def behind_proxies(container: Container) -> Flask:
    return create_app(
        container,
        WebSettings(base_url=HOST, secret_key=SECRET, password_min=15, trusted_proxies=TRUSTED),
    )


@pytest.fixture
def network_of(app: Flask, behind_proxies: Flask) -> Callable[..., str]:
    """The network that a request is counted for."""

    def network_of(peer: str, forwarded: str = "", *, behind: bool = True) -> str:
        headers = {"X-Forwarded-For": forwarded} if forwarded else {}
        used = behind_proxies if behind else app
        with used.test_request_context("/", headers=headers, environ_overrides={"REMOTE_ADDR": peer}):
            return network()

    return network_of


def test_visitors_are_counted_by_the_network_that_a_trusted_server_names(
    network_of: Callable[..., str],
) -> None:
    assert network_of(PROXY, "198.51.100.9") == "198.51.100.0/24"
    assert network_of(PROXY, "203.0.113.5, 2001:db8:7:1::9") == "2001:db8:7::/48"
    assert network_of("192.0.2.7", "198.51.100.9") == "192.0.2.0/24"
    assert network_of("", "198.51.100.9") == "unknown"


def test_without_the_setting_a_proxy_is_a_visitor_like_others(network_of: Callable[..., str]) -> None:
    assert network_of(PROXY, "198.51.100.9", behind=False) == "127.0.0.0/24"
