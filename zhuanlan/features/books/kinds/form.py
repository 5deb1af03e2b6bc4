"""报表: a statistics form that units return for a period, with who has returned it and totals."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from zhuanlan.core.i18n import N_, Word
from zhuanlan.core.problems import Problem
from zhuanlan.features.books.cells import Cells
from zhuanlan.features.books.deadlines import end_of
from zhuanlan.features.books.forms.account import Account
from zhuanlan.features.books.forms.annex import return_of
from zhuanlan.features.books.forms.blank import blank_form
from zhuanlan.features.books.forms.lines import COLUMNS, LineReader, completed
from zhuanlan.features.books.forms.returned import of_line, of_return
from zhuanlan.features.books.forms.returns import settled, unknown_debtors, wrong_in
from zhuanlan.features.books.forms.settings import FormSettings
from zhuanlan.features.books.forms.tables import of_form
from zhuanlan.features.books.guarding import CellGuard
from zhuanlan.features.books.kind import BookFile, Kind, SubPage
from zhuanlan.features.books.reader import BookReader
from zhuanlan.features.books.rows import rows_of
from zhuanlan.features.books.sections import Section
from zhuanlan.model.book import Book, Row
from zhuanlan.model.campaign import InCampaign


class _Form(Kind):
    name = "form"
    title = N_("form")
    chinese = ("报表", "统计表")
    columns = COLUMNS
    settings = FormSettings
    lists_rows = False
    by_unit = True

    def read(
        self, data: bytes, path: str, book: Book, around: InCampaign, guard: CellGuard | None
    ) -> list[Row]:
        meant = LineReader(book.settings)
        folder = path.rpartition("/")[0]
        if folder.endswith(f"/{book.slug}") and not path.lower().endswith((".yaml", ".yml")):
            rows = return_of(data, path, Cells(path, book, around, guard), meant)
        else:
            rows = rows_of(data, path, book, around, guard, meant)
        return completed(rows, book, around)

    def check(self, rows: Sequence[Row], book: Book, around: InCampaign) -> Iterable[Problem]:
        yield from wrong_in(rows, book)
        yield from unknown_debtors(book.settings, around)

    def settled(self, rows: Sequence[Row], book: Book) -> Sequence[Row]:
        return settled(rows, book)

    def moments(self, rows: Sequence[Row], book: Book) -> Iterable[datetime]:
        return map(end_of, book.settings.deadlines())

    def sections(self, reader: BookReader) -> Iterator[Section]:
        account = Account(reader)
        if account.whole:
            yield from of_form(account)

    def pages(self, reader: BookReader) -> Iterable[SubPage]:
        account = Account(reader)
        if not account.whole:
            return
        for one in account.returns:
            title = f"{one.unit} {one.period}"
            yield SubPage(one.address, title, partial(of_return, account, one))
        for line, address in account.addresses.items():
            yield SubPage(address, line.short, partial(of_line, account, line))

    def files(self, reader: BookReader) -> Iterable[BookFile]:
        make = partial(blank_form, reader.book)
        yield BookFile(f"{reader.book.slug}-blank.xlsx", Word(N_("Empty form to fill in")), make)


FORM = _Form()
