"""Notices and announcements (通知公告)."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.model.kind import ColumnKind, Excerpt, Sign

NOTICES = ColumnKind(
    name="notices",
    title=N_("notices"),
    chinese=("通知", "公告", "通知公告"),
    home=Excerpt(6),
    days=180,
    signs=(
        Sign(
            12,
            "title",
            r"(?:通知|公\s*告|启事|公示|通告|倡议书|征集令|征文启事|须知|实施方案|预告|招募令?|报名)"
            r"(?:[（(].*[）)])?$",
        ),
        Sign(3, "text", r"通知如下|现予公告|特此(?:通知|公告|公示)|敬请谅解|公示期"),
    ),
)
