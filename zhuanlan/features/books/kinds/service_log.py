"""志愿服务记录: who served where for how long. Without identity numbers."""

from zhuanlan.core.i18n import N_
from zhuanlan.features.books.kind import Kind
from zhuanlan.model.book import BookColumn


class _ServiceLog(Kind):
    name = "service_log"
    title = N_("service log")
    chinese = ("志愿服务记录",)
    columns = (
        BookColumn(slug="number", name="志愿者编号", public=False),
        BookColumn(slug="person", name="姓名", type="person", public=False),
        BookColumn(slug="date", name="服务日期", type="date", needed=True),
        BookColumn(slug="unit", name="组织单位", type="unit", needed=True),
        BookColumn(slug="region", name="地区", type="region"),
        BookColumn(slug="place", name="服务地点"),
        BookColumn(slug="activity", name="所属活动", type="activity"),
        BookColumn(slug="content", name="服务内容", needed=True),
        BookColumn(slug="people", name="服务人数", type="number", counts=("人",)),
        BookColumn(slug="hours", name="服务时间", type="number", counts=("小时",), decimals=1),
        BookColumn(slug="beneficiaries", name="受益人数", type="number", counts=("人",)),
        BookColumn(slug="quality", name="服务质量"),
        BookColumn(slug="responsible", name="负责人", type="person", public=False),
    )
    key = ("number", "date", "content")


SERVICE_LOG = _ServiceLog()
