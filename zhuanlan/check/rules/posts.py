"""Rules of the keys of a post: its summary, and the unit that sent it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from zhuanlan.check.finding import Finding, finding
from zhuanlan.check.scopes import Source, Stories
from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import likely, meant
from zhuanlan.model.book import holding
from zhuanlan.model.checks import Rule


def summary(source: Source) -> Iterator[Finding]:
    """Find a post without a summary: lists then show the beginning of its text.

    A draft may still get one.
    """
    post = source.post
    if post and not post.matter.summary and post.matter.status == "published":
        spot = source.manuscript.spot("title")
        hint = N_("write summary: and one sentence")
        yield finding("summary", post.path, spot, N_("the post has no summary"), hint)


def units(source: Source) -> Iterator[Finding]:
    """Find units that the campaign does not declare, where it declares any."""
    post, campaign = source.post, source.campaign
    if not post or not campaign or not campaign.units:
        return
    unit = post.matter.unit
    if unit and not campaign.unit(unit):
        guess = likely(unit, [name for one in campaign.units for name in one.names])
        book = holding(campaign.books, "units")
        declare = N_("declare it under units in campaign.yaml")
        if book:
            declare = N_("give it a row in the book “{book}”")
        yield finding(
            "unit",
            post.path,
            source.manuscript.value_spot("unit"),
            N_("the campaign declares no unit “{value}”"),
            meant(guess) or declare,
            value=unit,
            guess=guess,
            book=book.name if book else "",
        )


def units_alike(stories: Stories) -> Iterator[Finding]:
    """Find units with two names, in campaigns that declare none.

    Names are one where only blanks, brackets, widths or words such as 市 and 县 are left out. That
    of most stories counts as right.
    """
    for groups in stories.site.of_campaign.values():
        if groups.campaign.units:
            continue
        posts = groups.by("unit")
        alike: dict[str, list[str]] = {}
        for name in sorted(posts, key=lambda name: (-len(posts[name]), name)):
            alike.setdefault(_LEFT_OUT.sub("", normalize("NFKC", name)), []).append(name)
        for right, *others in alike.values():
            for other in others:
                if _shortened(right, other):
                    for post in posts[other]:
                        yield finding(
                            "unit",
                            post.path,
                            stories.read(post.path).value_spot("unit"),
                            N_("“{value}” may be “{right}”, as other stories call the unit"),
                            N_("write one name, or declare the other under aliases in units"),
                            value=other,
                            right=right,
                        )


_LEFT_OUT = re.compile(r"[省市县区州盟旗镇乡\s·()]")


def _shortened(one: str, other: str) -> bool:
    """Tell whether one name leaves out of the other: 和平区 and 和平县 are two places."""
    names = (normalize("NFKC", name).replace(" ", "") for name in (one, other))
    short, long = sorted(names, key=len)
    rest = iter(long)
    return all(character in rest for character in short)


SUMMARY = Rule("summary", "notice", N_("a post has no summary"), {"source": summary})
UNIT = Rule(
    "unit",
    "warning",
    N_("a unit that is not declared"),
    {"source": units, "stories": units_alike},
)
