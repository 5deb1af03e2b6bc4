"""What stands in the `<head>` of a page for machines: page tags, Open Graph, feeds, JSON-LD.

Templates only print it. Each value is escaped here, once; JSON-LD is written so that no text can
end its `<script>`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape
from msgspec import Struct

import zhuanlan
from zhuanlan.core.i18n import Translator
from zhuanlan.model.ai import metadata
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.config import Config
from zhuanlan.model.page import Link, Page
from zhuanlan.model.picture import Image
from zhuanlan.model.post import Body
from zhuanlan.model.view import ColumnTags, Meta, PageView, StoryMeta
from zhuanlan.render.filters import as_json, page_tag_time, stamp

Pairs = Iterable[tuple[str, str]]
"""Names with their contents."""


class Head(Struct, frozen=True):
    """What one page tells machines, for templates to print."""

    title: str
    """As browsers show it: with the campaign and the site."""
    description: str
    canonical: str
    """The page's full address."""
    site_tags: Markup
    """What all pages say of the site."""
    page_tags: Markup
    """The `<meta>` of 国办发〔2017〕47号."""
    open_graph: Markup
    """What messengers show besides `og:title` and `og:url`, which stand in `base.html`."""
    feeds: Markup
    structured_data: Markup
    """JSON-LD for search engines."""


