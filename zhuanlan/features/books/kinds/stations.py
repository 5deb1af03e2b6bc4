"""示范点: places that a responsible unit has to set up by a day."""

from zhuanlan.core.i18n import N_
from zhuanlan.features.books.kind import Kind
from zhuanlan.model.book import BookColumn


class _Stations(Kind):
    name = "stations"
    title = N_("stations")
    chinese = ("示范点",)
    columns = (
        BookColumn(slug="name", name="名称", needed=True),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="unit", name="责任单位", type="unit", needed=True),
        BookColumn(slug="deadline", name="期限", type="date"),
        BookColumn(
            slug="state",
            name="状态",
            type="choice",
            choices=("筹备", "建设中", "已建成"),
            needed=True,
        ),
        BookColumn(slug="since", name="建成日期", type="date"),
        BookColumn(slug="note", name="备注"),
    )
    key = ("name",)


STATIONS = _Stations()
