"""联系人: whom the office calls; readers see none of it."""

from zhuanlan.core.i18n import N_
from zhuanlan.features.books.kind import Kind
from zhuanlan.model.book import BookColumn


class _Roster(Kind):
    name = "roster"
    title = N_("roster")
    chinese = ("联系人",)
    columns = (
        BookColumn(slug="unit", name="单位", type="unit", needed=True, public=False),
        BookColumn(slug="name", name="姓名", type="person", needed=True, public=False),
        BookColumn(slug="duty", name="职务", public=False),
        BookColumn(slug="telephone", name="电话", public=False),
        BookColumn(slug="mail", name="邮箱", public=False),
        BookColumn(slug="note", name="备注", public=False),
    )
    key = ("unit", "name")


ROSTER = _Roster()
