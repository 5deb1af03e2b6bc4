"""Addresses as they stand in a page: below the site's path, relative to the page, or absolute."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from functools import cache
from urllib.parse import quote, urlsplit


class Addresses:
    """Turns addresses relative to the site into those that a page shows.

    With `relative` they lead from the page to the file, so that the output works in any folder and
    without a server; `here` is the page being rendered. Files that are `elsewhere` are not among
    the output's, but on the web.
    """

    def __init__(
        self, base_url: str, relative: bool, elsewhere: Collection[str] = frozenset()
    ) -> None:
        self.base_url = base_url
        self.relative = relative
        self.elsewhere = elsewhere
        self.here = ""
        self._path = urlsplit(base_url).path or "/"
        if not relative:
            self.url = cache(self.url)  # type: ignore[method-assign]  # the same on every page
        self.absolute = cache(self.absolute)  # type: ignore[method-assign]

    def url(self, target: str) -> str:
        """Return the address of a page, file or web address as it stands in the page."""
        if target.startswith(("http://", "https://", "mailto:", "tel:", "#")):
            return target
        bare, mark, fragment = target.partition("#")
        if bare in self.elsewhere:
            return self.absolute(target)
        return self._site_url(quote(bare, safe="/%+,;=@~!$&'()*:")) + mark + fragment

    def _site_url(self, target: str) -> str:
        if not self.relative:
            return self._path + target
        file = target + "index.html" if not target or target.endswith("/") else target
        return posixpath.relpath(file, posixpath.dirname(self.here) or ".")

    def absolute(self, target: str) -> str:
        """Return the full address, for feeds, sitemap and sharing."""
        if target.startswith(("http://", "https://")):
            return target
        return self.base_url + quote(target, safe="/%+,;=@~!$&'()*:#")
