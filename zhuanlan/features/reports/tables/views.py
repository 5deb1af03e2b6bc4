"""Views of stories, from the log of the web server: only where one is given."""

from collections.abc import Iterable, Iterator

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.access_log import BOTS, Views, views
from zhuanlan.features.reports.gather import Facts
from zhuanlan.features.reports.report import Cell, Column, Source, Table
from zhuanlan.features.reports.table import TableMaker, region_chart
from zhuanlan.model.post import Post

_MOST = 100
"""Stories that have a row of their own."""


class _Views(TableMaker):
    name, title = "views", N_("Views of stories")

    def tables(self, facts: Facts) -> Iterator[Table]:
        if facts.log is None:
            return
        _ = facts.translate
        posts = {post.url: post for post in facts.whole.posts}
        found = views(
            facts.log,
            facts.site.config.url,
            posts,
            lambda at: at <= facts.now and facts.span.has(at),
        )
        seen = [posts[url] for url, _count in found.by_url.most_common()]
        seen.sort(key=lambda post: (-found.by_url[post.url], post.path))
        note = _note(facts, found)
        column = Column(_("Views"), "number", _("views"))
        cell = _Cells(facts, found)
        rows = [(Cell(post.matter.title), cell.of([post])) for post in seen[:_MOST]]
        if len(seen) > _MOST:
            rows.append((Cell(_("Other stories")), cell.of(seen[_MOST:])))
        yield Table(
            slug=self.name,
            title=_(self.title),
            note=note,
            columns=(Column(_("Story")), column),
            rows=tuple(rows),
            total=(Cell(_("Total")), cell.of(seen)),
        )
        by_region = facts.whole.by("region")
        rows = [(label, cell.of(by_region.get(code, ()))) for code, label in facts.regions]
        label, own = facts.own(facts.whole)
        rows += [(label, cell.of(own))] if own else []
        yield Table(
            slug=f"{self.name}-regions",
            title=_("Views by region"),
            note=note,
            columns=(Column(_("Region")), column),
            rows=tuple(rows),
            total=(Cell(_("Total")), cell.of(seen)),
            charts=(*region_chart(_("Views by region"), [row[0] for row in rows], 1),),
        )


VIEWS = _Views()


class _Cells:
    """Sums of views, each with the stories and the log that it is made of."""

    def __init__(self, facts: Facts, found: Views) -> None:
        self._facts, self._found = facts, found
        assert facts.log is not None  # noqa: S101
        self._log = facts.sources.add(Source(facts.log.name, facts.log.as_posix()))

    def of(self, posts: Iterable[Post]) -> Cell:
        by_url = self._found.by_url
        seen = [post for post in posts if by_url[post.url]]
        number = sum(by_url[post.url] for post in seen)
        return Cell(number, (self._log, *self._facts.sources.of(seen)) if seen else ())


def _note(facts: Facts, found: Views) -> str:
    _ = facts.translate
    text = _(
        "Counted from {log} in this office: pages that were answered in full in this time. Left "
        "out are {bots} views of programs that give no name, or a name with one of {words}, and "
        "{malformed} lines that could not be read."
    )
    return text.format(
        log=facts.log.name if facts.log else "",
        bots=found.bots,
        words=", ".join(BOTS),
        malformed=found.malformed,
    )
