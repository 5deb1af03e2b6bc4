"""Addresses stay: which of those that readers know would lead nowhere, and what became of them.

Known is what the ledger says (`load/published.py`): the addresses of posts and pages with their
aliases, of campaigns and of columns. The other lists follow from the posts and may come and go.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from zhuanlan.load.content import CAMPAIGN_FILE
from zhuanlan.load.published import PUBLISHED, Known, encoded
from zhuanlan.model.links import is_old_address
from zhuanlan.model.page import file_of
from zhuanlan.model.post import Post, StandalonePage
from zhuanlan.model.site import Site
from zhuanlan.plan import addresses
from zhuanlan.plan.taxonomies.column import COLUMN
from zhuanlan.write.atomic import replaced

Item = Post | StandalonePage


def of_site(site: Site) -> Iterator[Known]:
    """Yield the addresses of a site that readers may rely on."""
    since = f"{site.now:%Y-%m-%d}"
    for slug, campaign in site.campaigns.items():
        source = f"{site.folders[slug]}/{CAMPAIGN_FILE}"
        yield Known(addresses.campaign(campaign), source, _line(campaign.title), since=since)
        for column in campaign.columns:
            address = COLUMN.url(campaign, column.slug)
            title = _line(f"{campaign.title} » {column.name}")
            yield Known(address, source, title, since=since)
    for item in site.items:
        for address in (item.url, *item.matter.aliases):
            yield Known(address, item.path, *_marks(item), since)


def _marks(item: Item) -> tuple[str, str, str]:
    """Return title, date and text: what a post is known by, whatever its address."""
    moment = item.matter.date.isoformat() if isinstance(item, Post) else ""
    return _line(item.matter.title), moment, item.text_digest.hex()


def _line(text: str) -> str:
    return " ".join(text.split())


_LIST = re.compile(r"(?:.*/)?(?:index|page-\d+)\.html")
_OWN = (addresses.SEARCH, "404.html")


def of_files(files: Iterable[str]) -> Iterator[Known]:
    """Yield the addresses of posts and pages among the files that a host has: no lists.

    They are all that is known where nobody keeps the ledger.
    """
    for file in files:
        page = file.endswith(".html") and file not in _OWN and not _LIST.fullmatch(file)
        if page and is_old_address(file):
            yield Known(file)


@dataclass(frozen=True, slots=True)
class Vanished:
    """An address that readers know and that would lead nowhere.

    `posts` are those that may be what was there: a single one is proved. `address` is that of the
    campaign or column of the same title. `late` is the post itself, which is dated in the future.
    """

    known: Known
    posts: tuple[Item, ...] = ()
    address: str = ""
    late: Item | None = None


def vanished(site: Site, files: Collection[str], known: Sequence[Known]) -> Iterator[Vanished]:
    """Yield the known addresses that none of the `files` of a site's output answers.

    Not those whose posts say themselves that they are withdrawn: by their status, `expires_at` or
    `publish_at`. What was published after the build date is not yet known then.
    """
    today = f"{site.now:%Y-%m-%d}"
    missing: dict[str, list[Known]] = {}
    for one in known:
        if file_of(one.address) not in files and one.since <= today:
            missing.setdefault(one.address, []).append(one)  # two branches may know it differently
    if not missing:
        return
    hidden = {url: item for item in site.unpublished for url in (item.url, *item.matter.aliases)}
    moves = _Moves(site, known)
    for address, lines in missing.items():
        one = lines[-1]
        if one.source.endswith(f"/{CAMPAIGN_FILE}"):
            yield Vanished(one, address=moves.section(one))
            continue
        own = hidden.get(address)
        posts = (own,) if own else moves.posts(lines)
        if len(posts) != 1 or posts[0].path in site.by_path:
            yield Vanished(one, posts)
        elif not _withdrawn(site, posts[0]):
            yield Vanished(one, late=posts[0])


def _withdrawn(site: Site, item: Item) -> bool:
    """Tell whether a post that is not published now says so itself; a mere date does not."""
    if item.path in site.taken_down or item.matter.status == "draft":
        return True
    if isinstance(item, StandalonePage):
        return False
    expires, begins = item.matter.expires_at, item.matter.publish_at
    return bool((expires and expires < site.now) or (begins and begins > site.now))


class _Moves:
    """Finds posts again under other addresses, and campaigns and columns by their titles.

    A post is the same if two of title, date and text are. Another one that was already where it is
    did not move.
    """

    def __init__(self, site: Site, known: Sequence[Known]) -> None:
        self._stayed = stayed = {(one.address, one.source) for one in known}
        self._by_pair: dict[object, list[Item]] = {}
        for item in site.all_by_path.values():
            for pair in _pairs(_marks(item)):
                self._by_pair.setdefault(pair, []).append(item)
        self._sections: dict[str, list[str]] = {}
        for one in of_site(site):
            if one.source.endswith(f"/{CAMPAIGN_FILE}") and (one.address, one.source) not in stayed:
                self._sections.setdefault(one.title, []).append(one.address)

    def posts(self, lines: Sequence[Known]) -> tuple[Item, ...]:
        """Return the posts that agree most with what readers knew of an address."""
        pairs = {pair for one in lines for pair in _pairs((one.title, one.date, one.text))}
        sources = {one.source for one in lines}
        found = [
            item
            for pair in pairs
            for item in self._by_pair.get(pair, ())
            if item.path in sources or (item.url, item.path) not in self._stayed
        ]
        agreeing = Counter(item.path for item in found)
        most = max(agreeing.values(), default=0)
        best = {item.path: item for item in found if agreeing[item.path] == most}
        return tuple(best[path] for path in sorted(best))

    def section(self, one: Known) -> str:
        """Return the address of the only new campaign or column of the same title, if any."""
        found = self._sections.get(one.title, [])
        return found[0] if len(found) == 1 else ""


def _pairs(marks: Sequence[str]) -> Iterator[object]:
    yield from combinations([mark for mark in enumerate(marks) if mark[1]], 2)


def record(site: Site, files: Collection[str], known: Sequence[Known], ledgers: Path) -> bool:
    """Write down which addresses readers know now; return whether any is new or has changed.

    What answers no longer was withdrawn by somebody, and what was taken down stays so by itself.
    """
    gone = {address for one in site.takedowns for address in one.addresses}
    kept = {
        one.address: one
        for one in known
        if file_of(one.address) in files and one.address not in gone
    }
    now = {one.address: one for one in of_site(site) if file_of(one.address) in files}
    for address in now.keys() & kept.keys():
        now[address] = now[address]._replace(since=kept[address].since or now[address].since)
    data = encoded({**kept, **now}.values())
    file = ledgers / PUBLISHED
    if file.exists() and file.read_bytes() == data:
        return False
    ledgers.mkdir(parents=True, exist_ok=True)
    replaced(file, data)
    attributes = ledgers / ".gitattributes"
    if not attributes.exists():
        replaced(attributes, f"{PUBLISHED} merge=union\n".encode())
    return True
