"""Rules of pictures: what is said of them, and their sizes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.scopes import Published, Stories
from zhuanlan.core.i18n import N_
from zhuanlan.load.markdown.clean import SCHEME
from zhuanlan.model.checks import Rule
from zhuanlan.model.post import Reference

_IMG = re.compile(r'<img\b(?:"[^"]*"|[^">])*>')
_SRC = re.compile(r'\bsrc="([^"]*)"')
_ALT = re.compile(r'\balt="([^"]*)"')
_SAYS_NOTHING = re.compile(
    r"(?:图片?|照片|配图|插图|图片?说明|image|picture|photo|img|dsc|微信图片|未命名|untitled)?[\s_\-\d()（）]*"
    r"(?:\.(?:jpe?g|png|gif|webp|svg|avif))?",
    re.IGNORECASE,
)


def texts(published: Published) -> Iterator[Finding]:
    """Find pictures whose alternative text is missing or says nothing."""
    for path, item in published.site.all_by_path.items():
        if any(ref.kind == "picture" for ref in item.mentions):
            yield from _texts(path, published.text(path, item.body).html, item.mentions)


def _texts(path: str, body: str, references: tuple[Reference, ...]) -> Iterator[Finding]:
    spots = {ref.target: (ref.line, ref.column) for ref in references}
    for tag in _IMG.findall(body):
        source, alt = _SRC.search(tag), _ALT.search(tag)
        text = html.unescape(alt[1]).strip() if alt else ""
        target = unquote(source[1].removeprefix(SCHEME)) if source else ""
        name = target.rpartition("/")[2]
        if not _SAYS_NOTHING.fullmatch(text) and text not in (name, name.rpartition(".")[0]):
            continue
        yield finding(
            "picture-text",
            path,
            spots.get(target, (0, 0)),
            N_("“{value}” does not say what “{name}” shows")
            if text
            else N_("“{name}” has no text that says what it shows"),
            N_("write ![what it shows]({name})"),
            name=name,
            value=text,
        )


def sizes(stories: Stories) -> Iterator[Finding]:
    """Find pictures that are too small to be seen well, or needlessly large as files."""
    site = stories.site
    limits = site.config.check.limits
    for path, picture in sorted(site.pictures.items()):
        vector = path.endswith(".svg")
        if not vector and 0 < picture.width < limits.picture_width:
            yield finding(
                "picture-small",
                path,
                (0, 0),
                N_("the picture is {width} pixels wide, less than {limit}"),
                N_("ask for the photograph as it was taken"),
                width=picture.width,
                limit=limits.picture_width,
            )
        size = site.assets.get(path, 0)
        if size > limits.picture_bytes:
            yield finding(
                "picture-large",
                path,
                (0, 0),
                N_("the file has {size:.1f} MB, more than {limit:.1f}"),
                N_("save it smaller; readers get it smaller anyway"),
                size=size / 1e6,
                limit=limits.picture_bytes / 1e6,
            )


PICTURE_TEXT = Rule(
    "picture-text",
    "warning",
    N_("a picture has no text that says what it shows"),
    {"published": texts},
)
PICTURE_SMALL = Rule(
    "picture-small", "warning", N_("a picture is too small to be seen well"), {"stories": sizes}
)
PICTURE_LARGE = Rule(
    "picture-large",
    "warning",
    N_("the file of a picture is needlessly large"),
    {"stories": sizes},
)
