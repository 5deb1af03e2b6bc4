"""Reads the books of all campaigns: files below `content/<campaign>/books/` → rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from zhuanlan.core.i18n import N_
from zhuanlan.core.problems import Problem, ProblemError, likely, meant_of_allowed
from zhuanlan.features.books.crossing import unknown_names
from zhuanlan.features.books.declaring import MIGRATED, READ_BY, in_order, with_facts, written_twice
from zhuanlan.features.books.guarding import CellGuard
from zhuanlan.features.books.kind import kind_of
from zhuanlan.features.books.packing import packed, public
from zhuanlan.features.books.reader import book_url, data_name
from zhuanlan.features.books.rows import SUFFIXES, told_apart
from zhuanlan.load.content import BOOKS as FOLDER
from zhuanlan.load.content import CAMPAIGN_FILE
from zhuanlan.load.data import Data, DataRequest
from zhuanlan.load.files import read_bytes
from zhuanlan.load.site import Declarations, read_yaml
from zhuanlan.load.yaml_plain import Spot
from zhuanlan.model.book import Book, Row
from zhuanlan.model.campaign import Campaign, InCampaign
from zhuanlan.model.post import Reference
from zhuanlan.model.site import honours_name


@dataclass(frozen=True, slots=True)
class BookFiles:
    """The files of one book, by their paths within the content folder."""

    book: Book
    data: Mapping[str, bytes]
    digest: bytes
    """Of the files, and of all that they are read by."""


@dataclass(frozen=True, slots=True)
class BooksIn:
    """What is read of one campaign: all rows, office-only cells too, by the slugs of the books."""

    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    problems: Sequence[Problem] = ()


class _Books:
    """The source of data that reads books."""

    def read(self, request: DataRequest) -> Data:
        """Return the public cells of all books, and when something of them becomes due."""
        values: dict[str, Any] = {}
        references: dict[str, tuple[tuple[str, Reference], ...]] = {}
        moments: list[datetime] = []
        problems: list[Problem] = []
        campaigns: dict[str, Campaign] = {}
        for folder, campaign in [*request.declared.campaigns.items()]:
            if not request.declared.whole(folder):
                continue  # its rows may be meant otherwise
            found, wrong = files_of(request, folder, campaign)
            problems += wrong
            facts: dict[str, Sequence[Any]] = {}
            honours: dict[str, list[Any]] = {}
            whole = campaign
            for files in found:
                name = data_name(campaign, files.book)
                known = request.known.get(name)
                if not (isinstance(known, dict) and known.get("digest") == files.digest):
                    rows, wrong = rows_of_book(request.declared, folder, files)
                    problems += wrong
                    if wrong:
                        continue
                    known = _kept(rows, files)
                values[name], due = _as_of(known, request.now)
                moments += due
                references[name] = tuple(_references(known))
                for path, honour in known["honours"]:
                    honours.setdefault(path, []).append([honour, book_url(campaign, files.book)])
                if key := files.book.of_kind.declares:
                    facts[files.book.slug] = known["declared"]
                    whole = campaigns[folder] = with_facts(whole, key, known["declared"])
                    request.declared.declare(folder, whole)
            if honours:
                values[honours_name(campaign.slug)] = honours
            empty = [files.book for files in found if not files.data]
            path = f"{folder}/{CAMPAIGN_FILE}"
            read = partial(read_yaml, request.folder / path, path)
            problems += written_twice(campaign, folder, empty, read, facts)
            problems += unknown_names(campaign, values)
        return Data(values, tuple(moments), references, campaigns, tuple(problems))


BOOKS = _Books()


def books_in(request: DataRequest, folder: str, campaign: Campaign) -> BooksIn:
    """Read the books of a campaign with all their cells, as the office sees them."""
    found, problems = files_of(request, folder, campaign)
    rows: dict[str, Sequence[Row]] = {}
    for files in found:
        rows[files.book.slug], wrong = rows_of_book(request.declared, folder, files)
        problems += wrong
    return BooksIn(rows, problems)


def files_of(
    request: DataRequest, folder: str, campaign: Campaign
) -> tuple[list[BookFiles], list[Problem]]:
    """Return the files of each book of a campaign, and what is wrong with where they are."""
    paths, problems = _paths(request, folder, campaign)
    found = []
    governing = request.declared.governing(f"{folder}/")
    for book in in_order(campaign.books):
        data: dict[str, bytes] = {}
        made = hashlib.blake2b(governing, digest_size=16)
        made.update(repr((book, book.all_columns)).encode())
        for path in paths[book.slug]:
            on_disk = request.content.real_names.get(path, path)
            try:
                data[path] = read_bytes(request.folder / on_disk, path)
            except ProblemError as error:
                problems += error.problems
                continue
            made.update(f"{path}\0{len(data[path])}\0".encode())
            made.update(data[path])
        found.append(BookFiles(book, data, made.digest()))
        if book.of_kind.declares in READ_BY:  # so others are read again where it changes
            governing = made.digest()
    return found, problems


def _paths(
    request: DataRequest, folder: str, campaign: Campaign
) -> tuple[dict[str, list[str]], list[Problem]]:
    """Return the paths of the files of each book; problems name files and books without match."""
    start = f"{folder}/{FOLDER}/"
    slugs = [book.slug for book in campaign.books]
    by_book: dict[str, list[str]] = {slug: [] for slug in slugs}
    meant: set[str] = set()
    problems = []
    for path in request.content.books:
        if not path.startswith(start):
            continue
        top, _, below = path[len(start) :].partition("/")
        slug, suffix = (top, path) if below else _stem(top)
        if slug not in by_book:
            meant.add(likely(slug, slugs))
            problems.append(_unknown(path, slug, campaign))
        elif not suffix.lower().endswith(SUFFIXES):
            meant.add(slug)
            message = N_("this is not read as the rows of a book")
            hint = N_("allowed: {allowed}")
            values = {"allowed": ", ".join(SUFFIXES)}
            problems.append(Problem(path, 0, 0, message, values, hint))
        else:
            by_book[slug].append(path)
    path = f"{folder}/{CAMPAIGN_FILE}"
    for place, book in enumerate(campaign.books):
        if not (by_book[book.slug] or book.slug in meant or _may_be_empty(book, campaign)):
            spot = read_yaml(request.folder / path, path).spot(("books", place, "slug"))
            problems.append(_without_file(path, spot, book))
    return by_book, problems


def _may_be_empty(book: Book, campaign: Campaign) -> bool:
    """Tell whether a book needs no file yet; `migrate` makes one of what `campaign.yaml` says."""
    key = book.of_kind.declares
    return kind_of(book).by_unit or (key in MIGRATED and key in campaign.model_fields_set)


def _without_file(path: str, spot: Spot, book: Book) -> Problem:
    message = N_("the book “{book}” has no file with its rows")
    hint = N_("put {files} beside campaign.yaml, if need be an empty file, or take the book out")
    files = " / ".join(f"{FOLDER}/{book.slug}{suffix}" for suffix in (*SUFFIXES[:3], "/"))
    return Problem(path, *spot, message, {"book": book.name, "files": files}, hint)


def _stem(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix) if dot else (name, "")


def _unknown(path: str, slug: str, campaign: Campaign) -> Problem:
    slugs = [book.slug for book in campaign.books]
    guess = likely(slug, slugs)
    values = {"value": slug, "guess": guess, "allowed": ", ".join(slugs)}
    message = N_("the campaign declares no book “{value}”")
    hint = meant_of_allowed(guess) if slugs else N_("declare it under books in campaign.yaml")
    return Problem(path, 0, 0, message, values, hint)


def rows_of_book(
    declared: Declarations, folder: str, files: BookFiles
) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a book, and all that is wrong with them."""
    book, campaign = files.book, declared.campaigns[folder]
    around = InCampaign(
        declared.regions,
        campaign.scope.code,
        campaign,
        unsure=declared.unsure_in(folder),
        registry=declared.registry,
    )
    guard = CellGuard(declared.privacy(f"{folder}/"), declared.ledgers)
    kind = kind_of(book)
    rows: list[Row] = []
    problems: list[Problem] = []
    for path, data in files.data.items():
        try:
            rows += kind.read(data, path, book, around, guard)
        except ProblemError as error:
            problems += error.problems
    if not problems:
        problems += [*told_apart(rows, book), *kind.check(rows, book, around)]
    if problems:
        return rows, problems
    return [*kind.protected([*kind.settled(rows, book)], book, declared.ledgers)], problems


