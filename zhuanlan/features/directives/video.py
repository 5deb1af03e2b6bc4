"""A video of the site's own, with a picture to begin with and captions."""

from __future__ import annotations

from typing import Annotated

from markupsafe import Markup
from pydantic import AfterValidator

from zhuanlan.core.i18n import N_
from zhuanlan.model.fields import Declared, refuse
from zhuanlan.model.markup import Directive, File, Picture, Use


def _own(file: str) -> str:
    if file.startswith(("http://", "https://")):
        raise refuse(
            N_("a video of another site is not shown within the page"),
            N_("write a link, [its title]({value}), or lay the file beside the post"),
            value=file,
        )
    return file


class Video(Declared):
    """`::video story.mp4 A title poster=cover.jpg captions=story.vtt`"""

    poster: Picture = ""
    captions: File = ""
    file: Annotated[File, AfterValidator(_own)]
    title: str = ""


def _html(given: Video, use: Use) -> Markup:
    poster = Markup(' poster="{poster}"').format_map(use.addresses) if given.poster else ""
    track = Markup('<track kind="captions" srclang="zh" label="字幕" src="{captions}">')
    return Markup(
        '<figure class="video"><video controls preload="metadata"{}{}><source src="{}">{}</video>'
        "{}</figure>"
    ).format(
        poster,
        Markup(' aria-label="{}"').format(given.title) if given.title else "",
        use.addresses["file"],
        track.format_map(use.addresses) if given.captions else "",
        Markup("<figcaption>{}</figcaption>").format(given.title) if given.title else "",
    )


VIDEO = Directive("video", Video, _html, words=("file", "title"), chinese=("视频",))
