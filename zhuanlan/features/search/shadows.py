"""Shadows of pages: tiny HTML files with the tokens of what a post says, for Pagefind to read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zhuanlan.features.search.tokens import END, simplified_characters, tokens
from zhuanlan.model.post import Body, Post, StandalonePage
from zhuanlan.model.site import Site

TITLE = 48
"""Tokens that title, subtitle and person have together: a place below it is a hit in the title."""

_BLOCK = re.compile(
    r"</?(?:p|div|h\d|li|ul|ol|dl|dt|dd|table|thead|tbody|tr|td|th|figure|figcaption|blockquote|pre"
    r"|section|details|summary|hr|br|video|img)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Shadow:
    """What is searched of a page, but its text: the fields that count as its title, and others."""

    url: str
    date: str
    title: tuple[str, ...]
    others: tuple[str, ...]
    filters: tuple[tuple[str, str], ...]

    def fields(self, body: Body) -> list[str]:
        """Return all that is searched, the text included."""
        summary, *others = self.others
        return [field for field in (*self.title, summary, _text(body), *others) if field]

    def page(self, body: Body) -> str:
        """Return the shadow page."""
        twins = simplified_characters()
        summary, *others = self.others
        line = _line(self.title, twins)
        line += [END] * (TITLE - len(line))
        line += _line((summary, _text(body), *others), twins)
        head = "".join(
            f'<meta data-pagefind-filter="{key}[content]" content="{html.escape(value)}">'
            for key, value in self.filters
        )
        # without a date a page is left out of what is sorted by it
        head += f'<meta data-pagefind-sort="date[content]" content="{self.date or "0"}">'
        if self.date:  # as one word that no query is, since what is shown is also searched
            day = "d" + self.date[:10].replace("-", "")
            head += f'<meta data-pagefind-meta="date[content]" content="{day}">'
        text = html.escape(" ".join(line), quote=False)
        return (
            f'<!doctype html><html lang="und"><head><meta charset="utf-8">{head}</head>'
            f"<body data-pagefind-body>{text}</body></html>"
        )


def shadow(site: Site, item: Post | StandalonePage) -> Shadow:
    """Return what is searched of a post or page."""
    matter = item.matter
    if isinstance(item, StandalonePage):
        return Shadow(item.url, "", (matter.title,), (matter.summary or "",), ())
    matter = item.matter
    person = matter.person
    others = [matter.summary or ""]
    if person:
        others += [person.role or "", person.unit or "", *person.honours]
    others += [honour.title for honour in site.honours_of(item)]
    others += [matter.unit or "", matter.source or "", matter.author or "", *matter.tags]
    others += [str(value) for one in site.fields for value in one.texts(item.extra)]
    others += [file.title or "" for file in matter.attachments]
    title = (item.titled, matter.subtitle or "", person.name if person else "")
    date = f"{matter.date:%Y-%m-%d %H:%M}"
    return Shadow(item.url, date, title, tuple(others), tuple(_filters(site, item)))


def _filters(site: Site, post: Post) -> Iterable[tuple[str, str]]:
    groups = site.of_campaign[post.campaign]
    campaign = groups.campaign
    yield "campaign", campaign.title
    yield "column", campaign.column(post.column).name
    if post.phase:
        yield "phase", campaign.phase(post.phase).name
    names: list[str] = []
    for region in groups.lineage(post.place.code):  # also by each region above
        names.append(region.name)
        yield "region", "/".join(names)
    for name, term in groups.terms(post):
        if groups.taxonomies[name].filter:
            yield name, groups.taxonomies[name].label(groups, term)


def _line(fields: Iterable[str], twins: Mapping[str, str]) -> list[str]:
    line: list[str] = []
    for field in fields:
        for paragraph in field.split("\n"):
            if paragraph.strip():
                line += [*tokens(paragraph.strip(), twins), END]
    return line


def _text(body: Body) -> str:
    """Return the text of a body, one block a line."""
    text = html.unescape(_TAG.sub("", _BLOCK.sub("\n", body.html)))
    lines: Sequence[str] = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join(line for line in lines if line)
