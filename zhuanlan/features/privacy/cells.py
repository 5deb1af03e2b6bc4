"""What the cells of a table say of each other: the head of a column, and the cell to the left."""

from __future__ import annotations

from collections.abc import Iterator


class Cells:
    """Follows the tags of a table, to tell by which words the text of a cell is headed."""

    def __init__(self) -> None:
        self._heads: list[str] = []
        self._column, self._in_first_row, self._in_cell = -1, False, False
        self._left = ""

    def words(self) -> Iterator[str]:
        """Yield what heads the cell in hand."""
        if self._in_cell:
            if not self._in_first_row and self._column < len(self._heads):
                yield self._heads[self._column]
            yield self._left

    def pass_by(self, text: str, tag: str) -> None:
        """Go on to a tag; `text` is what stands before it."""
        if self._in_cell:
            self._left = text.strip()
            if self._in_first_row:
                self._heads.append(self._left)
        self._in_cell = tag.startswith(("<td", "<th")) and not tag.startswith("<thead")
        if self._in_cell:
            self._column += 1
        elif tag.startswith("<table"):
            self._heads.clear()
        elif tag.startswith("<tr"):
            self._column, self._left = -1, ""
            self._in_first_row = not self._heads
