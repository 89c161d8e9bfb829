"""QR codes (ISO/IEC 18004) as drawings that stand in a page."""

import segno
from markupsafe import Markup

QUIET_ZONE = 4
"""Modules of white around the code, as the standard asks; without it cameras don't find the edge."""

_DRAWING = Markup(
    '<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{words}">'
    '<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{dark}"/></svg>'
)


def drawing(text: str, *, words: str) -> Markup:
    """Dark on light, whatever the page's colours: readers expect it. `words` say what it is for."""
    code = segno.make(text, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=QUIET_ZONE)]
    return _DRAWING.format(side=len(rows), words=words, dark=_path(rows))


def _path(rows: list[list[int]]) -> str:
    """Each run of dark modules as a bar of height 1."""
    bars = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                bars.append(f"M{x} {y}h{end - x}v1H{x}z")
            x = end + 1
    return "".join(bars)
