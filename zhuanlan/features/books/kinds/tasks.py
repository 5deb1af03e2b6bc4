"""报送: what is due from whom, to whom and until when."""

from zhuanlan.core.i18n import N_
from zhuanlan.features.books.kind import Kind
from zhuanlan.model.book import BookColumn


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


TASKS = _Tasks()
