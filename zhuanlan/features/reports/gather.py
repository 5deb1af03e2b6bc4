"""The facts of a campaign in a range of time: which stories count, and in which rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from zhuanlan.build.reading import why_left_out
from zhuanlan.core.i18n import Translator, Word
from zhuanlan.core.options import Options
from zhuanlan.features.reports.report import Cell
from zhuanlan.features.reports.sources import Sources
from zhuanlan.features.reports.span import Span
from zhuanlan.model.book import Book, Row
from zhuanlan.model.campaign import Campaign
from zhuanlan.model.post import Post
from zhuanlan.model.site import Groups, Site
from zhuanlan.plan.taxonomies.region import former_names


@dataclass(frozen=True)
class Facts:
    """What tables are made of.

    `site` holds what is published at its `now`; `span` is the range of time. `rows` are those of
    books with office-only cells, by the slugs of the books; empty where these were not asked for.
    """

    site: Site
    campaign: Campaign
    span: Span
    options: Options
    translate: Translator
    internal: bool = False
    log: Path | None = None
    office: Mapping[str, tuple[Book, Sequence[Row]]] = field(default_factory=dict)
    books: dict[str, Any] = field(default_factory=dict)
    """Books that were looked at, by their slugs, so that each is unpacked once (`booked.py`)."""

    @property
    def now(self) -> datetime:
        """The moment as of which is counted."""
        return self.site.now

    @property
    def language(self) -> str:
        """That of the campaign."""
        return self.whole.language

    @cached_property
    def sources(self) -> Sources:
        """What figures count."""
        return Sources(self.options.content)

    @cached_property
    def whole(self) -> Groups:
        """All stories of the campaign that are published, as its pages show them."""
        return self.site.of_campaign[self.campaign.slug]

    @cached_property
    def counted(self) -> Groups:
        """Those that count."""
        return self._within(self.span)

    @cached_property
    def before(self) -> Groups | None:
        """Those of the range before, if there is one."""
        span = self.span.before(self.now)
        return self._within(span) if span else None

    def _within(self, span: Span) -> Groups:
        return replace(self.whole, posts=tuple(filter(span.holds, self.whole.posts)))

    @cached_property
    def left_out(self) -> Mapping[str, int]:
        """How many stories of the range are not published, by the reason (untranslated)."""
        off = self.site.taken_down
        return Counter(
            why_left_out(item, replace(self.options, now=self.now), off)
            for item in self.site.unpublished
            if isinstance(item, Post)
            and item.campaign == self.campaign.slug
            and self.span.holds(item)
        )

    def word(self, text: str) -> str:
        """Return a text of ours in the language of the campaign; one of content as it is."""
        return self.translate(text) if isinstance(text, Word) else text

    @cached_property
    def regions(self) -> tuple[tuple[str, Cell], ...]:
        """The rows of tables by region: codes with their labels, the campaign's scope first.

        They are those of the matrix and all that are declared: channels, or without any the
        divisions right below the scope, and where units are. A name of its time stands in brackets
        behind today's.
        """
        groups, scope = self.whole, self.campaign.scope.code
        codes = {region.code for region, _ in groups.rows}
        places = [unit.region.code for unit in self.campaign.units if unit.region]
        if not self.campaign.channels:
            places += [region.code for region in groups.regions.below(scope)]
        for code in places:
            codes |= {region.code for region in groups.lineage(code)}
        return tuple(self.tree(codes))

    def own(self, groups: Groups) -> tuple[Cell, Sequence[Post]]:
        """Return the row of stories of the scope itself, most of which name no region.

        It has none where there is no row of a region below the scope.
        """
        scope, _ = self.campaign.scope, self.translate
        text = _("{region} itself, or no region named").format(region=scope.name)
        of_scope = [one for one in groups.posts if groups.narrowest(one, "region") == scope.code]
        return Cell(text, depth=1), of_scope if len(self.regions) > 1 else ()

    def tree(self, codes: Iterable[str]) -> Iterable[tuple[str, Cell]]:
        """Yield codes of regions with their labels from the top down, each below its own."""
        groups = self.whole
        order = {place.code: at for at, place in enumerate(self.campaign.channels)}
        last = len(order)
        found = {code: groups.lineage(code) for code in codes}
        names = Counter(groups.regions[code].name for code in found)

        def rank(code: str) -> tuple[tuple[int, str], ...]:
            return tuple((order.get(one.code, last), one.code) for one in found[code])

        for code in sorted(found, key=rank):
            line = found[code]
            name = groups.regions[code].name
            if names[name] > 1 and len(line) > 1:  # 市中区 is the name of four
                name = f"{line[-2].name}{name}"
            former = former_names(groups.by("region").get(code, ()), code)
            label = f"{name}（{'、'.join(former)}）" if former else name
            yield code, Cell(label, depth=max(len(line) - 1, 0))

    def links(self, taxonomy: str) -> Iterable[tuple[str, str]]:
        """Yield the terms that a taxonomy always has, with their names: columns, phases."""
        grouping = self.site.taxonomies[taxonomy]
        for term in grouping.fixed(self.campaign):
            yield term, self.word(grouping.label(self.whole, term))

    def crossed(
        self, taxonomy: str, key: Callable[[Post], Iterable[str]]
    ) -> Mapping[tuple[str, str], list[Post]]:
        """Return the stories that count by a term of a taxonomy and a key, such as a column."""
        found: dict[tuple[str, str], list[Post]] = {}
        place = [*self.site.taxonomies].index(taxonomy)
        for post in self.counted.posts:
            for other in key(post):
                for term in post.terms[place]:
                    found.setdefault((term, other), []).append(post)
        return found
