"""报送: what is due from whom, to whom and until when."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from zhuanlan.core.i18n import N_
from zhuanlan.features.books.kind import Kind
from zhuanlan.model.book import Book, BookColumn, Row, picker


class _Tasks(Kind):
    name = "tasks"
    title = N_("tasks")
    chinese = ("报送事项",)
    columns = (
        BookColumn(slug="name", name="事项", needed=True),
        BookColumn(slug="unit", name="报送单位", type="unit", needed=True),
        BookColumn(slug="to", name="报送至", type="unit", needed=True),
        BookColumn(slug="due", name="截止时间", type="date", needed=True),
        BookColumn(slug="received", name="收到时间", type="date"),
        BookColumn(slug="note", name="备注"),
    )
    key = ("name", "unit")
    declares = "key_dates"

    def declared(self, rows: Sequence[Row], book: Book) -> Iterator[dict[str, str]]:
        pick = picker(book.all_columns)
        for row in rows:
            name, due = pick(row, "name"), pick(row, "due")
            if isinstance(due, datetime):
                yield {"title": str(name), "date": f"{due:%Y-%m-%d %H:%M}"}


TASKS = _Tasks()
