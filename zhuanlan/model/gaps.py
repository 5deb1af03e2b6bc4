"""What of a content folder is not among a site's posts, because something is wrong with it.

Who judges a sound post has to know it: a link to a post with a mistake is no dead link.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from zhuanlan.model.post import Post, Reference, StandalonePage


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is left out of a site; without any, the site is complete."""

    references: Mapping[str, tuple[Reference, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """What each source refers to that is left out."""
    drafts: frozenset[str] = frozenset()
    """Those of them that are not to be published yet."""
    paths: frozenset[str] = frozenset()
    """Files and folders that exist, though nothing is known of them."""
    addresses: frozenset[str] = frozenset()
    """Addresses that pages may have; one that ends in `/` stands for all below it, `/` itself for
    all in folders, and an empty one for every address."""
    items: tuple[Post | StandalonePage, ...] = ()
    """Sound sources of campaigns that have a mistake; their addresses are known."""

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.references or self.paths or self.addresses or self.items)

    def holds(self, path: str) -> bool:
        """Tell whether a link to a path in the content leads to something that is left out."""
        return path in self.references or any(above in self.paths for above in _upwards(path))

    def may_be(self, address: str) -> bool:
        """Tell whether an address may be that of a page that is left out."""
        if not self.addresses:
            return False
        in_folder = "/" in address or not address.endswith("html")
        return (
            address in self.addresses
            or "" in self.addresses
            or ("/" in self.addresses and in_folder)
            or any(f"{above}/" in self.addresses for above in _upwards(address))
        )


def _upwards(path: str) -> Iterator[str]:
    """Yield a path and the folders above it."""
    while path:
        yield path
        path = path.rpartition("/")[0]
