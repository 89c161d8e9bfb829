"""The drawing of a QR code is the code, dark on light, with room around it."""

import re

import pytest
import segno

from web.qr import QUIET_ZONE, drawing

TEXTS = (
    "otpauth://totp/Stoa:ada%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Stoa",
    "x",
    "otpauth://totp/" + "long" * 60,
)


def modules_of(svg: str) -> set[tuple[int, int]]:
    """What the bars of the drawing cover."""
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1H(\d+)z", svg)
    assert all(start == back for start, _, _, back in bars)
    return {(int(x) + step, int(y)) for x, y, length, _ in bars for step in range(int(length))}


@pytest.mark.parametrize("text", TEXTS)
def test_every_dark_module_is_drawn_and_no_other(text: str) -> None:
    svg = drawing(text, words="A code")
    matrix = segno.make(text, error="m", micro=False).matrix
    dark = {
        (x + QUIET_ZONE, y + QUIET_ZONE)
        for y, row in enumerate(matrix)
        for x, is_dark in enumerate(row)
        if is_dark
    }
    assert modules_of(svg) == dark
    side = len(matrix) + 2 * QUIET_ZONE
    assert f'viewBox="0 0 {side} {side}"' in svg
    assert svg.index('fill="#fff"') < svg.index('fill="#000"')


def test_the_drawing_has_a_name_and_no_style_of_its_own() -> None:
    svg = drawing("x", words='A "code" <for> you')
    assert 'role="img" aria-label="A &#34;code&#34; &lt;for&gt; you"' in svg
    assert "style" not in svg
    assert "xmlns" not in svg
