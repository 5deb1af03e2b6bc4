"""Notices and announcements (通知公告)."""

from __future__ import annotations

from zhuanlan.core.i18n import N_
from zhuanlan.model.kind import ColumnKind, Excerpt

NOTICES = ColumnKind(
    name="notices",
    title=N_("notices"),
    chinese=("通知", "公告", "通知公告"),
    home=Excerpt(6),
    days=180,
)
