"""Whoever is asked by https must prove to be who they are called."""

from pathlib import Path

import pytest

from adapters.egress.connections import Unreachable
from adapters.egress.egress import Egress
from adapters.egress.targets import HostAndPort
from tests.integration.egress.servers import Asked, Authority, Loopback, serving


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


def hello(asked: Asked) -> None:
    asked.reply(b"hello")


def egress_to(server: Loopback, authority: Authority | None, name: str = "login.example") -> Egress:
    return Egress(
        [HostAndPort(name, server.server_port)],
        resolver=lambda host, port: ["127.0.0.1"],
        context=authority.trusted() if authority else None,
    )


def test_a_server_with_the_right_certificate_is_asked(tmp_path: Path, authority: Authority) -> None:
    with serving(hello, authority.server(tmp_path, "login.example")) as server:
        answer = egress_to(server, authority).get(f"https://login.example:{server.server_port}/")
    assert answer.body == b"hello"


def test_an_address_may_have_a_certificate_too(tmp_path: Path, authority: Authority) -> None:
    with serving(hello, authority.server(tmp_path, "127.0.0.1")) as server:
        egress = egress_to(server, authority, "127.0.0.1")
        assert egress.get(f"https://127.0.0.1:{server.server_port}/").body == b"hello"


@pytest.mark.parametrize(
    "name", ["evil.example", "example", "*.example.org", "sub.login.example", "127.0.0.1"]
)
def test_a_certificate_for_another_name_is_refused(tmp_path: Path, authority: Authority, name: str) -> None:
    with serving(hello, authority.server(tmp_path, name)) as server:
        with pytest.raises(Unreachable, match=r".+") as refused:
            egress_to(server, authority).get(f"https://login.example:{server.server_port}/")
        assert "certificate verify failed" in refused.value.reason
        assert server.asked == []


def test_a_certificate_that_is_out_of_date_is_refused(tmp_path: Path, authority: Authority) -> None:
    with serving(hello, authority.server(tmp_path, "login.example", days=-1)) as server:
        with pytest.raises(Unreachable) as refused:
            egress_to(server, authority).post(f"https://login.example:{server.server_port}/", b"secret")
        assert "expired" in refused.value.reason
        assert server.asked == []


@pytest.mark.parametrize(
    "is_another", [True, False], ids=["another authority", "the authorities of the system"]
)
def test_a_certificate_of_an_unknown_authority_is_refused(
    tmp_path: Path, authority: Authority, is_another: bool
) -> None:
    with serving(hello, authority.server(tmp_path, "login.example")) as server:
        with pytest.raises(Unreachable) as refused:
            egress_to(server, Authority() if is_another else None).get(
                f"https://login.example:{server.server_port}/"
            )
        assert "certificate verify failed" in refused.value.reason
        assert server.asked == []


def test_a_server_that_speaks_plainly_is_no_encrypted_one(authority: Authority) -> None:
    with serving(hello) as server:
        with pytest.raises(Unreachable):
            egress_to(server, authority).get(f"https://login.example:{server.server_port}/")
        assert server.asked == []


def test_a_redirect_never_gives_up_encryption(tmp_path: Path, authority: Authority) -> None:
    with serving(hello) as plain:
        with serving(
            lambda asked: asked.redirect(f"http://login.example:{plain.server_port}/"),
            authority.server(tmp_path, "login.example"),
        ) as server:
            places = [HostAndPort("login.example", port) for port in (server.server_port, plain.server_port)]
            egress = Egress(places, resolver=lambda host, port: ["127.0.0.1"], context=authority.trusted())
            with pytest.raises(Unreachable) as refused:
                egress.get(f"https://login.example:{server.server_port}/")
            assert "without encryption" in refused.value.reason
        assert plain.asked == []


def test_the_time_is_up_for_encrypted_servers_too(tmp_path: Path, authority: Authority) -> None:
    def drip(asked: Asked) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", "150")
        asked.end_headers()
        asked.drip(b"x" * 150)

    with serving(drip, authority.server(tmp_path, "login.example")) as server:
        egress = Egress(
            [HostAndPort("login.example", server.server_port)],
            resolver=lambda host, port: ["127.0.0.1"],
            context=authority.trusted(),
            seconds=0.4,
        )
        with pytest.raises(Unreachable) as refused:
            egress.get(f"https://login.example:{server.server_port}/")
        assert "too long" in refused.value.reason or "timed out" in refused.value.reason
