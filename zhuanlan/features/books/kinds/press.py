"""信息报送: what the press reported, by its level."""

from zhuanlan.core.i18n import N_
from zhuanlan.features.books.kind import Kind
from zhuanlan.model.book import BookColumn


class _Press(Kind):
    name = "press"
    title = N_("press")
    chinese = ("信息报送",)
    columns = (
        BookColumn(slug="date", name="日期", type="date", needed=True),
        BookColumn(slug="medium", name="媒体", needed=True),
        BookColumn(
            slug="level",
            name="级别",
            type="choice",
            choices=("简报", "县级", "市级", "省级及以上"),
            needed=True,
        ),
        BookColumn(slug="title", name="标题", needed=True),
        BookColumn(slug="unit", name="报送单位", type="unit"),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="address", name="网址"),
    )
    key = ("date", "medium", "title")


PRESS = _Press()
