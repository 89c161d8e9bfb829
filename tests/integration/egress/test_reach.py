"""Whom the one door asks, and where it lets itself be led."""

import socket
import threading
from collections.abc import Sequence
from functools import partial

import pytest

from adapters.egress.egress import Egress
from adapters.egress.targets import HostAndPort
from tests.integration.egress.asking import SHORT, Names, egress_to, hello, reason_of
from tests.integration.egress.servers import Asked, serving

PUBLIC = "93.184.216.34"
"""An address that may be asked, save that tests can't leave this machine."""


# Whom it asks


def test_an_allowed_host_is_asked() -> None:
    with serving(hello) as server:
        answer = egress_to(server).get(f"{server.url}/a?b=c")
    assert (answer.status, answer.body, answer.url) == (200, b"hello", f"{server.url}/a?b=c")
    assert answer.headers["x-word"] == "hello"


def test_a_form_is_sent() -> None:
    with serving(hello) as server:
        answer = egress_to(server).post(f"{server.url}/a", b"b=c", headers={"Content-Type": "x/y"})
        [asked] = server.asked
    assert answer.body == b"hello"
    assert (asked.command, asked.body, asked.headers["Content-Type"]) == ("POST", b"b=c", "x/y")
    assert (asked.headers["User-Agent"], asked.headers["Connection"]) == ("Stoa", "close")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "127.0.1",
        "0x7f.0.0.1",
        "0x7f000001",
        "0177.0.0.1",
        "2130706433",
        "0.0.0.0",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
    ],
)
def test_this_machine_is_not_asked_however_it_is_written(host: str) -> None:
    with serving(hello) as server:
        reason = reason_of(lambda: Egress().get(f"http://{host}:{server.server_port}/"))
        assert "not a public address" in reason
        assert server.asked == []


def test_another_port_of_an_allowed_host_is_not_asked() -> None:
    with serving(hello) as server, serving(hello) as other:
        assert "not a public address" in reason_of(lambda: egress_to(server).get(other.url))
        assert other.asked == []


def test_another_name_of_an_allowed_host_is_not_asked() -> None:
    with serving(hello) as server:
        names = Names(evil_example=[["127.0.0.1"]])
        url = f"http://evil.example:{server.server_port}/"
        assert "not a public address" in reason_of(lambda: egress_to(server, resolver=names).get(url))
        assert server.asked == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        [PUBLIC, "127.0.0.1"],
        ["127.0.0.1", PUBLIC],
        [PUBLIC, "::ffff:127.0.0.1"],
        [PUBLIC, "2002:7f00:1::"],
        [PUBLIC, "fe80::1%lo"],
    ],
)
def test_one_address_that_is_not_public_is_one_too_many(addresses: list[str]) -> None:
    with serving(hello) as server:
        egress = Egress(resolver=Names(evil_example=[addresses]))
        reason = reason_of(lambda: egress.get(f"http://evil.example:{server.server_port}/"))
        assert "not a public address" in reason
        assert server.asked == []


def test_a_name_that_changes_its_address_is_looked_up_once() -> None:
    with serving(hello) as server:
        names = Names(evil_example=[[PUBLIC], ["127.0.0.1"]])
        reason = reason_of(lambda: Egress(resolver=names).get(f"http://evil.example:{server.server_port}/"))
        assert PUBLIC in reason
        assert server.asked == []
    assert names.asked == ["evil.example"]


def test_it_connects_to_the_address_that_was_checked_and_names_the_host() -> None:
    with serving(hello) as server:
        place = HostAndPort("login.example", server.server_port)
        names = Names(login_example=[["127.0.0.1"], ["10.0.0.1"]])
        answer = Egress([place], resolver=names).get(f"http://LOGIN.example:{server.server_port}/")
        [asked] = server.asked
    assert answer.status == 200
    assert asked.headers["Host"] == f"login.example:{server.server_port}"
    assert names.asked == ["login.example"]


def test_the_next_address_is_tried_when_one_takes_no_connection() -> None:
    with socket.create_server(("127.0.0.2", 0)) as taken:
        port = taken.getsockname()[1]
    with serving(hello) as server:
        place = HostAndPort("login.example", server.server_port)
        names = Names(login_example=[["127.0.0.2", "127.0.0.1"]])
        assert Egress([place], resolver=names).get(f"http://login.example:{place.port}/").status == 200
    nobody = HostAndPort("127.0.0.2", port)
    assert "127.0.0.2" in reason_of(lambda: Egress([nobody]).get(f"http://127.0.0.2:{port}/"))


@pytest.mark.parametrize("error", [socket.gaierror(-2, "no such name"), TimeoutError(), OSError()])
def test_a_name_that_is_not_known_is_not_asked(error: OSError) -> None:
    def resolver(host: str, port: int) -> Sequence[str]:
        raise error

    assert "no address" in reason_of(lambda: Egress(resolver=resolver).get("http://nowhere.example/"))


def test_a_name_without_addresses_is_not_asked() -> None:
    egress = Egress(resolver=Names(nowhere_example=[[]]))
    assert "no address" in reason_of(lambda: egress.get("http://nowhere.example/"))


