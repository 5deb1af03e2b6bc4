"""The sheets of sources: every figure leads to its block, with places and addresses."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.features.reports.formats.references import Block, address_of
from zhuanlan.features.reports.formats.sheets import book as limits
from zhuanlan.features.reports.formats.sheets.book import HEAD, LINKED, RULE, Book

TOP = 2
"""The row of the heads."""


class Places:
    """Where each block of sources stands: block after block, on as many sheets as it takes."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.rows: dict[Block, tuple[str, int]] = {}
        title = book.translate(N_("Sources"))
        self.names = [book.name(title)]
        row = TOP + 1
        for block in book.blocks:
            if row > TOP + 1 and row + len(block) + 1 > limits.ROWS:
                self.names.append(book.name(title))
                row = TOP + 1
            self.rows[block] = (self.names[-1], row)
            row += len(block) + 1

    def target(self, block: Block) -> str:
        """Return the target of the link to a block; a figure that counts nothing has none."""
        if not block:
            return ""
        name, row = self.rows[block]
        return f"internal:'{name}'!A{row + 1}"

    def write(self) -> None:
        """Write the sheets."""
        for name in self.names:
            self._write(name, [block for block, (on, _) in self.rows.items() if on == name])

    def _write(self, name: str, blocks: list[Block]) -> None:
        book, _ = self.book, self.book.translate
        sheet = book.sheet(name, wide=True)
        for column, width in enumerate((8, 46, 54, 54)):
            sheet.set_column(column, column, width)
        book.words(sheet, 0, 0, name, font_size=16, bold=True, font_name="黑体")
        sheet.set_row(0, 28)
        said = N_("A figure leads to its block here: the stories, rows and files that it counts.")
        book.words(sheet, 1, 0, _(said), font_color="#404040")
        border = {"border": 1, "border_color": RULE}
        heads = (_(N_("Number")), _(N_("Title")), _(N_("Place")), _(N_("Address")))
        for column, head in enumerate(heads):
            book.words(sheet, TOP, column, head, bold=True, bg_color=HEAD, align="center", **border)
        row = TOP
        for block in blocks:
            row = self.rows[block][1]
            count = _(N_("Block {number}: {count} sources"))
            said = count.format(number=book.blocks[block], count=book.forms.number(len(block)))
            look = {"bold": True, "bg_color": "#F7F7F7"}
            book.words(sheet, row, 0, said, **look)
            for column in (1, 2, 3):
                book.words(sheet, row, column, "", **look)
            fitting = block[: limits.ROWS - row - 1]
            if len(fitting) < len(block):
                note = _(
                    N_("Excel holds {most} rows on a sheet: {count} rows of {table} are left out.")
                )
                values = {"most": limits.ROWS, "count": len(block) - len(fitting), "table": said}
                book.notes.append(note.format_map(values))
            for number, place in enumerate(fitting, 1):
                row += 1
                source = book.report.sources[place]
                sheet.write_number(row, 0, number, book.format(align="center", **border))
                book.words(sheet, row, 1, source.title, text_wrap=True, **border)
                book.words(sheet, row, 2, source.place, text_wrap=True, **border)
                address = address_of(source, book.context)
                linked = bool(address) and book.link(sheet, row, 3, address)
                colour = {"font_color": LINKED} if linked else {}
                book.words(sheet, row, 3, address, text_wrap=True, **colour, **border)
        sheet.freeze_panes(TOP + 1, 0)
        sheet.repeat_rows(TOP)
        sheet.print_area(0, 0, max(row, TOP), 3)
