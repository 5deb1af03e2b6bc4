"""Guards: what looks through each source for what readers must not learn, as privacy does.

A guard is registered by what makes it: `registry.guards.add("privacy", "…:SourceGuard")` names a
class, or a function, that is called with the front matter, the declarations of the site, and
whether the source is a post.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Protocol

from zhuanlan.core.problems import Problem, ProblemError
from zhuanlan.core.registry import Registry
from zhuanlan.load.site import Declarations
from zhuanlan.load.yaml import Document
from zhuanlan.model.front_matter import FrontMatter
from zhuanlan.model.post import Reference

Spot = Callable[[str], tuple[int, int]]
"""Finds a part of a text in its source: its line and column."""


class BodyGuard(Protocol):
    """Looks through the text of one source."""

    @property
    def key(self) -> str:
        """What a text that went through it depends on."""
        ...

    def html(self, html: str, spot: Spot) -> str:
        """Return clean HTML as readers may see it."""
        ...

    def found(self) -> list[Problem]:
        """Return what it has refused since it was asked last."""
        ...


class Guard(BodyGuard, Protocol):
    """Looks through one source, in the order of its methods; `html` comes after `matter`."""

    def matter(self, document: Document) -> None:
        """Change the texts of front matter where they stand, before they are checked."""
        ...

    def references(self, matter: FrontMatter, named: Sequence[Reference]) -> Iterable[Problem]:
        """Find what a post must not show or tell; `named` are the files that it refers to.

        Called for posts whose front matter has no mistake.
        """
        ...

    def addresses(self, addresses: Sequence[str]) -> Iterable[Problem]:
        """Find addresses that tell too much: of the page, of old ones, of its files."""
        ...


class Guards:
    """All guards of one source, one after the other."""

    def __init__(self, document: Document, site: Declarations, *, post: bool) -> None:
        makers = _makers(site.registry)
        self._guards: list[Guard] = [make(document, site, post=post) for make in makers]
        for guard in self._guards:
            guard.matter(document)

    @property
    def key(self) -> str:
        """What a text that went through them depends on."""
        return "".join(guard.key for guard in self._guards)

    def html(self, html: str, spot: Spot) -> str:
        """Return clean HTML as readers may see it."""
        for guard in self._guards:
            html = guard.html(html, spot)
        return html

    def found(self) -> list[Problem]:
        """Return what they have refused since they were asked last."""
        return [problem for guard in self._guards for problem in guard.found()]

    def references(self, matter: FrontMatter, named: Sequence[Reference]) -> Iterator[Problem]:
        """Find what a post must not show or tell."""
        for guard in self._guards:
            yield from guard.references(matter, named)

    def refuse_addresses(self, addresses: Iterable[str]) -> None:
        """Raise ProblemError for addresses that tell too much."""
        addresses = tuple(addresses)
        if problems := [one for guard in self._guards for one in guard.addresses(addresses)]:
            raise ProblemError(problems)


@cache
def _makers(registry: Registry) -> tuple[Callable[..., Any], ...]:
    return tuple(registry.guards.values())
