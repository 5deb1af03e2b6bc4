"""单位: the tree of units that take part, which the campaign's stories and other books name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem, likely
from zhuanlan.features.books.kind import Kind
from zhuanlan.features.books.reader import BLANK, BookReader
from zhuanlan.features.books.rows import at
from zhuanlan.features.books.sections import Cell, Figure, Figures, Grid, Section
from zhuanlan.features.books.values import shown
from zhuanlan.model.book import Book, Pick, Row, picker
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.campaign import InCampaign
from zhuanlan.model.fields import Slug, refuse
from zhuanlan.model.page import GroupKey
from zhuanlan.model.page_groups import group
from zhuanlan.model.place import Place

SEVERAL = "、"
"""What stands between the aliases of a unit."""


class _Units(Kind):
    name = "units"
    title = N_("units")
    chinese = ("单位",)
    declares = "units"
    columns = (
        BookColumn(slug="name", name="名称", needed=True),
        BookColumn(slug="above", name="上级单位"),
        BookColumn(slug="level", name="级别"),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="aliases", name="别名"),
        BookColumn(slug="addressee", name="主送文件"),
        BookColumn(slug="slug", name="代号", public=False),
    )
    key = ("name",)
    lists_rows = False

    def check(self, rows: Sequence[Row], book: Book, around: InCampaign) -> Iterator[Problem]:
        pick = picker(book.all_columns)
        yield from _names(rows, pick)
        above = {_name(row, pick): _above(row, pick) for row in rows}
        for row in rows:
            name, slug = _name(row, pick), pick(row, "slug")
            if slug:
                try:
                    TypeAdapter(Slug).validate_python(slug)
                except ValidationError:
                    message = N_("“{value}” cannot be part of an address")
                    hint = N_("use a–z, 0–9 and single hyphens, 80 characters at most")
                    yield at(row, message, hint, value=shown(slug))
            if (over := above[name]) and over not in above:
                guess = likely(over, above)
                message = N_("the unit above it, “{value}”, is not in this book")
                hint = N_("did you mean “{guess}”?") if guess else N_("give it a row of its own")
                yield at(row, message, hint, value=over, guess=guess)
            elif _is_above_itself(name, above):
                message = N_("“{value}” stands above itself")
                yield at(row, message, N_("correct one of the cells above"), value=name)

    def declared(self, rows: Sequence[Row], book: Book) -> Iterator[dict[str, Any]]:
        pick = picker(book.all_columns)
        for row in rows:
            region, slug = pick(row, "region"), pick(row, "slug")
            fact: dict[str, Any] = {"name": _name(row, pick), "aliases": _aliases(row, pick)}
            if isinstance(region, Place):
                fact["region"] = [region.code, region.name, region.former_code]
            yield fact | ({"slug": slug} if slug else {})

    declares_hidden = True  # aliases and slugs

    def fit(self, book: Book) -> None:
        shown = {column.slug for column in book.public_columns}
        if not {"name", "above"} <= shown:
            message = N_("the units of a campaign have pages, so readers see their names")
            raise refuse(message, N_("take “public: false” away, and use a roster for the rest"))

    def reads(self, reader: BookReader) -> Iterator[GroupKey]:
        yield group(reader.campaign, "unit")

    def sections(self, reader: BookReader) -> Iterator[Section]:
        levels: dict[str, int] = {}
        for row in reader:
            if level := reader.text(row, "level"):
                levels[level] = levels.get(level, 0) + 1
        figures = [Figure(Word(N_("Units")), f"{len(reader):,}")]
        figures += [Figure(level, f"{count:,}") for level, count in levels.items()]
        yield Figures(figures=tuple(figures))
        told = [
            column
            for column in reader.columns
            if column.slug not in ("name", "above")
            and any(reader.value(row, column.slug) is not None for row in reader)
        ]
        lines = []
        for row, depth in _tree(reader):
            cells = [reader.cell(row, column.slug) for column in told]
            lines.append((_linked(reader, row, depth), *cells))
        heads = (reader.column("name").name, *(column.name for column in told))
        yield Grid(title=Word(N_("The tree of units")), heads=heads, rows=tuple(lines))


UNITS = _Units()


def _name(row: Row, pick: Pick) -> str:
    return str(pick(row, "name"))


def _above(row: Row, pick: Pick) -> str:
    return str(pick(row, "above") or "")


def _aliases(row: Row, pick: Pick) -> list[str]:
    written = str(pick(row, "aliases") or "")
    return [alias for alias in re.split(r"\s*[、，,;；]\s*", written.strip()) if alias]


def _names(rows: Sequence[Row], pick: Pick) -> Iterator[Problem]:
    """Yield names, aliases and slugs that two units have."""
    owners: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for row in rows:
        name, slug = _name(row, pick), pick(row, "slug")
        for one in dict.fromkeys((name, *_aliases(row, pick))):
            owner = owners.setdefault(one, name)
            if owner != name:
                message = N_("“{value}” is already a name of “{other}”")
                yield at(row, message, value=one, other=owner)
        if slug and slugs.setdefault(str(slug), name) != name:
            message = N_("“{value}” is already the slug of “{other}”")
            yield at(row, message, value=str(slug), other=slugs[str(slug)])


def _is_above_itself(name: str, above: dict[str, str]) -> bool:
    seen: set[str] = set()
    over = above.get(name, "")
    while over and over not in seen:
        if over == name:
            return True
        seen.add(over)
        over = above.get(over, "")
    return False


def _tree(reader: BookReader) -> Iterator[tuple[Row, int]]:
    """Yield the rows from the top down, each with its depth."""
    below: dict[str, list[Row]] = {}
    for row in reader:
        below.setdefault(reader.text(row, "above"), []).append(row)
    pending = [(row, 0) for row in reversed(below.get("", []))]
    while pending:
        row, depth = pending.pop()
        yield row, depth
        children = below.get(reader.text(row, "name"), [])
        pending += [(child, depth + 1) for child in reversed(children)]


def _linked(reader: BookReader, row: Row, depth: int) -> Cell:
    name = reader.text(row, "name") or BLANK
    return Cell(name, reader.groups.addresses("unit").get(name), depth=depth)
