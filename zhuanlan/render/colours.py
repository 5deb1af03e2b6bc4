"""Colours derived from a campaign's main colour, so that text can be read whatever that is.

The contrast is that of WCAG 2.2 (1.4.3), of which level AA asks 4.5 for text.
"""

from __future__ import annotations

from collections.abc import Mapping

_WANTED = 4.6
"""A little more than asked for: browsers round mixed colours."""

_WHITE, _INK = (255.0, 255.0, 255.0), (31.0, 27.0, 26.0)
_DARK_PAPER = (23.0, 20.0, 19.0)
_TINTS = {"light": 0.14, "dark": 0.30}
"""How much of the main colour the darkest tint has on which links stand; as in style.css."""

Colour = tuple[float, float, float]


def palette(main: str) -> Mapping[str, str]:
    """Return colours for a main colour `#rrggbb`.

    `on_main` is for text on it, `away` what it may be mixed with under such text; `link` and
    `link_dark` are for text in its hue on light and on dark paper and on their tints.
    """
    colour = _parsed(main)
    on_main = _WHITE if contrast(colour, _WHITE) >= _WANTED else _INK
    if contrast(colour, on_main) < _WANTED:  # in the middle: a little darker, for white text
        colour = _until(colour, (0.0, 0.0, 0.0), _WHITE)
        on_main = _WHITE
    shade = _mixed(colour, _WHITE, _TINTS["light"])
    shade_dark = _mixed(colour, _DARK_PAPER, _TINTS["dark"])
    return {
        "main": _written(colour),
        "on_main": _written(on_main),
        "away": "#000" if on_main == _WHITE else "#fff",
        "link": _written(_until(colour, (0.0, 0.0, 0.0), shade)),
        "link_dark": _written(_until(colour, _WHITE, shade_dark, _DARK_PAPER)),
    }


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if (part := byte / 255) <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for byte in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _until(colour: Colour, towards: Colour, *grounds: Colour) -> Colour:
    """Mix a colour with another until it can be read on all grounds."""
    for hundredths in range(101):
        mixed = _mixed(towards, colour, hundredths / 100)
        if all(contrast(mixed, ground) >= _WANTED for ground in grounds):
            return mixed
    return towards


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (share * a + (1 - share) * b for a, b in zip(one, other, strict=True))
    return red, green, blue


def _parsed(colour: str) -> Colour:
    red, green, blue = (float(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return red, green, blue


def _written(colour: Colour) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in colour)
