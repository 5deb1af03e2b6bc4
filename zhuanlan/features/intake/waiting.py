"""Drafts with guesses that nobody has confirmed: never published, and listed by `check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.scopes import Source
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem
from zhuanlan.load.guards import Spot
from zhuanlan.load.site import Declarations
from zhuanlan.load.yaml import Document
from zhuanlan.model.checks import Rule
from zhuanlan.model.front_matter import FrontMatter
from zhuanlan.model.post import Reference

_HINT = N_("look at it, then take it out of imported: confirm")


class ConfirmGuard:
    """Refuses a post that is to be published while a guess of intake is open."""

    key = ""

    def __init__(self, document: Document, site: Declarations, *, post: bool) -> None:
        del site, post
        self._document = document

    def matter(self, document: Document) -> None:
        """Leave the front matter as it is."""

    def html(self, html: str, spot: Spot) -> str:
        """Return the text as it is."""
        del spot
        return html

    def found(self) -> list[Problem]:
        """Return nothing: texts are not looked at."""
        return []

    def references(self, matter: FrontMatter, named: Sequence[Reference]) -> Iterator[Problem]:
        """Find the guesses that are open."""
        del named
        imported = getattr(matter, "imported", None)
        if imported is None or not imported.confirm or matter.status == "draft":
            return
        for place, one in enumerate(imported.confirm):
            spot = self._document.spot(("imported", "confirm", place))
            message = N_("nobody has confirmed “{field}” of this imported story: {value}")
            values = {"field": one.field, "value": one.value or "–"}
            yield Problem(self._document.path, *spot, message, values, _HINT)

    def addresses(self, addresses: Sequence[str]) -> Iterable[Problem]:
        """Find nothing."""
        del addresses
        return ()


def unconfirmed(source: Source) -> Iterator[Finding]:
    """Find drafts that wait for somebody to look at their guesses."""
    post = source.post
    imported = getattr(post.extra, "imported", None) if post else None
    if post is None or imported is None:
        return
    for place, one in enumerate(imported.confirm):
        yield finding(
            "unconfirmed",
            post.path,
            source.manuscript.value_spot("imported", "confirm", place),
            N_("the draft waits for somebody to confirm “{field}”: {value}"),
            _HINT,
            field=one.field,
            value=one.value or "–",
        )


UNCONFIRMED = Rule(
    "unconfirmed",
    "notice",
    N_("an imported draft waits for its guesses to be confirmed"),
    {"source": unconfirmed},
    idle=True,
)
