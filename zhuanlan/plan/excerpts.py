"""What home pages show of the kinds of columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhuanlan.model.kind import ColumnKind, Excerpt
from zhuanlan.model.post import Card
from zhuanlan.model.site import Site
from zhuanlan.plan.cards import cards


@dataclass(frozen=True, slots=True)
class Front:
    """The newest posts of a kind of column on the site's home page."""

    kind: ColumnKind
    excerpt: Excerpt
    cards: tuple[Card, ...]


def front(site: Site) -> Iterator[Front]:
    """Yield what the site's home page shows of each kind, in their order."""
    for kind in site.kinds:
        if excerpt := kind.front:
            posts = [post for post in site.newest if post.kind == kind.name][: excerpt.posts]
            if posts:
                yield Front(kind, excerpt, in_order(cards(posts), excerpt))


def in_order(shown: tuple[Card, ...], excerpt: Excerpt) -> tuple[Card, ...]:
    """Put the lead story first where there is one: the first that is pinned or has a picture."""
    leads = (card for card in shown if excerpt.lead and (card.pinned or card.cover))
    lead = next(leads, None)
    return (lead, *(card for card in shown if card is not lead)) if lead else shown
