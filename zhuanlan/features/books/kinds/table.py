"""A plain table, with the columns that its book declares."""

from zhuanlan.core.i18n import N_
from zhuanlan.features.books.kind import Kind


class _Table(Kind):
    name, title, chinese = "table", N_("table"), ("表格",)


TABLE = _Table()
