"""Tables: those with data are kept, those that only place things on the page are dissolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from zhuanlan.core.i18n import N_
from zhuanlan.features.intake.web.blocks import Break, Cell, Paragraph, Piece, Text, text_of
from zhuanlan.features.intake.web.losses import Losses
from zhuanlan.features.intake.web.reading import Element
from zhuanlan.features.intake.web.styles import Look, Rules, is_hidden, look_of, style_of

_MOST_COLUMNS = 60
_LONG = 400
"""Characters of a cell that is a text, and not a value."""


def _rows(table: Element) -> Iterable[Element]:
    """Yield the rows of a table, without those of tables within."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def is_layout(table: Element, rules: Rules) -> bool:
    """Tell whether a table only places things: one column, tables or whole texts within."""
    if table.get("role") == "presentation":
        return True
    rows = [_cells(row) for row in _rows(table)]
    cells = [cell for row in rows for cell in row]
    if all(len(row) <= 1 for row in rows) or next(table.iterdescendants("table"), None) is not None:
        return True
    if any(len("".join(cell.itertext()).strip()) > _LONG for cell in cells):
        return True
    pictures = sum(next(cell.iter("img"), None) is not None for cell in cells)
    return pictures * 2 >= sum(1 for cell in cells if len(cell) or (cell.text or "").strip())


def rows(
    table: Element,
    look: Look,
    inside: Callable[[Element, Look], list[Paragraph]],
    rules: Rules,
    losses: Losses,
) -> list[list[Cell]]:
    """Return the cells of a table that readers see; `inside` gives the blocks of one."""
    found: list[list[Cell]] = []
    for row in _rows(table):
        style = style_of(row, rules)
        if is_hidden(row, style):
            count = len("".join(row.itertext()).strip())
            losses.count(N_("hidden text was left out: {count} characters"), count)
            continue
        row_look = look_of(row, style, look)
        cells = []
        for cell in _cells(row):
            style = style_of(cell, rules)
            if is_hidden(cell, style):
                count = len("".join(cell.itertext()).strip())
                losses.count(N_("hidden text was left out: {count} characters"), count)
                continue
            header = cell.tag == "th"
            cell_look = look_of(cell, style, row_look)._replace(align="")
            if header:
                cell_look = cell_look._replace(strong=False)
            pieces = _joined(inside(cell, cell_look))
            cells.append(Cell(pieces, header, _span(cell, "colspan"), _span(cell, "rowspan")))
        if cells:
            found.append(cells)
    return _with_head(found)


def _span(cell: Element, name: str) -> int:
    given = (cell.get(name) or "1").strip()
    return min(int(given), _MOST_COLUMNS) if given.isascii() and given[:4].isdigit() else 1


def _joined(blocks: Iterable[Paragraph]) -> list[Piece]:
    """Return the paragraphs of a cell as lines of it."""
    pieces: list[Piece] = []
    for block in blocks:
        own = block.pieces or [p for row in block.rows for cell in row for p in cell.pieces]
        if not own or not (text_of(own).strip() or block.pictures):
            continue
        if pieces:
            pieces.append(Break())
        pieces += own
    return pieces


def _with_head(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Make the first row a head where all of it, and nothing else, is bold."""
    if len(rows) < 2 or any(cell.header for row in rows for cell in row):
        return rows
    bold = [all(_is_bold(cell) for cell in row) for row in rows]
    if bold[0] and not all(bold) and all(cell.rows == 1 for cell in rows[0]):
        rows[0] = [cell._replace(pieces=_unbold(cell.pieces), header=True) for cell in rows[0]]
    return rows


def _is_bold(cell: Cell) -> bool:
    texts = [piece for piece in cell.pieces if isinstance(piece, Text) and piece.text.strip()]
    return bool(texts) and all(piece.look.strong for piece in texts)


def _unbold(pieces: Iterable[Piece]) -> list[Piece]:
    return [
        piece._replace(look=piece.look._replace(strong=False)) if isinstance(piece, Text) else piece
        for piece in pieces
    ]
