"""What figures count, each thing once, however many figures count it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from zhuanlan.features.reports.report import Cell, Source
from zhuanlan.model.book import Row
from zhuanlan.model.post import Post


class Sources:
    """The sources of a report, as they are met."""

    def __init__(self, content: Path) -> None:
        self._content = content.as_posix()
        self._found: list[Source] = []
        self._places: dict[object, int] = {}
        self._shared: dict[tuple[int, ...], tuple[int, ...]] = {}

    def all(self) -> tuple[Source, ...]:
        """Return what was met."""
        return tuple(self._found)

    def of(self, posts: Iterable[Post]) -> tuple[int, ...]:
        """Return the places of stories."""
        return self._same(tuple([self._of_post(post) for post in posts]))

    def count(self, posts: Iterable[Post]) -> Cell:
        """Return the number of stories as a figure."""
        found = self.of(posts)
        return Cell(len(found), found)

    def rows(
        self, rows: Iterable[Row], described: Callable[[Row], tuple[str, str]]
    ) -> tuple[int, ...]:
        """Return the places of rows of a book; `described` returns the title and address of one."""
        return self._same(tuple([self._of_row(row, described) for row in rows]))

    def add(self, source: Source) -> int:
        """Return the place of anything else, such as a file."""
        place = self._places.get(source)
        return self._add(source, source) if place is None else place

    def _same(self, places: tuple[int, ...]) -> tuple[int, ...]:
        return self._shared.setdefault(places, places)

    def _of_post(self, post: Post) -> int:
        place = self._places.get(post.path)
        if place is None:
            source = Source(post.matter.title, f"{self._content}/{post.path}", post.url)
            place = self._add(post.path, source)
        return place

    def _of_row(self, row: Row, described: Callable[[Row], tuple[str, str]]) -> int:
        key = (row.path, row.cell, row.line)
        place = self._places.get(key)
        if place is None:
            title, url = described(row)
            at = f" {row.cell}" if row.cell else f":{row.line}" if row.line else ""
            place = self._add(key, Source(title, f"{self._content}/{row.path}{at}", url))
        return place

    def _add(self, key: object, source: Source) -> int:
        self._places[key] = len(self._found)
        self._found.append(source)
        return len(self._found) - 1
