"""服务队: volunteers of a unit, their stories and their services."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import structs

from zhuanlan.core.i18n import N_, Word
from zhuanlan.features.books import summaries
from zhuanlan.features.books.kind import Kind
from zhuanlan.features.books.kinds.areas import story
from zhuanlan.features.books.reader import BookReader
from zhuanlan.features.books.sections import Figures, Prose, Section, Stories
from zhuanlan.model.book import Row
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.page import GroupKey
from zhuanlan.model.page_groups import group
from zhuanlan.model.post import Post

MOST = 50
"""How many services the page of a team shows; their book shows all."""


class _Teams(Kind):
    name = "teams"
    title = N_("teams")
    chinese = ("服务队",)
    columns = (
        BookColumn(slug="name", name="名称", needed=True),
        BookColumn(slug="unit", name="所属单位", type="unit"),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="since", name="成立日期", type="date"),
        BookColumn(slug="members", name="队员人数", type="number", counts=("人",)),
        BookColumn(slug="leader", name="负责人", type="person", public=False),
        BookColumn(slug="activity", name="所属活动", type="activity"),
        BookColumn(slug="introduction", name="简介"),
        BookColumn(slug="post", name="相关报道", type="post"),
        BookColumn(slug="note", name="备注"),
    )
    key = ("name",)
    named_by = "name"
    unlisted = ("introduction", "post", "note")

    def reads(self, reader: BookReader) -> Iterable[GroupKey]:
        """Yield the stories of the units and activities of teams, and the records of services."""
        for row in reader:
            for taxonomy in ("unit", "activity"):
                if (term := reader.value(row, taxonomy)) is not None:
                    yield group(reader.campaign, taxonomy, term)
        for log in reader.others("service_log"):
            yield from log.reads

    def entry(self, reader: BookReader, row: Row) -> Iterator[Section]:
        """Yield the facts of a team, its stories, and its services with their sums."""
        if text := reader.text(row, "introduction"):
            yield Prose(paragraphs=tuple(text.splitlines()))
        yield summaries.facts(reader, row, ("introduction", "post"))
        if stories := tuple(story(post) for post in _stories(reader, row)):
            yield Stories(title=Word(N_("Stories")), stories=stories)
        for log in reader.others("service_log"):
            yield from _services(log, reader, row)


TEAMS = _Teams()


def _is_its_own(reader: BookReader, row: Row, slug: str) -> bool:
    """Tell whether no other team has the same unit or activity."""
    value = reader.value(row, slug)
    if value is None:
        return False
    return Counter(reader.value(one, slug) for one in reader)[value] == 1


def _stories(reader: BookReader, row: Row) -> list[Post]:
    """Return the story that a team names, and those of a unit or activity that is its alone."""
    found: dict[str, Post] = {}
    named = reader.site.by_path.get(str(reader.value(row, "post")))
    if isinstance(named, Post):
        found[named.path] = named
    for taxonomy in ("unit", "activity"):
        if _is_its_own(reader, row, taxonomy):
            posts = reader.groups.by(taxonomy).get(str(reader.value(row, taxonomy)), ())
            found |= {post.path: post for post in posts}
    return sorted(found.values(), key=lambda post: post.sort_key, reverse=True)


def _services(log: BookReader, reader: BookReader, row: Row) -> Iterator[Section]:
    """Yield the services of a team: those that name it, or those of a unit that is its alone."""
    name, unit = reader.text(row, "name"), reader.text(row, "unit")
    alone = _is_its_own(reader, row, "unit")

    def is_its_own(service: Row) -> bool:
        team = log.text(service, "team")
        return team == name or (not team and alone and log.text(service, "unit") == unit)

    found = [service for service in log if is_its_own(service)]
    if not found:
        return
    yield Figures(title=log.book.name, figures=tuple(summaries.figures_of(log, found)))
    table = summaries.rows_table(log, found[:MOST], log.kind.named_by)
    note = Word(N_("The first of them; the book shows all.")) if len(found) > MOST else ""
    yield structs.replace(table, title="", note=note, anchor=f"of-{log.book.slug}")
