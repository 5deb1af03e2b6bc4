"""荣誉: who was honoured with what, by whom and when."""

from zhuanlan.core.i18n import N_
from zhuanlan.features.books.kind import Kind
from zhuanlan.model.book import BookColumn


class _Awards(Kind):
    name = "awards"
    title = N_("awards")
    chinese = ("荣誉",)
    columns = (
        BookColumn(slug="honour", name="荣誉", needed=True),
        BookColumn(slug="level", name="等级"),
        BookColumn(slug="winner", name="获得者", needed=True),
        BookColumn(slug="unit", name="所在单位", type="unit"),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="work", name="作品"),
        BookColumn(slug="issuer", name="授予单位", needed=True),
        BookColumn(slug="date", name="授予日期", type="date"),
        BookColumn(slug="document", name="文号"),
    )
    key = ("honour", "winner", "work")


AWARDS = _Awards()
