"""What is drawn for a page: its QR code, and a banner for a campaign without a picture."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from math import pi, sin

from markupsafe import Markup

_MASK = 3
"""Any of the eight is right; trying them all, to find the fairest, takes five times as long."""


def qr(address: str) -> Markup:
    """Return the QR code of an address as SVG."""
    import segno  # only for sites that show codes

    code = segno.make(address, error="m", boost_error=False, micro=False, mask=_MASK)
    # segno escapes nothing, and is given nothing that would have to be
    return Markup(code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None))  # noqa: S704


_WIDTH, _HEIGHT, _STEP = 1200, 300, 60


def ridges(name: str) -> Markup:
    """Return ranges of hills as SVG, which are always the same for one name.

    They are drawn in the colour of the text around them, the farther the fainter.
    """
    seed = hashlib.sha256(name.encode()).digest()
    paths = "".join(
        f'<path d="{_ridge(seed[4 * number :], number)}" opacity="{0.1 + 0.08 * number:.2f}"/>'
        for number in range(4)
    )
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="ridges" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="xMidYMax slice"'
        f' fill="currentColor" aria-hidden="true" focusable="false">{paths}</svg>'
    )


def _ridge(seed: bytes, number: int) -> str:
    first, second, third, lift = (byte / 256 for byte in seed[:4])
    base = 120 + 45 * number + 20 * lift

    def height(x: int) -> float:
        turn = 2 * pi * x / _WIDTH
        wide = 45 * sin(turn * (1 + round(2 * first)) + 6 * second)
        narrow = 18 * sin(turn * (4 + round(3 * third)) + 6 * first)
        return base - (wide + narrow) * (1 - 0.15 * number)

    points = [(x, height(x)) for x in range(0, _WIDTH + _STEP, _STEP)]
    line = f"M0 {points[0][1]:.0f}"
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (x0 + x1) // 2
        line += f"C{middle} {y0:.0f} {middle} {y1:.0f} {x1} {y1:.0f}"
    return f"{line}V{_HEIGHT}H0z"
