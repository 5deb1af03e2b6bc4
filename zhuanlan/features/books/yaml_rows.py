"""The rows of a book from a YAML file: a list of rows, each with keys and values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, likely, meant_of_allowed
from zhuanlan.features.books.values import Refused
from zhuanlan.load import yaml
from zhuanlan.load.source import decode
from zhuanlan.model.book import Book, Row, Value

if TYPE_CHECKING:
    from zhuanlan.features.books.rows import Cells, Meant


def rows_of_yaml(
    data: bytes, path: str, book: Book, cells: Cells, meant: Meant | None
) -> list[Row]:
    """Return the rows of a file; raises ProblemError with all that is wrong with it."""
    document = yaml.parse(decode(data, path), path)
    entries = document.data if document.data is not None else []
    problems: list[Problem] = []
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        message = N_("the file must hold a list of rows, each with keys and values")
        raise ProblemError([Problem(path, 1, 1, message, {}, N_("begin each row with “- ”"))])
    rows = []
    known = {name: column for column in book.all_columns for name in (column.slug, column.name)}
    for place, entry in enumerate(entries):
        values: dict[str, Value] = {}
        for key in entry:
            if key not in known:
                guess = likely(str(key), known)
                allowed = ", ".join(column.name for column in book.all_columns)
                named = {"value": key, "guess": guess, "allowed": allowed}
                spot = document.spot((place, key), key=True)
                message = N_("the book has no column “{value}”")
                problems.append(Problem(path, *spot, message, named, meant_of_allowed(guess)))
        named_by = {
            column.slug: key
            for column in book.all_columns
            for key in (column.name, column.slug)
            if key in entry
        }
        raws = {
            slug: entry[key]
            for slug, key in named_by.items()
            if not isinstance(entry[key], (list, dict))
        }
        for column in book.all_columns:
            given = [named_by[column.slug]] if column.slug in named_by else []
            spot = document.spot((place, given[0])) if given else document.spot((place,))
            if given and column.slug not in raws:
                problems.append(Problem(path, *spot, N_("one text is written here, not a list")))
                continue
            try:
                values[column.slug] = cells.read(column, raws, meant)
            except Refused as error:
                context = error.context or {}
                message, hint = context["message"], context["hint"]
                problems.append(Problem(path, *spot, message, context["values"], hint))
        line, _ = document.spot((place,))
        ordered: Sequence[Value] = [values.get(column.slug) for column in book.all_columns]
        rows.append(Row(tuple(ordered), path, "", line))
    if problems:
        raise ProblemError(problems)
    return rows
