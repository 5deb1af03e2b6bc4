"""What changes in the output between two states of a site, without planning all of it.

A change of posts names the groups that it touches. Only the page groups that read these groups, and
the articles near the changed posts or referring to them, are planned: for the site as it was and as
it is. Pages whose views differ are to be rendered, pages that are planned no more to be removed.
So it does not matter if a few pages too many are looked at, and nothing has to be remembered of a
page but the posts that it was made from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import ProblemError
from zhuanlan.model.page import Asset, GroupKey, Page, PageGroup
from zhuanlan.model.page_groups import SITE, all_of, data_file, group, lists_of
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.site import Groups, Site
from zhuanlan.plan.articles import articles, near, scheduled
from zhuanlan.plan.feeds import redirects
from zhuanlan.plan.outline import Outline, of_campaign, of_site
from zhuanlan.plan.references import published

Item = Post | StandalonePage
Move = tuple[Item | None, Item | None]
"""What a source held before and holds now."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a page is rendered: a message, and what of the page differs."""

    message: str
    parts: tuple[str, ...] = ()


NEW = Reason(N_("new page"))
TEXT = Reason(N_("changed: {parts}"), ("body",))


@dataclass(frozen=True, slots=True)
class Changes:
    """The pages to render, each with the reason; the files to remove; and the published files.

    `assets` are all published files of the content, `copied` those that are new or changed.
    """

    pages: tuple[tuple[Page, Reason], ...]
    gone: tuple[str, ...]
    assets: tuple[Asset, ...]
    copied: tuple[Asset, ...]


def changes(old: Site, new: Site, touched_files: Collection[str]) -> Changes:
    """Return what the output needs after a change of posts, pages and files.

    The two sites must agree in all else: configuration, campaigns, regions, states of phases.
    `touched_files` are the sources of assets whose bytes changed, appeared or vanished. Raises
    ProblemError for broken references and double addresses.
    """
    return _Changes(old, new, touched_files).result()


