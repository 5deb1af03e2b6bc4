"""活动: what was held where and when, with the material before, during and after it."""

from zhuanlan.core.i18n import N_
from zhuanlan.features.books.kind import Kind
from zhuanlan.model.book import BookColumn


class _Events(Kind):
    name = "events"
    title = N_("events")
    chinese = ("活动",)
    columns = (
        BookColumn(slug="date", name="日期", type="date", needed=True),
        BookColumn(slug="name", name="名称", needed=True),
        BookColumn(slug="kind", name="形式"),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="place", name="地点"),
        BookColumn(slug="unit", name="主办单位", type="unit", needed=True),
        BookColumn(slug="station", name="示范点"),
        BookColumn(slug="activity", name="所属活动", type="activity"),
        BookColumn(slug="people", name="参加人数", type="number", counts=("人",)),
        BookColumn(slug="plan", name="计划方案", type="choice", choices=("有", "无")),
        BookColumn(slug="rules", name="服务规则", type="choice", choices=("有", "无")),
        BookColumn(slug="record", name="文字记录", type="choice", choices=("有", "无")),
        BookColumn(slug="photographs", name="现场图片", type="choice", choices=("有", "无")),
        BookColumn(slug="summary", name="工作总结", type="choice", choices=("有", "无")),
    )
    key = ("date", "name", "unit")


EVENTS = _Events()