def test_a_name_server_that_never_answers_takes_no_longer_than_the_rest() -> None:
    is_over = threading.Event()

    def resolver(host: str, port: int) -> Sequence[str]:
        is_over.wait()
        return []

    try:
        egress = Egress(resolver=resolver, seconds=SHORT)
        assert "in time" in reason_of(lambda: egress.get("http://slow.example/"))
    finally:
        is_over.set()


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
def test_a_proxy_in_the_environment_is_passed_over(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(hello) as server, serving(hello) as proxy:
        monkeypatch.setenv(name, proxy.url)
        assert egress_to(server, proxy).get(server.url).status == 200
        assert (len(server.asked), len(proxy.asked)) == (1, 0)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1",
        "http://user:password@127.0.0.1",
        "http://127.0.0.1/\r\nX: y",
        "http://127.0.0.1/\x00",
        "http://127.0.0.1/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        "",
    ],
)
def test_an_address_that_could_carry_more_than_itself_is_not_asked(url: str) -> None:
    with serving(hello) as server:
        crafted = url.replace("127.0.0.1", f"127.0.0.1:{server.server_port}")
        assert reason_of(lambda: egress_to(server).get(crafted))
        assert reason_of(lambda: egress_to(server).post(crafted, b""))
        assert server.asked == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Word", "a\r\nX-Other: b"),
        ("X-Word", "a\nX-Other: b"),
        ("X-Word", "a\rb"),
        ("X-Word", "a\x00b"),
        ("X-Word", "a\r\n b"),
        ("X-Word", "ü"),
        ("X-Word: a\r\nX-Other", "b"),
        ("X Word", "a"),
        ("X-Word:", "a"),
        ("", "a"),
    ],
)
def test_a_header_that_could_become_two_is_not_sent(name: str, value: str) -> None:
    with serving(hello) as server:
        for ask in (egress_to(server).get, partial(egress_to(server).post, body=b"")):
            assert "header" in reason_of(lambda ask=ask: ask(server.url, headers={name: value}))
        assert server.asked == []


# Where it is led


def test_three_redirects_are_followed() -> None:
    def count(asked: Asked) -> None:
        step = int(asked.route[1:])
        asked.redirect(f"/{step + 1}") if step < 3 else hello(asked)

    with serving(count) as server:
        answer = egress_to(server).get(f"{server.url}/0")
        assert (answer.body, answer.url) == (b"hello", f"{server.url}/3")
        assert server.routes == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_more_than_three_redirects_are_followed(status: int) -> None:
    with serving(lambda asked: asked.redirect("/again", status)) as server:
        assert "redirects too often" in reason_of(lambda: egress_to(server).get(server.url))
        assert len(server.asked) == 4


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{port}/secret",
        "//127.0.0.1:{port}/secret",
        "http://localhost:{port}/secret",
        "http://127.1:{port}/secret",
        "http://2130706433:{port}/secret",
        "http://0.0.0.0:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://[::ffff:127.0.0.1]:{port}/secret",
        "http://169.254.169.254/latest/meta-data",
        "http://[fd00:ec2::254]/latest/meta-data",
        "http://10.0.0.1/",
    ],
)
def test_a_redirect_into_the_own_network_is_not_followed(location: str) -> None:
    with serving(hello) as inside:
        crafted = location.format(port=inside.server_port)
        with serving(lambda asked: asked.redirect(crafted)) as server:
            assert "not a public address" in reason_of(lambda: egress_to(server).get(server.url))
        assert inside.asked == []


@pytest.mark.parametrize(
    "location",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://user@example.org/",
        "http:\\\\example.org/",
        "/a b",
        "/%0d%0a\t",
        "",
        "http://[::1",
    ],
)
def test_a_redirect_to_what_is_no_address_is_not_followed(location: str) -> None:
    with serving(lambda asked: asked.redirect(location)) as server:
        assert "redirects to no address" in reason_of(lambda: egress_to(server).get(server.url))
        assert len(server.asked) == 1


def test_each_redirect_is_looked_up_and_checked_by_itself() -> None:
    with serving(lambda asked: asked.redirect(f"http://two.example:{asked.server.server_port}/")) as server:
        names = Names(one_example=[["127.0.0.1"]], two_example=[["127.0.0.1"]])
        egress = Egress([HostAndPort("one.example", server.server_port)], resolver=names)
        reason = reason_of(lambda: egress.get(f"http://one.example:{server.server_port}/"))
        assert reason.startswith("two.example is at 127.0.0.1")
        assert len(server.asked) == 1
    assert names.asked == ["one.example", "two.example"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_what_is_posted_is_not_carried_on(status: int) -> None:
    with serving(lambda asked: asked.redirect("/elsewhere", status)) as server:
        answer = egress_to(server).post(server.url, b"secret")
        assert (answer.status, answer.body) == (status, b"")
        assert server.routes == ["/"]


def test_authorisation_is_for_the_first_origin_only() -> None:
    with serving(hello) as other:
        with serving(lambda asked: asked.redirect(f"{other.url}/b")) as server:
            egress_to(server, other).get(server.url, headers={"authorization": "Bearer x", "Accept": "a/b"})
            assert server.asked[0].headers["Authorization"] == "Bearer x"
        assert "Authorization" not in other.asked[0].headers
        assert other.asked[0].headers["Accept"] == "a/b"


def test_authorisation_stays_within_an_origin() -> None:
    with serving(lambda asked: asked.redirect("/b") if asked.route == "/a" else hello(asked)) as server:
        egress_to(server).get(f"{server.url}/a", headers={"Authorization": "Bearer x"})
        assert [asked.headers["Authorization"] for asked in server.asked] == ["Bearer x"] * 2
