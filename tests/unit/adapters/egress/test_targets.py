"""How web addresses are read: once, and in one way only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.egress.targets import Target

REFUSED = [
    "",
    "example.org",
    "//example.org",
    "ftp://example.org",
    "file:///etc/passwd",
    "gopher://example.org",
    "data:text/plain,x",
    "javascript:alert(1)",
    "HTTP://example.org",
    "http:example.org",
    "http:/example.org",
    "http:///example.org",
    "http://",
    "https://:443",
    " http://example.org",
    "http://example.org ",
    "http://exam ple.org",
    "http://user@example.org",
    "http://user:password@example.org",
    "http://example.org@127.0.0.1",
    "http://example.org:80@127.0.0.1",
    "http://@127.0.0.1",
    "http://127.0.0.1\\@example.org",
    "http://example.org\\@127.0.0.1",
    "http:\\\\example.org",
    "http://example.org\\",
    "http://example.org/a\\b",
    "http://example.org/a b",
    "http://example.org/a\tb",
    "http://example.org/\r\nHost: evil.example",
    "http://example.org/\x00",
    "http://example.org\n",
    "http://example.org/\x7f",
    "http://exam\rple.org",
    "http://exam\tple.org",
    "http://ex\x00ample.org",
    "http://example.org\u2028",
    "http://bücher.example",
    "http://ｅxample.org",
    "http://example。org",
    "http://①②⑦.0.0.1",
    "http://example.org/ü",
    "http://%31%32%37.0.0.1",
    "http://example.org%2eevil.example",
    "http://.example.org",
    "http://example..org",
    "http://example.org.",
    "http://-example.org",
    "http://example.org:",
    "http://example.org:0",
    "http://example.org:65536",
    "http://example.org:123456",
    "http://example.org:-1",
    "http://example.org:http",
    "http://example.org:８０",
    "http://example.org:80:80",
    f"http://{'x' * 64}.org",
    f"http://{'.'.join(['x' * 63] * 4)}",
    f"http://example.org/{'x' * 8000}",
    "http://::1",
    "http://[::1",
    "http://::1]",
    "http://[]",
    "http://[1.1.1.1]",
    "http://[::1%25eth0]",
    "http://[fe80::1%eth0]",
    "http://[::g]",
    "http://[v1.x]",
    "http://[::1]x",
    "http://[::1]:0",
]


@pytest.mark.parametrize("url", REFUSED)
def test_what_could_be_read_in_two_ways_is_not_read(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Target.parse(url)


@pytest.mark.parametrize(
    ("url", "scheme", "host", "port", "path"),
    [
        ("http://example.org", "http", "example.org", 80, "/"),
        ("https://example.org", "https", "example.org", 443, "/"),
        ("https://EXAMPLE.org:8443/A", "https", "example.org", 8443, "/A"),
        ("https://example.org?a=b", "https", "example.org", 443, "/?a=b"),
        ("https://example.org/a?b=c&d=%20#e@f", "https", "example.org", 443, "/a?b=c&d=%20"),
        ("https://example.org#@evil.example", "https", "example.org", 443, "/"),
        ("https://example.org/@evil.example", "https", "example.org", 443, "/@evil.example"),
        ("https://xn--bcher-kva.example/", "https", "xn--bcher-kva.example", 443, "/"),
        ("http://my_host", "http", "my_host", 80, "/"),
        ("http://127.0.0.1:80/", "http", "127.0.0.1", 80, "/"),
        ("http://2130706433", "http", "2130706433", 80, "/"),
        ("http://[::1]:9000/x", "http", "::1", 9000, "/x"),
        ("http://[0:0:0:0:0:0:0:1]", "http", "::1", 80, "/"),
        ("http://[::ffff:127.0.0.1]", "http", "::ffff:7f00:1", 80, "/"),
    ],
)
def test_an_address_has_one_host_one_port_and_one_path(
    url: str, scheme: str, host: str, port: int, path: str
) -> None:
    target = Target.parse(url)
    assert (target.scheme, target.host, target.port, target.path) == (scheme, host, port, path)
    assert Target.parse(target.url) == target


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        ("http://example.org/a", "example.org"),
        ("http://example.org:443/a", "example.org:443"),
        ("https://EXAMPLE.org:443/a", "example.org"),
        ("https://example.org:80/a", "example.org:80"),
        ("http://[0::1]/a", "[::1]"),
        ("https://[0::1]:8443/a", "[::1]:8443"),
    ],
)
def test_an_authority_names_the_port_unless_it_is_the_usual_one(url: str, authority: str) -> None:
    assert Target.parse(url).authority == authority


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b", "https://example.org:8443/b"),
        ("b", "https://example.org:8443/a/b"),
        ("?b", "https://example.org:8443/a/x?b"),
        ("//other.example/b", "https://other.example/b"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("https://[::1]/", "https://[::1]/"),
    ],
)
def test_a_redirect_may_be_relative(location: str, url: str) -> None:
    assert Target.parse("https://example.org:8443/a/x").redirected(location).url == url


@pytest.mark.parametrize(
    "location",
    [
        "",
        " /b",
        "/b\r\nX: y",
        "\\\\evil.example",
        "/\\evil.example",
        "/b\tc",
        "/ü",
        "https://a@b",
        "file:///x",
        "https://[::1",
    ],
)
def test_a_redirect_is_read_as_strictly(location: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Target.parse("https://example.org/").redirected(location)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_address_at_all_brings_another_error_or_a_control_character(begin: str, end: str) -> None:
    for url in (begin, f"http://{begin}", f"https://{begin}/{end}", f"http://[{begin}]:{end}"):
        try:
            target = Target.parse(url)
        except ValueError:
            continue
        assert all("!" <= character <= "~" for character in target.url)
        assert "@" not in target.host
