"""示范点专区: model cities, counties and units, each with a home inside the campaign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem
from zhuanlan.features.books import summaries
from zhuanlan.features.books.checks import are_pictures
from zhuanlan.features.books.kind import Kind
from zhuanlan.features.books.reader import BookReader
from zhuanlan.features.books.rows import at
from zhuanlan.features.books.sections import (
    Cell,
    Item,
    Items,
    Photograph,
    Prose,
    Section,
    Stories,
)
from zhuanlan.model.book import Book, Row, picker
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.page import GroupKey
from zhuanlan.model.page_groups import group
from zhuanlan.model.place import Place
from zhuanlan.model.post import Post

MOST = 50
"""How many rows of another book an area shows; the book itself shows all."""


class _Areas(Kind):
    name = "areas"
    title = N_("model areas")
    chinese = ("示范点专区",)
    columns = (
        BookColumn(slug="name", name="名称", needed=True),
        BookColumn(slug="kind", name="类别"),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="unit", name="单位", type="unit"),
        BookColumn(slug="introduction", name="简介"),
        BookColumn(slug="picture", name="图片", type="file"),
        BookColumn(slug="note", name="备注"),
    )
    key = ("name",)
    named_by = "name"
    lists_rows = False

    def check(self, rows: Sequence[Row], book: Book, around: InCampaign) -> Iterable[Problem]:
        """Yield areas of which nobody knows which stories are theirs."""
        yield from are_pictures(rows, book, "picture")
        pick = picker(book.all_columns)
        names = {column.slug: column.name for column in book.all_columns}
        values = {"region": names["region"], "unit": names["unit"]}
        for row in rows:
            given = [slug for slug in ("region", "unit") if pick(row, slug) is not None]
            if len(given) == 1:
                continue
            hint = N_("a city or county has a region, a unit has a unit: fill in one of the two")
            message = N_("both “{region}” and “{unit}” are blank")
            if given:
                message = N_("both “{region}” and “{unit}” are filled in")
            yield at(row, message, hint, **values)

    def reads(self, reader: BookReader) -> Iterable[GroupKey]:
        """Yield the stories of each area, and the other books."""
        for row in reader:
            for taxonomy, term in _terms(reader, row):
                yield group(reader.campaign, taxonomy, term)
        for other in reader.others():
            yield from other.reads

    def sections(self, reader: BookReader) -> Iterator[Section]:
        """Yield the areas as cards."""
        items = tuple(_card(reader, row) for row in reader)
        yield Items(items=items)

    def entry(self, reader: BookReader, row: Row) -> Iterator[Section]:
        """Yield an introduction, the stories by month, the people, and rows of other books."""
        if image := reader.image(row, "picture", reader.text(row, "name")):
            yield Photograph(image=image)
        if text := reader.text(row, "introduction"):
            yield Prose(paragraphs=tuple(text.splitlines()))
        yield summaries.facts(reader, row, ("picture", "introduction"))
        people, stories = _stories(reader, row)
        if people:
            title = Word(N_("People of this area"))
            yield Stories(title=title, stories=tuple(story(post) for post in people))
        yield from by_month(reader, stories)
        for other in reader.others():
            yield from _rows_of(other, reader, row)


AREAS = _Areas()


def _terms(reader: BookReader, row: Row) -> Iterator[tuple[str, str]]:
    """Yield the taxonomy and term of the stories of an area."""
    place, unit = reader.value(row, "region"), reader.text(row, "unit")
    if isinstance(place, Place):
        yield "region", place.code
    elif unit:
        yield "unit", unit


def _stories(reader: BookReader, row: Row) -> tuple[list[Post], list[Post]]:
    """Return the stories of people of an area, and all others, newest first."""
    people: list[Post] = []
    others: list[Post] = []
    for taxonomy, term in _terms(reader, row):
        for post in reader.groups.by(taxonomy).get(term, ()):
            column = reader.campaign.column(post.column)
            (people if column.of_kind.people else others).append(post)
    return people, others


def story(post: Post) -> Cell:
    """Return a post as a link, with its date."""
    return Cell(f"{post.matter.date:%Y-%m-%d} {post.matter.title}", post.url)


def by_month(reader: BookReader, posts: Iterable[Post]) -> Iterator[Section]:
    """Yield the stories of each month under a heading of its own, newest first."""
    months: dict[str, list[Post]] = {}
    for post in posts:
        months.setdefault(f"{post.matter.date:%Y-%m}", []).append(post)
    for month, found in months.items():
        name = summaries.month_name(reader, month)
        yield Stories(title=name, stories=tuple(story(post) for post in found))


def _card(reader: BookReader, row: Row) -> Item:
    people, stories = _stories(reader, row)
    shown = [
        (reader.column(slug).name, reader.cell(row, slug))
        for slug in ("region", "unit")
        if reader.value(row, slug) is not None
    ]
    shown.append((Word(N_("Stories")), Cell(f"{len(people) + len(stories):,}")))
    return Item(
        reader.text(row, "name"),
        reader.entry_url(row),
        over=reader.text(row, "kind"),
        lines=tuple(shown),
        text=reader.text(row, "introduction"),
        picture=reader.image(row, "picture", ""),
    )


def _rows_of(other: BookReader, reader: BookReader, row: Row) -> Iterator[Section]:
    """Yield the rows of another book that are of an area."""
    if other.book.kind == reader.book.kind:
        return
    found = [one for one in other if _within(other, one, reader, row)]
    if not found:
        return
    table = summaries.rows_table(other, found[:MOST], other.kind.named_by)
    note = Word(N_("The first of them; the book shows all.")) if len(found) > MOST else ""
    yield structs.replace(table, title=other.book.name, note=note, anchor=f"of-{other.book.slug}")


def _within(other: BookReader, one: Row, reader: BookReader, row: Row) -> bool:
    """Tell whether a row of another book is of an area: by its region, or by its unit."""
    place, unit = reader.value(row, "region"), reader.value(row, "unit")
    for column in other.columns:
        value = other.value(one, column.slug)
        if column.type == "region" and isinstance(value, Place) and isinstance(place, Place):
            line = other.regions.lineage(value.code, reader.campaign.scope.code)
            if any(region.code == place.code for region in line):
                return True
        if column.type == "unit" and unit is not None and value == unit:
            return True
    return False
