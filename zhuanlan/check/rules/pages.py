"""Rules of pages as they were built: their tags, their weight, links to places within them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.manuscript import Manuscript
from zhuanlan.check.scopes import Published, Read
from zhuanlan.core.i18n import N_
from zhuanlan.load.content import CAMPAIGN_FILE
from zhuanlan.model.checks import Rule
from zhuanlan.model.config import CONFIG
from zhuanlan.model.site import Site

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
"""The tags that each sort of page needs (国办发〔2017〕47号, annex)."""

_META = re.compile(r'<meta name="(\w+)" content="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
_TO_PLACE = re.compile(r'\shref="([^"#]*)#([^"]+)"')
_LOADED = re.compile(
    r'<(?:link rel="stylesheet" href|script\b[^>]*? src|img\b(?![^>]*loading="lazy")[^>]*? src)'
    r'="([^"]+)"'
)


def pages(published: Published) -> Iterator[Finding]:
    """Find what is wrong with pages; each is read once for all rules of the family."""
    return Pages(published.site, published.folder, published.read).findings(published.progress)


@dataclass(frozen=True)
class Pages:
    """The pages of a site in the folder that they were built into."""

    site: Site
    folder: Path
    read: Read
    _text: Callable[[Path], str] = field(default_factory=lambda: lru_cache(maxsize=64)(_text))

    def findings(self, progress: Callable[[Sequence[str]], Iterable[str]]) -> Iterator[Finding]:
        """Look at the home pages, the columns, and every article."""
        site = self.site
        yield from self._tags("index.html", CONFIG, SITE_TAGS)
        yield from self._weight("index.html", CONFIG)
        for slug, groups in site.of_campaign.items():
            path = f"{site.folders[slug]}/{CAMPAIGN_FILE}"
            urls = groups.addresses("column").values()
            for url in (f"{slug}/", *urls):
                yield from self._tags(f"{url}index.html", path, COLUMN_TAGS)
                yield from self._weight(f"{url}index.html", path)
        by_path = site.by_path
        for path in progress(list(by_path)):
            url = by_path[path].url
            yield from self._tags(url, path, ARTICLE_TAGS if path.count("/") > 1 else ())
            yield from self._weight(url, path)
            yield from self._places(url, path)

    def _tags(self, url: str, path: str, needed: Iterable[str]) -> Iterator[Finding]:
        found = dict(_META.findall(self._html(url)))
        for tag in needed:
            if not found.get(tag):
                hint = _HINTS.get(tag, N_("add it to the theme"))
                message = N_("the page {url} has no tag {tag}")
                yield finding("page-tags", path, (0, 0), message, hint, url=url, tag=tag)

    def _weight(self, url: str, path: str) -> Iterator[Finding]:
        page = self._html(url)
        loaded = {self._file(url, html.unescape(address)) for address in _LOADED.findall(page)}
        size = len(page.encode()) + sum(map(self._size, loaded))
        limit = self.site.config.check.limits.page_bytes
        if size > limit:
            yield finding(
                "page-weight",
                path,
                (0, 0),
                N_("{url} loads {size:.1f} MB at once, more than {limit:.1f}"),
                N_("use fewer or smaller pictures at its top"),
                url=url,
                size=size / 1e6,
                limit=limit / 1e6,
            )

    def _places(self, url: str, path: str) -> Iterator[Finding]:
        """Find links that an editor wrote to a place of a page, where there is no such place."""
        seen = set()
        for address, fragment in _TO_PLACE.findall(self._html(url)):
            place = unquote(html.unescape(fragment))
            if (address, place) in seen:
                continue
            seen.add((address, place))
            target = self._file(url, html.unescape(address)) if address else self.folder / url
            if target is None or target.suffix != ".html" or place in self._ids(target):
                continue
            spot = _written(self.read(path), place)
            if spot is None:
                continue  # a link of the theme's
            yield finding(
                "link-fragment",
                path,
                spot,
                N_("there is no place “#{place}” on that page"),
                N_("correct it, or link to the page as a whole"),
                place=place,
            )

    def _html(self, url: str) -> str:
        return self._text(self.folder / url)

    def _ids(self, file: Path) -> frozenset[str]:
        return _ids_of(self._text(file))

    @cached_property
    def _base(self) -> str:
        return urlsplit(self.site.config.url).path

    def _file(self, url: str, address: str) -> Path | None:
        """Return the file that an address on a page stands for, or None for another site's."""
        whole = urljoin(self.site.config.url + url, address)
        if not whole.startswith(self.site.config.url):
            return None
        inner = unquote(urlsplit(whole).path).removeprefix(self._base)
        if ".." in inner.split("/") or inner.startswith("/") or "\0" in inner:
            return None  # written by a contributor: nothing but the site is looked into
        return self.folder / (f"{inner}index.html" if not inner or inner.endswith("/") else inner)

    def _size(self, file: Path | None) -> int:
        try:
            return file.stat().st_size if file else 0
        except OSError:
            return 0


_HINTS = {
    "SiteIDCode": N_("write site_id: under footer: in config.yaml"),
    "ContentSource": N_("write source: or unit:"),
}


@lru_cache(maxsize=64)
def _ids_of(page: str) -> frozenset[str]:
    return frozenset(map(html.unescape, _ID.findall(page)))


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", errors="replace") if file.is_file() else ""
    except (OSError, ValueError):  # ValueError: a name with a NUL in it
        return ""


def _written(manuscript: Manuscript, place: str) -> tuple[int, int] | None:
    """Return where a manuscript says `#place`, encoded or not."""
    for number, line in enumerate(
        manuscript.lines[manuscript.body_line - 1 :], manuscript.body_line
    ):
        for found in re.finditer(r"#([^\s)\"'>]+)", line):
            if unquote(found[1]) == place:
                return number, found.start() + 1
    return None


def tags_once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Tell of a tag that articles lack once: a theme without it lacks it on all of them."""
    tags: dict[str, list[Finding]] = {}
    for one in found:
        if one.rule == "page-tags" and one.problem.values["tag"] in ARTICLE_TAGS:
            tags.setdefault(str(one.problem.values["tag"]), []).append(one)
        else:
            yield one
    for first, *others in tags.values():
        yield _with_count(first, len(others))


def _with_count(first: Finding, others: int) -> Finding:
    """A tag that a theme lacks is missing on every page: name the first and count the others."""
    if not others:
        return first
    values = {**first.problem.values, "more": others}
    problem = replace(first.problem, values=values, hint=N_("and on {more} more pages"))
    return replace(first, problem=problem)


LINK_FRAGMENT = Rule(
    "link-fragment",
    "error",
    N_("a link leads to a place of a page that is not there"),
    {"published": pages},
)
PAGE_TAGS = Rule(
    "page-tags",
    "error",
    N_("a tag that inspected pages need is missing"),
    {"published": pages},
    gathered=tags_once,
)
PAGE_WEIGHT = Rule("page-weight", "warning", N_("a page is too heavy"), {"published": pages})
