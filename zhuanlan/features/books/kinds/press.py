"""信息报送: briefs sent in and what the press printed, by level, with the clippings."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem
from zhuanlan.features.books.kind import Kind
from zhuanlan.features.books.reader import BookReader
from zhuanlan.features.books.rows import at
from zhuanlan.features.books.sections import Cell, Figure, Figures, Grid, Section
from zhuanlan.features.books.summaries import tree
from zhuanlan.model.book import Book, Row, picker
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.characters import traditional
from zhuanlan.model.place import Place

_BRIEF = "简报"


class _Press(Kind):
    name = "press"
    title = N_("press")
    chinese = ("信息报送",)
    columns = (
        BookColumn(slug="date", name="日期", type="date", needed=True),
        BookColumn(slug="medium", name="媒体", needed=True),
        BookColumn(
            slug="level",
            name="级别",
            type="choice",
            choices=(_BRIEF, "县级", "市级", "省级及以上"),
            needed=True,
        ),
        BookColumn(slug="title", name="标题", needed=True),
        BookColumn(slug="unit", name="报送单位", type="unit"),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="address", name="网址"),
        BookColumn(slug="story", name="本站稿件", type="post"),
    )
    key = ("date", "medium", "title")
    lists_rows = False

    def check(self, rows: Sequence[Row], book: Book, around: InCampaign) -> Iterable[Problem]:
        value = picker(book.all_columns)
        for row in rows:
            address = value(row, "address")
            if isinstance(address, str) and not _is_web(address):
                message = N_("“{value}” is no web address")
                hint = N_(
                    "an address begins with https:// or http://; leave the cell blank if none"
                )
                yield at(row, message, hint, value=address)

    def sections(self, reader: BookReader) -> Iterator[Section]:
        if not reader.has("level"):
            return
        yield _by_level(reader)
        yield from _by_unit(reader)
        yield from _by_region(reader)
        yield _clippings(reader)


PRESS = _Press()


def _is_web(address: str) -> bool:
    return address.lower().startswith(("https://", "http://")) and not any(
        map(str.isspace, address)
    )


def _levels(reader: BookReader) -> tuple[str, ...]:
    return reader.column("level").choices


def _count(reader: BookReader, level: str) -> str:
    """Return the unit of count of a level, in the characters in which it is written."""
    if level == reader.column("level").words.get(_BRIEF):
        return "期"
    return traditional("条") if reader.groups.language == "zh-Hant" else "条"


def _counted(reader: BookReader, level: str) -> str:
    return f"{level}（{_count(reader, level)}）"


def _by_level(reader: BookReader) -> Figures:
    levels = [reader.text(row, "level") for row in reader]
    figures = (
        Figure(level, f"{levels.count(level):,}", _count(reader, level))
        for level in _levels(reader)
    )
    return Figures(figures=tuple(figures))


def _by_unit(reader: BookReader) -> Iterator[Grid]:
    """Yield the counts of each unit, the one with most entries first."""
    if not reader.has("unit"):
        return
    groups: dict[str, list[Row]] = {}
    for row in reader:
        if unit := reader.text(row, "unit"):
            groups.setdefault(unit, []).append(row)
    order = sorted(groups, key=lambda unit: (-len(groups[unit]), unit))
    rows = [(reader.cell(groups[unit][0], "unit"), groups[unit]) for unit in order]
    yield _counts(reader, "unit", rows)


def _by_region(reader: BookReader) -> Iterator[Grid]:
    """Yield the counts of each region with those below it."""
    if not reader.has("region"):
        return
    scope = reader.campaign.scope.code
    groups: dict[str, list[Row]] = {}
    for row in reader:
        place = reader.value(row, "region")
        if isinstance(place, Place):
            for region in reader.regions.lineage(place.code, scope):
                groups.setdefault(region.code, []).append(row)
    if len(groups) < 2:
        return
    rows = []
    for code, depth in tree(reader, groups):
        region = reader.regions[code]
        rows.append((Cell(region.name, reader.region_url(region), depth=depth), groups[code]))
    yield _counts(reader, "region", rows)


def _counts(reader: BookReader, slug: str, rows: Sequence[tuple[Cell, Sequence[Row]]]) -> Grid:
    levels, column = _levels(reader), reader.column(slug)
    heads = (column.name, *(_counted(reader, level) for level in levels))
    lines = tuple((cell, *_by(reader, own)) for cell, own in rows)
    foot = (Cell(Word(N_("Total"))), *_by(reader, reader.rows))
    return Grid(title=column.name, heads=heads, rows=lines, foot=foot)


def _by(reader: BookReader, rows: Iterable[Row]) -> tuple[Cell, ...]:
    found = [reader.text(row, "level") for row in rows]
    return tuple(Cell(f"{found.count(level):,}", number=True) for level in _levels(reader))


def _clippings(reader: BookReader) -> Grid:
    """Return all entries, the newest first, each title with its address."""
    columns = [column for column in reader.columns if column.slug != "address"]
    rows = sorted(reader, key=lambda row: reader.moment(row, "date") or datetime.min, reverse=True)  # noqa: DTZ901
    cells = tuple(
        tuple(
            _title(reader, row) if column.slug == "title" else reader.cell(row, column.slug)
            for column in columns
        )
        for row in rows
    )
    heads = tuple(column.name for column in columns)
    return Grid(
        title=Word(N_("Clippings, newest first")), heads=heads, rows=cells, anchor="clippings"
    )


def _title(reader: BookReader, row: Row) -> Cell:
    address = reader.text(row, "address")
    return Cell(reader.text(row, "title"), address if _is_web(address) else None)
