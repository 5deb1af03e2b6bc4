"""服务队: volunteers of a unit."""

from zhuanlan.core.i18n import N_
from zhuanlan.features.books.kind import Kind
from zhuanlan.model.book import BookColumn


class _Teams(Kind):
    name = "teams"
    title = N_("teams")
    chinese = ("服务队",)
    columns = (
        BookColumn(slug="name", name="名称", needed=True),
        BookColumn(slug="unit", name="所属单位", type="unit"),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="members", name="队员人数", type="number", counts=("人",)),
        BookColumn(slug="leader", name="负责人", type="person", public=False),
        BookColumn(slug="activity", name="所属活动", type="activity"),
        BookColumn(slug="note", name="备注"),
    )
    key = ("name",)


TEAMS = _Teams()
