"""Rules of single posts that need to know more than the text: keys, pictures, units."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.manuscript import Manuscript
from zhuanlan.i18n import N_
from zhuanlan.load.markdown.clean import SCHEME
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.post import Post, Reference
from zhuanlan.model.site import Site
from zhuanlan.problems import likely, meant


def summary(post: Post, manuscript: Manuscript) -> Iterator[Finding]:
    """Find a post without a summary: lists then show the beginning of its text.

    A draft may still get one.
    """
    if not post.matter.summary and post.matter.status == "published":
        spot = manuscript.spot("title")
        hint = N_("write summary: and one sentence")
        yield finding("summary", post.path, spot, N_("the post has no summary"), hint)


def units(post: Post, campaign: Campaign, manuscript: Manuscript) -> Iterator[Finding]:
    """Find units that the campaign does not declare, where it declares any."""
    if not campaign.units:
        return
    person = post.matter.person
    written = [(post.matter.unit, ("unit",)), (person.unit if person else None, ("person", "unit"))]
    for unit, key in written:
        if unit and unit not in campaign.units:
            guess = likely(unit, campaign.units)
            yield finding(
                "unit",
                post.path,
                manuscript.value_spot(*key),
                N_("the campaign declares no unit “{value}”"),
                meant(guess) or N_("declare it under units in campaign.yaml"),
                value=unit,
                guess=guess,
            )


_IMG = re.compile(r'<img\b(?:"[^"]*"|[^">])*>')
_SRC = re.compile(r'\bsrc="([^"]*)"')
_ALT = re.compile(r'\balt="([^"]*)"')
_SAYS_NOTHING = re.compile(
    r"(?:图片?|照片|配图|插图|图片?说明|image|picture|photo|img|dsc|微信图片|未命名|untitled)?[\s_\-\d()（）]*"
    r"(?:\.(?:jpe?g|png|gif|webp|svg|avif))?",
    re.IGNORECASE,
)


def picture_texts(path: str, body: str, references: tuple[Reference, ...]) -> Iterator[Finding]:
    """Find pictures of a rendered `body` whose alternative text is missing or says nothing."""
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
            N_("“{name}” has no text that says what it shows"),
            N_("write ![what it shows]({name})"),
            name=name,
        )


def pictures(site: Site) -> Iterator[Finding]:
    """Find pictures that are too small to be seen well, or needlessly large as files."""
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