@dataclass(frozen=True)
class Heads:
    """Makes the heads of all pages in one language; `site` is in its characters."""

    site: Config
    language: str
    translate: Translator
    own_words: Translator
    """Translates a text that is zhuanlan's own, and returns one of content as it is."""
    url: Callable[[str], str]
    absolute: Callable[[str], str]
    shared_picture: Image | None

    def of(self, page: Page, view: PageView, campaign: Campaign | None, body: Body | None) -> Head:
        """Return the head of a page."""
        meta = view.meta
        story = meta if isinstance(meta, StoryMeta) else None
        address = self.absolute(page.url)
        title = self.own_words(view.title)
        description = meta.description
        if description is None:
            description = body.text if body else self._described(campaign)
        tags = [*self._tags(meta, title, campaign, address)]
        data = [self._breadcrumb(view.crumbs, title)] if view.crumbs else []
        data += [self._story_data(story, address)] if story else []
        return Head(
            self._window_title(view.title, title, campaign),
            description,
            address,
            self._site_tags,
            _metas("name", tags),
            _metas("property", self._open_graph(meta)),
            Markup("").join(self._feeds(view, title, campaign)),
            Markup("\n").join(map(_script, data)),
        )

    @cached_property
    def _site_tags(self) -> Markup:
        site, number = self.site, self.site.footer.site_id
        tags = [("SiteName", site.name), ("SiteDomain", site.domain)]
        tags += [("SiteIDCode", number)] if number else []
        locale = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}.get(self.language, self.language)
        graph = [("og:site_name", site.name), ("og:locale", locale)]
        return _metas("name", tags) + _metas("property", graph)

    def _window_title(self, told: str, title: str, campaign: Campaign | None) -> str:
        parts = [title]
        parts += [campaign.name] if campaign and told != campaign.title else []
        parts += [self.site.name] if told != self.site.name else []
        return " · ".join(parts)

    def _described(self, campaign: Campaign | None) -> str:
        of_campaign = (campaign.introduction or campaign.slogan) if campaign else None
        return of_campaign or self.site.description or self.site.name

    def _tags(
        self, meta: Meta, title: str, campaign: Campaign | None, address: str
    ) -> Iterator[tuple[str, str]]:
        if isinstance(meta, StoryMeta):
            yield from self._story_tags(meta, address)
        elif meta.column and campaign:
            yield from self._column_tags(meta.column, title, campaign)
        if meta.ai_text:  # the label of a text for machines (GB 45438-2025)
            yield "AIGC", metadata(self.site.name)
        if meta.made_by:
            yield "generator", f"zhuanlan {zhuanlan.__version__}"

    def _column_tags(self, tags: ColumnTags, title: str, campaign: Campaign) -> Pairs:
        yield "ColumnName", title
        yield "ColumnDescription", tags.description or f"{campaign.title} · {title}"
        yield "ColumnKeywords", ",".join(tags.keywords) or f"{campaign.name},{title}"
        yield "ColumnType", self.translate(tags.kind)

    def _story_tags(self, story: StoryMeta, address: str) -> Pairs:
        matter = story.post.matter
        yield "ColumnName", story.column_name
        yield "ColumnType", self.translate(story.kind.title)
        yield "ArticleTitle", matter.title
        yield "PubDate", page_tag_time(matter.date)
        yield "ContentSource", story.source or self.site.name
        if matter.tags:
            yield "Keywords", ",".join(matter.tags)
        if matter.author:
            yield "Author", matter.author
        yield "Description", story.summary
        if image := story.image or story.cover:
            yield "Image", self.absolute(image.url)
        yield "Url", address

    def _open_graph(self, meta: Meta) -> Pairs:
        story = meta if isinstance(meta, StoryMeta) else None
        yield "og:type", "article" if story else "website"
        if story or meta.summary:
            yield "og:description", meta.summary
        if story:
            yield "article:published_time", stamp(story.post.matter.date)
            if story.post.matter.corrections:
                yield "article:modified_time", stamp(story.post.updated)
        pixels = meta.image and not meta.image.url.endswith(".svg")  # messengers take no drawings
        if image := meta.image if pixels else self.shared_picture:
            labelled = image.picture and image.picture.aigc
            yield "og:image", self.absolute(image.url)
            yield "og:image:alt", image.alt + (f" [{self.site.ai.label}]" if labelled else "")

    def _feeds(self, view: PageView, title: str, campaign: Campaign | None) -> Iterator[str]:
        yield self._feed(self.site.name, "feed.xml")
        of_campaign = f"{campaign.slug}/feed.xml" if campaign else ""
        if campaign:
            yield self._feed(campaign.title, of_campaign)
        if view.feed_url and view.feed_url != of_campaign:
            yield self._feed(title, view.feed_url)

    def _feed(self, title: str, address: str) -> Markup:
        start = '<link rel="alternate" type="application/atom+xml"'
        shown = f'{start} title="{escape(title)}" href="{escape(self.url(address))}">\n'
        return Markup(shown)  # noqa: S704 - both are escaped

    def _breadcrumb(self, crumbs: Sequence[Link], title: str) -> dict[str, Any]:
        """Return a breadcrumb (schema.org BreadcrumbList); its last item is the page itself."""
        items: list[dict[str, Any]] = []
        for place, crumb in enumerate(crumbs, 1):
            item = {"@type": "ListItem", "position": place}
            if crumb.url is None:
                items.append({**item, "name": title})
            else:
                name, address = self.own_words(crumb.title), self.absolute(crumb.url)
                items.append({**item, "name": name, "item": address})
        return {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": items,
        }

    def _story_data(self, story: StoryMeta, address: str) -> dict[str, Any]:
        """Return a post (schema.org) as its kind of column calls it."""
        post, matter = story.post, story.post.matter
        data: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": story.kind.schema_type,
            "headline": matter.title,
            "datePublished": stamp(matter.date),
            "url": address,
            "inLanguage": self.language,
            "description": story.summary,
            "publisher": {"@type": "Organization", "name": self.site.name},
        }
        if matter.author:
            data["author"] = {"@type": "Person", "name": matter.author}
        if story.cover:
            data["image"] = self._image_data(story.cover)
        if post.correction:
            data["dateModified"], data["correction"] = stamp(post.updated), post.correction.right
        if post.repealed:
            data["expires"] = stamp(post.repealed)
        if story.ai_text:
            data["digitalSourceType"] = _SOURCE_TYPES[story.ai_text]
        if matter.person:
            kind = "Organization" if matter.person.group else "Person"
            data["about"] = {"@type": kind, "name": matter.person.name}
        return data | {key: value for key, value in story.structured if key not in data}

    def _image_data(self, image: Image) -> str | dict[str, str]:
        """Return a picture's address, or where it is AI-generated an ImageObject."""
        address = self.absolute(image.url)
        if image.picture is None or not image.picture.aigc:
            return address
        source = _SOURCE_TYPES["generated"]
        return {"@type": "ImageObject", "url": address, "digitalSourceType": source}


_SOURCE_TYPES = {
    "generated": "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
    "assisted": "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
}
"""The words of schema.org for what was generated, or assisted."""


def _metas(attribute: str, pairs: Pairs) -> Markup:
    lines = [f'<meta {attribute}="{name}" content="{escape(text)}">\n' for name, text in pairs]
    return Markup("".join(lines))  # noqa: S704 - contents are escaped, names are ours


def _script(data: dict[str, Any]) -> Markup:
    shown = htmlsafe_json_dumps(data, as_json)
    return Markup(f'<script type="application/ld+json">{shown}</script>\n')  # noqa: S704
