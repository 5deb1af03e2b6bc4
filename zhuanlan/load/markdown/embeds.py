"""What directives become: galleries, quotations, videos, attachments, related stories."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem
from zhuanlan.load.markdown.clean import SCHEME, Links
from zhuanlan.load.markdown.directives import Directive

_PICTURE = re.compile(r'<img ([^<>]*?src="([^"]*)"[^<>]*>)')


def html(directive: Directive, links: Links, render: Callable[[str], str]) -> str:
    """Return the HTML of a directive; `render` turns its body into clean HTML."""
    return _WRITERS[directive.name](directive, links, render)


def _gallery(directive: Directive, links: Links, render: Callable[[str], str]) -> str:
    pictures = [line.strip() for line in directive.body.split("\n") if line.strip()]
    figures = [render(line).strip() for line in pictures]
    for number, (line, figure) in enumerate(zip(pictures, figures, strict=True), 1):
        if not figure.startswith("<figure><img "):
            links.problems.append(
                Problem(
                    links.path,
                    directive.line + number,
                    1,
                    N_("a gallery holds pictures only, not “{value}”"),
                    {"value": line},
                    N_("write ![what it shows](file.jpg), one in a line"),
                )
            )
    caption = " ".join(directive.words)
    below = f"<figcaption>{entities.escape(caption)}</figcaption>" if caption else ""
    # each is a link to itself: that is what enlarges it, with script and without
    figures = [
        _PICTURE.sub(r'<a href="\2"><img class="thumb" \1</a>', figure, count=1)
        for figure in figures
    ]
    grid = f'<div class="gallery-grid">{"".join(figures)}</div>'
    return f'<figure class="gallery">{grid}{below}</figure>'


def _quote(directive: Directive, links: Links, render: Callable[[str], str]) -> str:
    source = " ".join(directive.words)
    below = f"<figcaption>{entities.escape(source)}</figcaption>" if source else ""
    quoted = render(directive.body).strip()
    if 'class="footnote' in quoted:
        links.problems.append(
            Problem(links.path, directive.line, 1, N_("footnotes cannot stand in a quotation"))
        )
    return f'<figure class="pull-quote"><blockquote>{quoted}</blockquote>{below}</figure>'


def _video(directive: Directive, links: Links, render: Callable[[str], str]) -> str:
    file, *title = directive.words
    poster = directive.options.get("poster")
    captions = directive.options.get("captions")
    attributes = f' poster="{_address(poster, links, "picture")}"' if poster else ""
    track = (
        f'<track kind="captions" srclang="zh" label="字幕" src="{_address(captions, links)}">'
        if captions
        else ""
    )
    caption = entities.escape(" ".join(title))
    label = f' aria-label="{caption}"' if caption else ""
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return (
        f'<figure class="video"><video controls preload="metadata"{attributes}{label}>'
        f'<source src="{_address(file, links, "attachment")}">{track}</video>{below}</figure>'
    )


def _attachment(directive: Directive, links: Links, render: Callable[[str], str]) -> str:
    file, *title = directive.words
    name = " ".join(title) or file.rsplit("/", 1)[-1]
    return (
        f'<p class="attachment"><a href="{_address(file, links, "attachment")}" download>'
        f"{entities.escape(name)}</a></p>"
    )


def _related(directive: Directive, links: Links, render: Callable[[str], str]) -> str:
    file, *title = directive.words
    text = entities.escape(" ".join(title))  # empty: rendering puts the story's title there
    return f'<p class="related-story"><a href="{_address(file, links, "related")}">{text}</a></p>'


def _address(file: str, links: Links, kind: str = "attachment") -> str:
    """Resolve a file of the post; what is not beside it cannot be embedded."""
    before = len(links.problems)
    url = links.resolve(file, kind) if "://" not in file else ""
    if not url.startswith(SCHEME) and len(links.problems) == before:
        line, column = links.spot(file)
        links.problems.append(
            Problem(
                links.path,
                line,
                column,
                N_("“{value}” is no path of a file beside this one"),
                {"value": file},
                N_("write the path from this file, with / between folders"),
            )
        )
    return entities.escape(url)


_WRITERS = {
    "gallery": _gallery,
    "quote": _quote,
    "video": _video,
    "attachment": _attachment,
    "related": _related,
}
