"""Pictures side by side, each of which opens in its full size."""

from __future__ import annotations

import re

from markupsafe import Markup

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Declared
from zhuanlan.model.markup import Directive, Use

_PICTURE = re.compile(r'<img ([^<>]*?src="([^"]*)"[^<>]*>)')


class Gallery(Declared):
    """`:::gallery A caption`"""

    caption: str = ""


def _html(given: Gallery, use: Use) -> Markup:
    pictures = [line.strip() for line in use.body.split("\n") if line.strip()]
    figures = [str(use.html(line)).strip() for line in pictures]
    for number, (line, figure) in enumerate(zip(pictures, figures, strict=True), 1):
        if not figure.startswith("<figure><img "):
            message = N_("a gallery holds pictures only, not “{value}”")
            hint = N_("write ![what it shows](file.jpg), one in a line")
            use.problem(message, hint, below=number, value=line)
    # each is a link to itself: that is what enlarges it, with script and without
    linked = [
        _PICTURE.sub(r'<a href="\2"><img class="thumb" \1</a>', figure, count=1)
        for figure in figures
    ]
    grid = Markup(f'<div class="gallery-grid">{"".join(linked)}</div>')  # noqa: S704 - of clean HTML
    below = Markup("<figcaption>{}</figcaption>").format(given.caption) if given.caption else ""
    return Markup('<figure class="gallery">{}{}</figure>').format(grid, below)


GALLERY = Directive(
    "gallery", Gallery, _html, words=("caption",), body=True, chinese=("图集", "相册")
)
