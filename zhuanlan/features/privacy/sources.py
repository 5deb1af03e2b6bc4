"""What privacy does with one source: names of children hidden, consents asked for, texts masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem
from zhuanlan.features.privacy.consents import pictures_without_consent, story_without_consent
from zhuanlan.features.privacy.guard import Guard
from zhuanlan.features.privacy.minors import children_of, hidden_names, name_of
from zhuanlan.load.ledgers import bare
from zhuanlan.load.site import Declarations
from zhuanlan.load.yaml import Document
from zhuanlan.model.front_matter import FrontMatter
from zhuanlan.model.post import Reference
from zhuanlan.model.slug import slugify


class SourceGuard(Guard):
    """The guard of a post, or of a page outside the columns, which tells of nobody."""

    def __init__(self, document: Document, site: Declarations, *, post: bool) -> None:
        data = document.data if post else None
        self._document, self._site = document, site
        self._children, self._person = children_of(data), name_of(data)  # before they are hidden
        hidden = hidden_names(self._children, site.ledgers)
        told = _told(hidden, data, site)
        super().__init__(site.privacy(document.path), document.path, hidden, told)

    def references(self, matter: FrontMatter, named: Sequence[Reference]) -> Iterator[Problem]:
        """Find pictures and stories that lack a consent."""
        document, ledgers = self._document, self._site.ledgers
        if self._site.config.privacy.consent == "everyone":
            yield from story_without_consent(matter, document, self._person, ledgers)
        if self._children:
            yield from pictures_without_consent(matter, document, named, self._children, ledgers)

    def addresses(self, addresses: Sequence[str]) -> Iterator[Problem]:
        """Find the first address that tells a name that is hidden, or a number."""
        if not self.tells("\0".join(addresses)):
            return
        for address in addresses:
            if self.tells(address):
                message = N_("the address “{slug}” tells who somebody is")
                hint = N_("write slug: with another one, or rename the file or folder")
                spot = self._document.spot(("slug",))
                values = {"slug": self.text(address, lambda _, spot=spot: spot)}  # type: ignore[misc]
                yield Problem(self._document.path, *spot, message, values, hint)
                return


def _told(hidden: Mapping[str, str], data: Any, site: Declarations) -> Iterator[str]:
    """Yield the readings by which an address could tell a name that is hidden."""
    if not hidden:
        return
    for name in hidden:
        yield slugify(name, {})
        yield slugify(name, site.config.pinyin)
    if bare(name_of(data)) in hidden:
        yield str(data["person"].get("pinyin") or "")