class _Changes:
    def __init__(self, old: Site, new: Site, touched_files: Collection[str]) -> None:
        self.old, self.new, self.touched_files = old, new, touched_files
        one, other = old.hidden_titles, new.hidden_titles
        self.hidden = {p for p in one.keys() | other.keys() if one.get(p) != other.get(p)}
        before, after = old.by_path, new.by_path
        paths = [*before, *(path for path in after if path not in before)]
        moves = {path: (before.get(path), after.get(path)) for path in paths}
        self.moves = {
            path: (was, now) for path, (was, now) in moves.items() if was is not now and was != now
        }
        self.seen = {path: move for path, move in self.moves.items() if self._looks_differ(*move)}
        """Those that change what other pages show."""

    def result(self) -> Changes:
        before, after = Outline(self.old), Outline(self.new)
        old_assets, _ = published(self.old, before)
        assets, problems = published(self.new, after)
        planned = list(self._pages(self.new))
        was = {page.url: page for page in self._pages(self.old)}
        now = {page.url: page for page in planned}
        moved = was.keys() != now.keys() or len(planned) > len(now) or assets != old_assets
        if _listed(was) != _listed(now):
            was |= {page.url: page for part in before.sitemap for page in part}
            now |= {page.url: page for part in after.sitemap for page in part}
        if moved:
            problems += after.collisions(assets)
        if problems:
            raise ProblemError(problems)
        reasons = [(page, _reason(was.get(url), page)) for url, page in now.items()]
        files = {page.file for page in now.values()} | {asset.file for asset in assets}
        old_files = {page.file for page in was.values()} | {asset.file for asset in old_assets}
        known = {asset for asset in old_assets if asset.source not in self.touched_files}
        return Changes(
            tuple((page, reason) for page, reason in reasons if reason),
            tuple(sorted(old_files - files)),
            assets,
            tuple(asset for asset in assets if asset not in known),
        )

    def _pages(self, site: Site) -> Iterator[Page]:
        """Yield the pages of one of the sites that may differ from the other's."""
        return (page for group in self._page_groups(site) for page in group)

    def _page_groups(self, site: Site) -> Iterator[PageGroup]:
        keys = self._keys
        if SITE in keys or self._changed_data:
            found = (*of_site(site), redirects(site))
            yield from (one for one in found if one.reads & keys)
        paths = self._near
        for slug, groups in site.of_campaign.items():
            if slug not in paths and all_of(groups.campaign) not in keys:
                continue
            if all_of(groups.campaign) in keys:
                lists = of_campaign(site, groups)
                yield from (one for one in lists if one.reads & keys)
            items = [site.by_path[path] for path in paths.get(slug, ()) if path in site.by_path]
            yield articles(site, groups, [item for item in items if isinstance(item, Post)])

    @cached_property
    def _keys(self) -> set[GroupKey]:
        """The groups that changed in what is shown of their posts."""
        keys = {data_file(name) for name in self._changed_data}
        if any(isinstance(item, StandalonePage) for move in self.moves.values() for item in move):
            keys.add(SITE)
        if self.seen or self.hidden:
            keys.add(SITE)
        for _, post, groups in self._sides():
            campaign = groups.campaign
            keys.add(all_of(campaign))
            for taxonomy, term in groups.terms(post):
                keys |= {group(campaign, taxonomy, term), group(campaign, taxonomy)}
        for slug, taxonomy, term in self._moved_lists:
            keys |= {(slug, taxonomy, term), (slug, taxonomy, None)}
        return keys | self._other_lists

    @cached_property
    def _changed_data(self) -> set[str]:
        """The data that hold something else, or refer to what changed."""
        was, now = self.old.data, self.new.data
        changed = {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}
        targets = {*self.seen, *self.hidden, *self.touched_files}
        for name, references in self.new.data_references.items() if targets else ():
            if any(reference.target in targets for _, reference in references):
                changed.add(name)
        return changed

    def _sides(self) -> Iterator[tuple[Site, Post, Groups]]:
        """Yield each post that looks different, as it was and as it is, with its groups."""
        for move in self.seen.values():
            for site, item in zip((self.old, self.new), move, strict=True):
                if isinstance(item, Post):
                    yield site, item, site.of_campaign[item.campaign]

    @cached_property
    def _moved_lists(self) -> set[GroupKey]:
        """Terms with another address, since one with the same slug came or went."""
        moved = set()
        for slug in {post.campaign for _, post, _ in self._sides()}:
            was, now = self.old.of_campaign[slug], self.new.of_campaign[slug]
            for name in now.taxonomies:
                one, other = was.addresses(name), now.addresses(name)
                terms = one.keys() & other.keys()
                moved |= {(slug, name, term) for term in terms if one[term] != other[term]}
        return moved

    @cached_property
    def _other_lists(self) -> set[GroupKey]:
        """The taxonomies of which other terms have a list than before, or at other addresses."""
        found = set()
        for slug in {post.campaign for _, post, _ in self._sides()}:
            was, now = self.old.of_campaign[slug], self.new.of_campaign[slug]
            for name in now.taxonomies:
                if was.addresses(name) != now.addresses(name):
                    found.add(lists_of(now.campaign, name))
        return found

    @cached_property
    def _near(self) -> dict[str, dict[str, None]]:
        """The sources of the articles that may differ, by campaign."""
        paths: dict[str, dict[str, None]] = {}
        targets = self.seen.keys() | self.hidden | set(self.touched_files)
        found = [item for move in self.moves.values() for item in move if item]
        for _, post, _ in self._sides():
            for site in (self.old, self.new):  # in the groups without it, too: those it left
                found += near(site.of_campaign[post.campaign], post)
        for site in (self.old, self.new):
            if targets:
                found += [item for item in site.items if _refers(item, targets)]
            for slug, taxonomy, term in self._moved_lists:
                found += site.of_campaign[slug].by(taxonomy).get(term, ())
        if self.old.now != self.new.now:
            sites = self.old, self.new
            found += [one for one in self.new.posts if len({scheduled(s, one) for s in sites}) > 1]
        for item in found:
            paths.setdefault(item.campaign, {})[item.path] = None
        return paths

    def _looks_differ(self, was: Item | None, now: Item | None) -> bool:
        """Tell whether other pages than its own show an item differently."""
        return was is None or now is None or _looks(was) != _looks(now)


def _looks(item: Item) -> tuple[object, ...]:
    """Return what other pages may show of an item: of a post its card, its place, its terms."""
    common = (item.url, item.matter.title, item.matter.aliases)
    if isinstance(item, StandalonePage):
        return common
    return *common, item.card, item.place, item.terms, item.slugs


def _refers(item: Item, targets: Collection[str]) -> bool:
    return any(ref.target in targets for ref in (*item.references, *item.mentions))


def _listed(pages: Mapping[str, Page]) -> set[tuple[str, datetime | None]]:
    return {(url, page.modified) for url, page in pages.items()}


def _reason(was: Page | None, now: Page) -> Reason | None:
    """Return why a page is to be rendered, or None if it is as it was."""
    if was is None:
        return NEW
    if now.made_from is not None and was.made_from == now.made_from:
        return None
    before, after = was.view().variables(), now.view().variables()
    parts = [name for name in after if name not in before or before[name] != after[name]]
    parts += [name for name in before if name not in after]
    parts += ["body"] if was.body != now.body else []
    same = (was.template, was.campaign) == (now.template, now.campaign)
    return None if same and not parts else Reason(N_("changed: {parts}"), tuple(parts))