def _kept(rows: Sequence[Row], files: BookFiles) -> dict[str, Any]:
    """Return what is kept of a book: public cells, and the moments at which pages change."""
    book = files.book
    kind = kind_of(book)
    places = public(book)
    shown = [replace(row, values=tuple(row.values[place] for place in places)) for row in rows]
    moments = sorted({moment.isoformat() for moment in kind.moments(shown, book)}) if places else []
    named = [
        [str(value), column.type, row.path, row.line]
        for row in shown
        for column, value in zip(book.public_columns, row.values, strict=True)
        if column.type in ("file", "post") and value is not None and value not in column.choices
    ]
    return {
        "digest": files.digest,
        "moments": moments,
        "named": named,
        "declared": [*kind.declared(rows if kind.declares_hidden else _shown(rows, book), book)],
        "honours": [*map(list, kind.honours(shown, book))] if places else [],
        **packed(rows, book),
    }


def _shown(rows: Sequence[Row], book: Book) -> list[Row]:
    """Return rows in which what only the office may see is blank."""
    places = {*public(book)}
    return [
        replace(row, values=tuple(v if at in places else None for at, v in enumerate(row.values)))
        for row in rows
    ]


def _as_of(known: Mapping[str, Any], now: datetime) -> tuple[dict[str, Any], Iterable[datetime]]:
    """Return a book with the last of its moments that has passed, and its moments."""
    moments = [datetime.fromisoformat(one) for one in known["moments"]]
    last = max((one for one in moments if one <= now), default=None)
    return {**known, "now": last.isoformat() if last else None}, moments


def _references(known: Mapping[str, Any]) -> Iterator[tuple[str, Reference]]:
    for target, kind, path, line in known["named"]:
        yield path, Reference(target, "related" if kind == "post" else "attachment", line, 0)
