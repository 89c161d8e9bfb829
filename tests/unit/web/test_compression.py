"""Public pages are compressed; pages that hold a secret beside others' words never are (BREACH)."""

import gzip

import pytest

from tests.visitor import Visitor

ASKS = {"Accept-Encoding": "gzip"}


def test_a_public_page_goes_out_compressed_and_is_the_same(stranger: Visitor) -> None:
    plain, packed = stranger.get("/about"), stranger.get("/about", headers=ASKS)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert len(packed.data) < len(plain.data) / 2
    assert len(gzip.decompress(packed.data)) == len(plain.data)
    assert "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.parametrize("path", ["/sign-in", "/register"])
def test_a_page_with_a_form_stays_as_it_is(stranger: Visitor, path: str) -> None:
    assert "Content-Encoding" not in stranger.get(path, headers=ASKS).headers


@pytest.mark.parametrize("path", ["/", "/about", "/settings/profile"])
def test_a_members_page_stays_as_it_is(ada: Visitor, path: str) -> None:
    assert "Content-Encoding" not in ada.get(path, headers=ASKS).headers
