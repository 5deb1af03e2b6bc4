"""联系人: whom the office calls; readers see none of it but the numbers that are marked public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhuanlan.core.i18n import N_
from zhuanlan.features.books.children import NO, YES
from zhuanlan.features.books.kind import Kind
from zhuanlan.model.book import Book, Row, picker
from zhuanlan.model.book_column import BookColumn
from zhuanlan.model.fields import refuse


class _Roster(Kind):
    name = "roster"
    title = N_("roster")
    chinese = ("联系人",)
    declares = "contact"
    columns = (
        BookColumn(slug="unit", name="单位", type="unit", needed=True, public=False),
        BookColumn(slug="name", name="姓名", type="person", needed=True, public=False),
        BookColumn(slug="duty", name="职务", public=False),
        BookColumn(slug="telephone", name="电话", public=False),
        BookColumn(slug="mail", name="邮箱", public=False),
        BookColumn(slug="shown", name="可公开", type="choice", choices=(YES, NO), public=False),
        BookColumn(slug="note", name="备注", public=False),
    )
    key = ("unit", "name")

    declares_hidden = True

    def fit(self, book: Book) -> None:
        for column in book.public_columns:
            message = N_("readers must not see whom the office calls: the column “{value}”")
            raise refuse(message, N_("write public: false"), value=column.name)

    def declared(self, rows: Sequence[Row], book: Book) -> Iterator[str]:
        """Yield the telephones and mailboxes that posts may show."""
        pick = picker(book.all_columns)
        for row in rows:
            if pick(row, "shown") == YES:
                values = (pick(row, slug) for slug in ("telephone", "mail"))
                yield from (str(value) for value in values if value)


ROSTER = _Roster()
